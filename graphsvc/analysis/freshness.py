"""How far a record can still be relied on, by when somebody last verified it."""

from __future__ import annotations

from datetime import date

HALF_LIFE_DAYS = 365.25
"""Freshness halves every 12 months."""
NEVER_VERIFIED = 0.25
"""The freshness of what nobody verified, as far as we know."""


def freshness(last_verified: date | None, day: date) -> float:
    """How fresh something is on a day, 0-1: 1 when verified that day, .5 after 12 months; .25 when never verified."""
    if last_verified is None:
        return NEVER_VERIFIED
    return float(min(1.0, 0.5 ** ((day - last_verified).days / HALF_LIFE_DAYS)))
