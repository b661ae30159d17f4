"""Breadth-first search from many sources at once: 64 sources in each machine word."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers, Rows

Words = NDArray[np.uint64]

CELLS_AT_ONCE = 1 << 26
"""Arcs times words in one pass: each takes 8 bytes for a moment."""


def waves(into: Rows, sources: Numbers) -> Iterator[tuple[int, Numbers]]:
    """From how many of the sources each node lies at each distance: pairs of a distance from 1 on, and a column.

    A distance may come several times, for other sources. `into` has for each node those with an arc to it.
    """
    words = max(1, min(32, CELLS_AT_ONCE // max(1, len(into.heads))))
    for start in range(0, len(sources), 64 * words):
        for distance, front in fronts(into, sources[start : start + 64 * words]):
            yield distance, np.bitwise_count(front).sum(axis=1, dtype=np.int64)


def fronts(into: Rows, sources: Numbers) -> Iterator[tuple[int, Words]]:
    """For each distance from 1 on, which sources are that far from each node: bit k % 64 of word k // 64 for source k.

    All sources at once; the words of a distance, shape (nodes, words), are the caller's.
    """
    each = np.arange(len(sources))
    seen: Words = np.zeros((into.count, -(-len(sources) // 64)), np.uint64)
    np.bitwise_or.at(seen, (sources, each // 64), np.left_shift(np.uint64(1), (each % 64).astype(np.uint64)))
    front, distance = seen.copy(), 0
    busy = np.flatnonzero(into.degrees)  # reduceat gives nonsense for empty rows
    while busy.size:
        distance += 1
        arrived = np.zeros_like(seen)
        arrived[busy] = np.bitwise_or.reduceat(front[into.heads], into.first[busy], axis=0)
        front = arrived & ~seen
        if not front.any():
            return
        seen |= front
        yield distance, front


def by_source(front: Words, count: int) -> NDArray[np.uint8]:
    """A front as 0 and 1, shape (nodes, sources); `count`: the number of sources."""
    return np.unpackbits(front.view(np.uint8), axis=1, bitorder="little", count=count)
