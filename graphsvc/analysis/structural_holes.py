"""Structural holes: how free an actor is to choose between contacts that do not know each other.

networkx has Burt's constraint and effective size on the whole network. The ego measures are the same functions applied
to each actor's ego network alone, as UCINET does.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import networkx as nx
import numpy as np

from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.backend.structural_holes import by_node, mutual_rows, through_thirds

Values = dict[Hashable, float]


def efficiency(graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Values:
    """The effective size of each node as a share of its degree, nan for isolates."""
    sizes: Values = nx.effective_size(graph, nodes, weight)
    return {node: size / graph.degree(node) if size == size else size for node, size in sizes.items()}


def ego_constraint(graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Values:
    r"""Burt's constraint of each node within its ego network alone (UCINET), nan for isolates.

    Unweighted and undirected it is :math:`d^{-2} \sum_{j \in N(i)} (1 + \sum_{k \in N(i) \cap N(j)} 1/(1 + t_{ik}))^2`
    with :math:`t_{ik}` the contacts that i and k share, for all nodes at once; else each ego network is taken apart.
    """
    if graph.is_directed() or weight is not None:
        return {node: _ego(nx.constraint, graph, node, weight) for node in (graph if nodes is None else nodes)}
    mutual = mutual_rows(sparse(graph), None)
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
        return {node: _ego(nx.effective_size, graph, node, weight) for node in (graph if nodes is None else nodes)}
    found: Values = nx.effective_size(sparse(graph), nodes)
    return found


def _ego(measure: Any, graph: nx.Graph[Any], node: Hashable, weight: str | None) -> float:
    return float(measure(nx.ego_graph(graph, node, undirected=True), [node], weight=weight)[node])
