"""Structural holes: how free an actor is to choose between contacts that do not know each other.

networkx has Burt's constraint and effective size on the whole network. The ego measures are the same functions applied
to each actor's ego network alone, as UCINET does.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import networkx as nx
import numpy as np

from graphsvc.analysis.backend.sparse_graph import single_edges, sparse
from graphsvc.analysis.backend.structural_holes import by_node, mutual_rows, through_thirds

Values = dict[Hashable, float]


def efficiency(graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Values:
    """The effective size of each node as a share of its degree, nan for isolates."""
    sizes: Values = nx.effective_size(sparse(graph, *_names(weight)), nodes, weight)
    degrees = dict(single_edges(graph).degree())
    return {node: size / degrees[node] if size == size else size for node, size in sizes.items()}


def ego_constraint(graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Values:
    r"""Burt's constraint of each node within its ego network alone (UCINET), nan for isolates.

    Unweighted and undirected it is :math:`d^{-2} \sum_{j \in N(i)} (1 + \sum_{k \in N(i) \cap N(j)} 1/(1 + t_{ik}))^2`
    with :math:`t_{ik}` the contacts that i and k share, for all nodes at once; else each ego network is taken apart.
    """
    if graph.is_directed() or weight is not None:
        return _egos(nx.constraint, graph, nodes, weight)
    mutual = mutual_rows(sparse(graph).rows, None)
    ones = np.ones(len(mutual.heads))
    shared = 1 + through_thirds(mutual, ones, ones)
    local = 1 + through_thirds(mutual, 1 / shared, ones)
    degrees = np.maximum(mutual.degrees, 1)
    return by_node(graph, np.bincount(mutual.tails, local**2, mutual.count) / degrees**2, mutual, nodes)


def ego_effective_size(
    graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None
) -> Values:
    """Burt's effective size of each node within its ego network alone (UCINET), nan for isolates.

    Unweighted and undirected it looks at nothing outside that network anyway: equal to `networkx.effective_size`.
    """
    if graph.is_directed() or weight is not None:
        return _egos(nx.effective_size, graph, nodes, weight)
    found: Values = nx.effective_size(sparse(graph), nodes)
    return found


def _egos(measure: Any, graph: nx.Graph[Any], nodes: Iterable[Hashable] | None, weight: str | None) -> Values:
    """A measure of networkx on the ego network of each node alone."""
    single = single_edges(graph, *_names(weight))
    egos = {node: nx.ego_graph(single, node, undirected=True) for node in (single if nodes is None else nodes)}
    return {node: float(measure(ego, [node], weight=weight)[node]) for node, ego in egos.items()}


def _names(weight: str | None) -> list[str]:
    return [] if weight is None else [weight]
