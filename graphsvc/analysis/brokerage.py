"""Gould-Fernandez brokerage: how often an actor stands between two that are not tied, by the groups of the three."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import msgspec
import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphsvc.analysis.adjacency import adjacency_of


class Brokerage(msgspec.Struct, frozen=True, gc=False):
    """How often an actor is in the middle of x to y, in each role. G is the group."""

    coordinator: int
    """All three of one group."""
    gatekeeper: int
    """x from outside, y of the own group."""
    representative: int
    """x of the own group, y outside."""
    consultant: int
    """x and y of one other group."""
    liaison: int
    """Three different groups."""


def brokerage(
    graph: nx.Graph[Any], groups: Mapping[Hashable, Hashable], nodes: Iterable[Hashable] | None = None
) -> dict[Hashable, Brokerage]:
    """The brokerage of each node by `groups` (node -> its group), over ordered pairs x, y with x -> node -> y.

    A pair counts when x is not tied to y; an undirected edge counts in both directions, so each open triangle twice.
    In time proportional to the two-paths of the graph. Gould and Fernandez (1989), Sociological Methodology 19:89-126;
    gatekeeper and representative as there and in UCINET (other packages swap them).
    """
    names = {group: number for number, group in enumerate(dict.fromkeys(groups[node] for node in graph))}
    own = np.array([names[groups[node]] for node in graph], dtype=np.intp)
    pairs = _open_pairs(adjacency_of(graph, np.int64), own, len(names))
    counts = dict(zip(graph, _roles(pairs, own), strict=True))
    return counts if nodes is None else {node: counts[node] for node in nodes}


def _open_pairs(adjacency: Any, own: NDArray[np.intp], groups: int) -> NDArray[np.int64]:
    """For each node, group of x and group of y the number of pairs x -> node -> y without x -> y: (n, groups, groups)."""
    member: Any = sparse.csr_array((np.ones(len(own), np.int64), (np.arange(len(own)), own)), (len(own), groups))
    before, after = (adjacency.T @ member).toarray(), (adjacency @ member).toarray()
    pairs: NDArray[np.int64] = before[:, :, None] * after[:, None, :]
    both_ways = (adjacency.T.multiply(adjacency) @ member).toarray()
    diagonal = np.arange(groups)
    pairs[:, diagonal, diagonal] -= both_ways  # x and y are two
    for group in range(groups):
        of_group = sparse.diags_array((own == group).astype(np.int64), dtype=np.int64)
        closed = (adjacency.T @ of_group @ adjacency).multiply(adjacency)
        pairs[:, group, :] -= (closed @ member).toarray()
    return pairs


def _roles(pairs: NDArray[np.int64], own: NDArray[np.intp]) -> list[Brokerage]:
    each = np.arange(len(own))
    same = pairs.diagonal(axis1=1, axis2=2)
    coordinator = pairs[each, own, own]
    gatekeeper = pairs[each, :, own].sum(axis=1) - coordinator
    representative = pairs[each, own, :].sum(axis=1) - coordinator
    consultant = same.sum(axis=1) - coordinator
    liaison = pairs.sum(axis=(1, 2)) - coordinator - gatekeeper - representative - consultant
    columns = (coordinator, gatekeeper, representative, consultant, liaison)
    return [Brokerage(*counts) for counts in zip(*(column.tolist() for column in columns), strict=True)]
