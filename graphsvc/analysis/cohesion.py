"""How a network holds together as a whole: centralisation and fragmentation."""

from __future__ import annotations

from typing import Any, Literal

import networkx as nx
import numpy as np

from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.backend.waves import waves
from graphsvc.analysis.distances import into_rows, inverse_distances, nearness


def degree_centralisation(graph: nx.Graph[Any], direction: Literal["in", "out"] = "in") -> float:
    """How far the degrees lean on one node: the sum of differences from the largest, as a share of that of a star.

    Of a directed graph those of one `direction`. 0 below three nodes (two when directed). Freeman (1979), Social Networks
    1:215-239.
    """
    count, directed = len(graph), graph.is_directed()
    most = (count - 1) ** 2 if directed else (count - 1) * (count - 2)
    if count < 2 or not most:
        return 0.0
    rows = sparse(graph).rows
    degrees = rows.reversed().degrees if directed and direction == "in" else rows.degrees
    return float((degrees.max() - degrees).sum() / most)


def fragmentation(graph: nx.Graph[Any]) -> float:
    """The share of ordered pairs of nodes that no path joins; 0 below two nodes. Directed paths in a directed graph.

    F of Borgatti (2006), Computational and Mathematical Organization Theory 12:21-34, equation 4. In time proportional to
    the edges; directed to nodes x edges / 64.
    """
    count = len(graph)
    if count < 2:
        return 0.0
    rows = sparse(graph)
    if graph.is_directed():
        joined = sum(int(reached.sum()) for _, reached in waves(into_rows(rows), np.arange(count)))
    else:
        joined = sum(size * (size - 1) for size in map(len, nx.connected_components(rows)))
    return float(1 - joined / (count * (count - 1)))


def distance_fragmentation(graph: nx.Graph[Any], distance: str | None = None, nearest: float = 1.0) -> float:
    """1 less the mean of 1/distance over all ordered pairs: 0 when all are tied, 1 when nobody is; 0 below two nodes.

    The distance-weighted fragmentation of Borgatti (2006), equation 9. With `distance`, the attribute that holds the length
    of an edge, `nearest` is the largest 1/distance there can be, by which the mean is divided (An and Liu 2016). In time
    nodes x edges / 64; with lengths by Dijkstra's algorithm from each node, in memory of 8 n^2 bytes.
    """
    count = len(graph)
    if count < 2:
        return 0.0
    if distance is None:
        total = float(nearness(sparse(graph).rows, lambda steps: 1 / steps).sum())
    else:
        total = float(inverse_distances(graph, distance).sum())
    return 1 - total / (count * (count - 1) * nearest)
