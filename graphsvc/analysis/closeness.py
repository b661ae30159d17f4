"""Harmonic closeness by breadth-first search from 64 sources in each machine word."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.adjacency import adjacency_of
from graphsvc.analysis.sampling import Estimate, Moments, estimates, sample

WORDS_AT_ONCE = 32
"""How many words of 64 sources share one pass."""


def harmonic_closeness(graph: nx.Graph[Any], k: int | None = None, seed: int = 1) -> dict[Hashable, Estimate]:
    """The sum of 1/distance from all other nodes to each, as `networkx.harmonic_centrality` gives it.

    With `k` below the number of nodes it is estimated from so many sources drawn without replacement, and `error` is
    the half-width of its 95% interval. Boldi and Vigna (2014), Internet Mathematics 10:222-262.
    """
    into = adjacency_of(graph, np.int8).T.tocsr()
    count = len(graph)
    sources = sample(count, k, seed)
    moments = Moments(count)
    for start in range(0, len(sources), 64 * WORDS_AT_ONCE):
        for distance, reached in _waves(into, sources[start : start + 64 * WORDS_AT_ONCE]):
            moments.first += reached / distance
            moments.second += reached / distance**2
            moments.third += reached / distance**3
    return estimates(graph, moments, len(sources))


def _waves(into: Any, sources: NDArray[np.intp]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Per distance from 1 on: from how many of the sources each node lies at that distance."""
    each = np.arange(len(sources))
    seen = np.zeros((into.shape[0], -(-len(sources) // 64)), np.uint64)
    seen[sources, each // 64] = np.left_shift(np.uint64(1), (each % 64).astype(np.uint64))
    wave, distance = seen.copy(), 0
    busy = np.flatnonzero(np.diff(into.indptr))  # reduceat gives nonsense for empty rows
    while busy.size:
        distance += 1
        arrived = np.zeros_like(seen)
        arrived[busy] = np.bitwise_or.reduceat(wave[into.indices], into.indptr[busy], axis=0)
        wave = arrived & ~seen
        if not wave.any():
            return
        seen |= wave
        yield distance, np.bitwise_count(wave).sum(axis=1, dtype=np.int64)
