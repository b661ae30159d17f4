"""How much the shortest paths from all nodes depend on each: Brandes (2001), Journal of Mathematical Sociology 25:163-177.

Some sources go together, a column of a matrix each, one step of all paths being a product of matrices; few enough columns
that they stay in the cache of the processor.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers, Rows

Values = NDArray[np.float64]

MOST_STEPS = 12
"""Each step looks at all edges: with longer shortest paths than this it does not pay."""
CELLS = 1 << 15
"""Nodes times sources that go together, but at least `FEWEST` and at most `MOST` sources."""
FEWEST, MOST = 16, 64


def dependencies(rows: Rows) -> Values | None:
    """For each node the sum, over ordered pairs of others, of the share of their shortest paths that pass it.

    None when shortest paths are too long for this way to pay. Without loops and weights.
    """
    count = rows.count
    after: Any = rows.matrix()
    before = after.T.tocsr()
    together = max(FEWEST, min(MOST, CELLS // max(1, count)))
    sums = np.zeros(count)
    for start in range(0, count, together):
        waves = _waves(before, np.arange(start, min(count, start + together)))
        if waves is None:
            return None
        sums += _passing(after, waves)
    return sums


def _waves(before: Any, sources: Numbers) -> list[Values] | None:
    """For each number of steps, how many shortest paths of that length lead to each node, shape (nodes, sources)."""
    each = np.arange(len(sources))
    here: Values = np.zeros((before.shape[0], len(sources)))
    here[sources, each] = 1
    unseen = here == 0
    waves = [here]
    while True:
        there = before @ waves[-1]
        there *= unseen
        new = there > 0
        if not new.any():
            return waves
        if len(waves) > MOST_STEPS:
            return None
        unseen ^= new
        waves.append(there)


def _passing(after: Any, waves: list[Values]) -> Values:
    """From the far end back: what depends on a node is shared among those before it by how many paths each has."""
    sums, depending = np.zeros(after.shape[0]), np.zeros_like(waves[0])
    for near, far in zip(waves[-2:0:-1], waves[:1:-1], strict=True):
        there = far > 0
        depending += 1
        np.divide(depending, far, out=depending, where=there)
        depending *= there
        depending = after @ depending
        depending *= near
        sums += depending.sum(axis=1)
    return sums
