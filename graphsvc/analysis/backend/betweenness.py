"""Betweenness, exact and unweighted: Brandes (2001), Journal of Mathematical Sociology 25:163-177.

That of nodes by products of matrices where shortest paths are short, which is twice as fast; else by rustworkx.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np

from graphsvc.analysis.backend.dependencies import dependencies
from graphsvc.analysis.backend.sparse_graph import SparseGraph

ALONE = 1 << 60
"""From so many nodes on rustworkx may use several threads: never, for then the last digit of a sum varies."""


def betweenness_centrality(
    G: Any, k: Any = None, normalized: bool = True, weight: Any = None, endpoints: bool = False, seed: Any = None
) -> dict[Hashable, float]:
    """The share of shortest paths that pass each node. Weights and samples of sources are left to networkx."""
    _refuse(G, k, weight)
    sums = None if endpoints else dependencies(G.rows)
    if sums is not None:
        return G.by_node(sums * _scale(G, normalized))  # type: ignore[no-any-return]
    import rustworkx

    compute = rustworkx.digraph_betweenness_centrality if G.is_directed() else rustworkx.graph_betweenness_centrality
    found = compute(G.rustworkx, normalized=normalized, endpoints=endpoints, parallel_threshold=ALONE)
    return G.by_node(np.array(list(found.values()), np.float64))  # type: ignore[no-any-return]


def edge_betweenness_centrality(
    G: Any, k: Any = None, normalized: bool = True, weight: Any = None, seed: Any = None
) -> dict[tuple[Hashable, Hashable], float]:
    """The share of shortest paths that pass each edge. Weights and samples of sources are left to networkx."""
    _refuse(G, k, weight)
    import rustworkx

    directed = G.is_directed()
    compute = rustworkx.digraph_edge_betweenness_centrality if directed else rustworkx.graph_edge_betweenness_centrality
    found = compute(G.rustworkx, normalized=normalized, parallel_threshold=ALONE)
    ends = np.stack([G.rows.tails, G.rows.heads], axis=1) if directed else G.rows.edges()
    return {
        (G.ids[one], G.ids[other]): value for (one, other), value in zip(ends.tolist(), found.values(), strict=True)
    }


def _scale(graph: SparseGraph, normalized: bool) -> float:
    """By what sums over ordered pairs are multiplied; of an undirected graph each pair counts once."""
    others = len(graph) - 1
    if normalized:
        return 1 / (others * (others - 1)) if others > 1 else 1.0
    return 1.0 if graph.is_directed() else 0.5


def _refuse(graph: SparseGraph, k: Any, weight: Any) -> None:
    """Raise NotImplementedError for what is left to networkx."""
    if k is not None and k != len(graph):
        raise NotImplementedError("A sample of sources, drawn as networkx draws it, is left to networkx.")
    if weight is not None or graph.rows.loops:
        raise NotImplementedError("Weights and loops are left to networkx.")
