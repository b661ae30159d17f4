"""Triangles, clustering and transitivity, undirected and unweighted. Watts and Strogatz (1998), Nature 393:440-442."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers
from graphsvc.analysis.backend.triangles import triangles_of


def triangles(G: Any, nodes: Any = None) -> Any:
    """How many triangles each node is in; a number when `nodes` is a node."""
    return _chosen(G, _triangle_counts(G), nodes)


def clustering(G: Any, nodes: Any = None, weight: Any = None) -> Any:
    """The share of pairs of neighbours that are tied themselves. Weights and directions are left to networkx."""
    return _chosen(G, _clustering(G, weight), nodes)


def average_clustering(G: Any, nodes: Any = None, weight: Any = None, count_zeros: bool = True) -> float:
    """The mean clustering, of these nodes or all; raises ZeroDivisionError without any."""
    values: list[float] = list(_chosen(G, _clustering(G, weight), nodes if nodes is None else list(nodes)).values())
    counted = values if count_zeros else [value for value in values if abs(value) > 0]
    return sum(counted) / len(counted)


def transitivity(G: Any) -> float:
    """The share of pairs of edges at one node whose ends are tied; 0 without triangles."""
    _refuse(G, None)
    closed = 2 * int(_triangle_counts(G).sum())
    return closed / int((G.rows.degrees * (G.rows.degrees - 1)).sum()) if closed else 0


def _clustering(graph: Any, weight: Any) -> NDArray[np.float64]:
    _refuse(graph, weight)
    degrees = graph.rows.degrees
    pairs = degrees * (degrees - 1)
    found: NDArray[np.float64] = np.divide(
        2 * _triangle_counts(graph), pairs, out=np.zeros(len(graph)), where=pairs > 0
    )
    return found


def _triangle_counts(graph: Any) -> Numbers:
    _refuse(graph, None)
    counts = np.zeros(len(graph), np.int64)
    for nodes, _ in triangles_of(graph.rows):
        counts += np.bincount(nodes.ravel(), minlength=len(graph))
    return counts


def _refuse(graph: Any, weight: Any) -> None:
    if weight is not None or graph.is_directed() or graph.rows.loops:
        raise NotImplementedError("Weights, directions and loops are left to networkx.")


def _chosen(graph: Any, values: NDArray[Any], nodes: Any) -> Any:
    """All by node, those of some nodes, or of one: as networkx tells them apart."""
    if nodes is None:
        return graph.by_node(values)
    if nodes in graph:
        return values[graph.number[nodes]].item()
    chosen: list[Hashable] = list(graph.nbunch_iter(nodes))
    return dict(zip(chosen, values[graph.numbers_of(chosen)].tolist(), strict=True))
