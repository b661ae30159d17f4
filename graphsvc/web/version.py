"""One version of the log, as an address names it: `version=12`."""

from __future__ import annotations

VERSION = "version"


def number_of(text: str) -> int:
    """The version that a text means, 0 for none."""
    return int(text) if text.isdecimal() and len(text) < 16 else 0
