"""The numbers at which something becomes a gap, with their defaults."""

from __future__ import annotations

import msgspec


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """All can be set by the caller; a report prints those it used."""

    white_spot_need: float = 0.75
    """From this need on an area without an initiative is a white spot."""
    white_spot_completeness: float = 0.5
    """Below this completeness nobody has looked well enough to say so."""
    fewest_residents: int = 500
    """No gap of an area with fewer residents."""
    bridge_cut: int = 3
    """A single bridge cuts off at least so many living world actors."""
    signal_months: int = 3
    """A signal older than this without an answer is unanswered."""
    promise_months: int = 6
    """A promise older than this counts as not kept."""
    level_months: int = 6
    """So long after its start a process must have reached the level it aimed at."""
    stale_months: int = 12
    """A tie verified longer ago than this is stale."""
    names: int = 3
    """At most so many organisations are named in a missing link."""
    question_below: float = 0.5
    """Below this certainty a gap is written as a question."""
    unknown_completeness: float = 0.4
    """What an unknown completeness counts as."""
