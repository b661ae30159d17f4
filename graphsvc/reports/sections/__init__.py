"""The sections of the gap report, one module each; each gives a Section of a Scope."""
