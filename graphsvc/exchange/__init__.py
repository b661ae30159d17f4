"""Files in: every format becomes one draft of rows, and one planner turns a draft into changes."""
