"""All triangles of an undirected graph: each once, in time bounded by edges to the power 1.5, also around a hub.

Each edge points to the end with the higher degree, so that no node points to many; then each pair of arrows from one
node is looked up. Chiba and Nishizeki (1985), SIAM Journal on Computing 14:210-223; Latapy (2008), Theoretical Computer
Science 407:458-473.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphsvc.analysis.backend.rows import Numbers, Rows, rows_of

PAIRS_AT_ONCE = 4_000_000
"""So many pairs of arrows are looked up in one pass."""


def triangles_of(rows: Rows) -> Iterator[tuple[Numbers, Numbers]]:
    """Triangles a, b, c, many at a time: their nodes, and the places in `rows` of the arcs ab, ac and bc: both (3, n)."""
    up, arc = _upward(rows)
    keys = up.tails * up.count + up.heads
    order = np.argsort(keys)
    sorted_keys = keys[order]
    after = up.first[up.tails + 1] - np.arange(len(up.heads)) - 1  # arrows from the same node after each
    ends = np.cumsum(after)
    start = 0
    while start < len(after):
        stop = max(start + 1, int(np.searchsorted(ends, (ends[start - 1] if start else 0) + PAIRS_AT_ONCE)))
        low, high = _pairs(start, after[start:stop])
        wanted = up.heads[low] * up.count + up.heads[high]
        place = np.minimum(np.searchsorted(sorted_keys, wanted), len(sorted_keys) - 1)
        closed = sorted_keys[place] == wanted
        low, high, third = low[closed], high[closed], order[place[closed]]
        yield np.stack([up.tails[low], up.heads[low], up.heads[high]]), arc[np.stack([low, high, third])]
        start = stop


def _upward(rows: Rows) -> tuple[Rows, Numbers]:
    """Each edge once, as an arrow to the end of higher rank, and the place in `rows` of each; loops are left out."""
    rank = np.argsort(np.argsort(rows.degrees, kind="stable"), kind="stable")
    places = np.flatnonzero(rank[rows.tails] < rank[rows.heads])
    # Arrows from one node in order of rank: of two the first then points at the lower end.
    places = places[np.argsort(rank[rows.heads[places]], kind="stable")]
    up = rows_of(rows.count, rows.tails[places], rows.heads[places], {"place": places})
    return up, up.weights["place"]


def _pairs(start: int, after: Numbers) -> tuple[Numbers, Numbers]:
    """Each arrow from `start` on with each of the so many after it."""
    one = np.repeat(np.arange(start, start + len(after)), after)
    offset = np.arange(len(one)) - np.repeat(np.cumsum(after) - after, after)
    return one, one + 1 + offset
