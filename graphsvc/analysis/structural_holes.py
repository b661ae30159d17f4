"""Structural holes: how free an actor is to choose between contacts that do not know each other.

networkx has Burt's constraint and effective size on the whole network, the second by a full n x n matrix; here it is
by sparse ones. The ego measures are the same functions applied to each actor's ego network alone, as UCINET does.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphsvc.analysis.adjacency import adjacency_of

Values = dict[Hashable, float]
Matrix = Any  # scipy's stubs tell a sparse array of floats from the result of a product of two


def effective_size(graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Values:
    r"""Burt's effective size of each node: its contacts less their redundancy, nan for isolates.

    :math:`e(u) = \sum_{v \in N(u)} (1 - \sum_w p_{uw} m_{vw})`, p mutual weights as shares of u's sum, m as shares of
    v's largest: equal to `networkx.effective_size` to rounding, in time proportional to the two-paths of the graph.
    Burt (1995), Structural Holes; Borgatti (1997), Connections 20(1):35-38.
    """
    mutual = _mutual(graph, weight)
    shares = _scaled(mutual, mutual.sum(axis=1))
    strongest = _scaled(mutual, mutual.max(axis=1).toarray().ravel() if len(graph) else np.zeros(0))
    redundancy = (shares @ strongest.T).multiply(mutual > 0)
    sizes = (mutual > 0).sum(axis=1) - redundancy.sum(axis=1)
    return _chosen(graph, np.where(mutual.sum(axis=1) > 0, sizes, np.nan), nodes)


def efficiency(graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Values:
    """The effective size of each node as a share of its degree, nan for isolates."""
    sizes = effective_size(graph, nodes, weight)
    return {node: size / graph.degree(node) if size == size else size for node, size in sizes.items()}


def ego_constraint(graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Values:
    r"""Burt's constraint of each node within its ego network alone (UCINET), nan for isolates.

    Unweighted and undirected it is :math:`d^{-2} \sum_{j \in N(i)} (1 + \sum_{k \in N(i) \cap N(j)} 1/(1 + t_{ik}))^2`
    with :math:`t_{ik}` the contacts that i and k share, for all nodes at once; else each ego network is taken apart.
    """
    if graph.is_directed() or weight is not None:
        return {node: _ego(nx.constraint, graph, node, weight) for node in (graph if nodes is None else nodes)}
    ties = _mutual(graph, None) > 0
    adjacency: Matrix = sparse.csr_array(ties.astype(np.float64))
    degrees = adjacency.sum(axis=1)
    shared: Matrix = (adjacency @ adjacency).multiply(adjacency) + adjacency  # 1 + what both ends know
    inverse = sparse.csr_array((1 / shared.data, shared.indices, shared.indptr), shape=shared.shape)
    local = (inverse @ adjacency).multiply(adjacency) + adjacency
    with np.errstate(divide="ignore", invalid="ignore"):
        values = local.power(2).sum(axis=1) / degrees**2
    return _chosen(graph, values, nodes)


def ego_effective_size(
    graph: nx.Graph[Any], nodes: Iterable[Hashable] | None = None, weight: str | None = None
) -> Values:
    """Burt's effective size of each node within its ego network alone (UCINET), nan for isolates.

    Unweighted and undirected it looks at nothing outside that network anyway: equal to `effective_size`.
    """
    if graph.is_directed() or weight is not None:
        return {node: _ego(effective_size, graph, node, weight) for node in (graph if nodes is None else nodes)}
    return effective_size(graph, nodes)


def _ego(measure: Any, graph: nx.Graph[Any], node: Hashable, weight: str | None) -> float:
    return float(measure(nx.ego_graph(graph, node, undirected=True), weight=weight)[node])


def _mutual(graph: nx.Graph[Any], weight: str | None) -> Matrix:
    """The weights of the edges between two nodes in both directions, summed: n x n, sparse, without loops."""
    one_way: Matrix = adjacency_of(graph, weight=weight)
    mutual = one_way + one_way.T
    mutual.setdiag(0)
    mutual.eliminate_zeros()
    return sparse.csr_array(mutual)


def _scaled(matrix: Matrix, by: NDArray[np.float64]) -> Matrix:
    """Each row divided by its number; rows of zeros stay."""
    with np.errstate(divide="ignore"):
        inverse = np.where(by > 0, 1 / by, 0.0)
    return sparse.diags_array(inverse) @ matrix


def _chosen(graph: nx.Graph[Any], values: NDArray[np.float64], nodes: Iterable[Hashable] | None) -> Values:
    everything = dict(zip(graph, values.tolist(), strict=True))
    return everything if nodes is None else {node: everything[node] for node in nodes}
