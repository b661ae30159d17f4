"""From how many FORMAL partners on an actor of the living world may be asked too much."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

HEAVY_LOAD = 5
"""With fewer partners nobody is loaded."""
HEAVY_SHARE = 0.95
"""And only with more of them than this share of all."""


def heavy_load(loads: Iterable[int], least: int = HEAVY_LOAD, share: float = HEAVY_SHARE) -> int:
    """From how many partners on a load is heavy: `least`, and above the percentile of `share` (nearest rank) of all."""
    ordered = sorted(loads)
    if not ordered:
        return least
    # Rounded first: .95 x 60 may not come out as 57.
    rank = max(1, ceil(round(share * len(ordered), 6)))
    return max(least, ordered[rank - 1] + 1)
