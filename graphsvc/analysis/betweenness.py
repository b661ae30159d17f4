"""Betweenness by Brandes' algorithm over sparse matrices, many sources at once, exact or from a sample of sources."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphsvc.analysis.adjacency import adjacency_of
from graphsvc.analysis.sampling import Estimate, Moments, estimates, sample

SOURCES_AT_ONCE = 100
"""How many sources share one pass: more is quicker and takes more memory."""


def betweenness(graph: nx.Graph[Any], k: int | None = None, seed: int = 1) -> dict[Hashable, Estimate]:
    """The normalised, unweighted betweenness of each node, as `networkx.betweenness_centrality` gives it.

    With `k` below the number of nodes it is estimated from so many sources drawn without replacement, and `error` is
    the half-width of its 95% interval. In an undirected graph a path then counts at a node by how far along it the
    node is from the source: that leaves the sum as it is, and most errors far smaller.
    Brandes (2001), J. Math. Sociology 25:163-177; Geisberger, Sanders and Schultes (2008), ALENEX, "linear scaling".
    """
    adjacency = adjacency_of(graph)
    count = len(graph)
    sources = sample(count, k, seed)
    along = not graph.is_directed() and len(sources) < count
    moments = Moments(count)
    for start in range(0, len(sources), SOURCES_AT_ONCE):
        for dependency in _dependencies(adjacency, sources[start : start + SOURCES_AT_ONCE], along):
            moments.first += dependency.sum(axis=1)
            moments.second += dependency.power(2).sum(axis=1)
            moments.third += dependency.power(3).sum(axis=1)
    pairs = (count - 1) * (count - 2)
    return estimates(graph, moments, len(sources), (2 if along else 1) / pairs if pairs > 0 else 0.0)


def _dependencies(adjacency: Any, sources: NDArray[np.intp], along: bool) -> Iterator[Any]:
    """Per distance: (n, sources), how much the shortest paths from each source depend on each node at that distance.

    With `along`, each path counts at a node by the share of it that lies before the node.
    """
    levels = _levels(adjacency, sources)
    last = len(levels) - 1
    needed = _inverse(levels[-1]) * (1 / last if along and last else 1.0)
    for distance in range(last - 1, 0, -1):
        level, inverse = levels[distance], _inverse(levels[distance])
        dependency = level.multiply(adjacency @ needed)
        yield dependency * distance if along else dependency
        needed = inverse * (1 / distance if along else 1.0) + dependency.multiply(inverse)


def _levels(adjacency: Any, sources: NDArray[np.intp]) -> list[Any]:
    """Per distance from the sources: (n, sources) with the number of shortest paths to each node at that distance."""
    shape = (adjacency.shape[0], len(sources))
    seen = np.zeros(shape, np.bool_)
    row, col, data = sources, np.arange(len(sources)), np.ones(len(sources))
    levels = []
    while len(row):
        seen[row, col] = True
        levels.append(sparse.csr_array((data, (row, col)), shape))
        step = (adjacency.T @ levels[-1]).tocoo()
        new = ~seen[step.row, step.col]
        row, col, data = step.row[new], step.col[new], step.data[new]
    return levels


def _inverse(matrix: Any) -> Any:
    return sparse.csr_array((1 / matrix.data, matrix.indices, matrix.indptr), matrix.shape)
