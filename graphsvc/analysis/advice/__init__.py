"""Plug-in advice: where government participation should plug into existing informal networks, and through whom.

`adviser.advise` answers a `request`; a `problem` is what is to be solved, `greedy` solves it, `points` explain it.
"""
