"""How near the nodes of a graph are to each other: sums of 1/distance, and distances as a matrix."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers, Rows
from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.backend.waves import by_source, fronts, waves

Values = NDArray[np.float64]
Worth = Callable[[int], float]
"""What a node is worth that lies so many steps away; it never grows with the steps."""


def nearness(rows: Rows, worth: Worth) -> Values:
    """For each node the worth of all others, by the steps to them along the arcs."""
    sums = np.zeros(rows.count)
    for steps, reached in waves(rows, np.arange(rows.count)):  # the arcs as they are: those whom a node reaches
        sums += reached * worth(steps)
    return sums


def worth_from(into: Rows, sources: Numbers, worth: Worth) -> Values:
    """The worth of each node for each of at most some thousand sources, shape (sources, nodes); of itself 1.

    `into` has for each node those with an arc to it.
    """
    found = np.zeros((into.count, len(sources)))
    found[sources, np.arange(len(sources))] = 1
    for steps, front in fronts(into, sources):
        if not worth(steps):
            break
        found += by_source(front, len(sources)) * worth(steps)
    return found.T


def inverse_distances(graph: nx.Graph[Any], distance: str | None = None) -> Values:
    """1/distance from each node to each other, shape (n, n), 0 on the diagonal and where no path leads.

    `distance` names the attribute with the length of an edge (1 where there is none); without it an edge is a step.
    Raises ValueError for lengths that are not above 0. The matrix takes 8 n^2 bytes.
    """
    rows = sparse(graph, *([distance] if distance else [])).rows
    if distance is None:
        found = worth_from(into_rows(graph), np.arange(rows.count), lambda steps: 1 / steps)
        np.fill_diagonal(found, 0)
        return found
    if not (rows.weight(distance) > 0).all():
        raise ValueError(f"A {distance} that is not above 0 is no distance.")
    from scipy.sparse.csgraph import dijkstra

    far = dijkstra(rows.matrix(distance)) if rows.count else np.zeros((0, 0))
    np.fill_diagonal(far, np.inf)
    inverse: Values = 1 / far
    return inverse


def into_rows(graph: nx.Graph[Any]) -> Rows:
    """For each node those with an arc to it."""
    rows: Rows = sparse(graph).rows
    return rows.reversed() if graph.is_directed() else rows
