"""Who may see and change what. Policy only: no tokens, no sessions, no requests."""
