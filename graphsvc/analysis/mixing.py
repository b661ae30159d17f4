"""How groups mix: which ties run within a group and which to others."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import msgspec
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers
from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.groups import Groups, numbered_groups


class Mixing(msgspec.Struct, frozen=True):
    """A row and a column for each group, in the order of `groups`; rows are where a tie leaves, columns where it leads."""

    groups: tuple[Hashable, ...]
    sizes: tuple[int, ...]
    """How many nodes each group has."""
    counts: tuple[tuple[int, ...], ...]
    """Edges between two groups, or within one; undirected the same both ways, each edge once."""
    shares: tuple[tuple[float | None, ...], ...]
    """Of the ties of a row's nodes, as these see them, the share that leads to each group; None without ties.
    Undirected, an edge within a group is a tie of both its ends."""
    densities: tuple[tuple[float | None, ...], ...]
    """The share of all pairs that are tied; None where there is no pair."""
    ei: tuple[float | None, ...]
    """The E-I index of each group: (ties to others - ties within) / all, as its nodes see them; None without ties."""


def mixing(graph: nx.Graph[Any], groups: Groups) -> Mixing:
    """The mixing matrix of a graph by `groups` (an attribute, or node -> group), its groups in the order of the nodes.

    In time proportional to the edges. Directed edges count from row to column. The E-I index is that of Krackhardt and Stern
    (1988), Social Psychology Quarterly 51:123-140.
    """
    names, own = numbered_groups(graph, groups)
    rows = sparse(graph).rows
    kept = rows.tails != rows.heads
    return mixing_of(names, own, rows.tails[kept], rows.heads[kept], directed=graph.is_directed())


def mixing_of(
    names: Sequence[Hashable], own: NDArray[np.intp], tails: Numbers, heads: Numbers, directed: bool = False
) -> Mixing:
    """The same from arrays: the names of groups, the number of each node's own, and arcs (undirected: both of an edge)."""
    many = len(names)
    ends = np.bincount(own[tails] * many + own[heads], minlength=many * many).reshape(many, many)
    sizes = np.bincount(own, minlength=many)
    pairs = np.outer(sizes, sizes) - np.diag(sizes)
    total = ends.sum(axis=1)
    counts = ends if directed else ends - np.diag(np.diagonal(ends) // 2)
    return Mixing(
        groups=tuple(names),
        sizes=tuple(sizes.tolist()),
        counts=tuple(map(tuple, counts.tolist())),
        shares=_quotients(ends, total[:, None]),
        densities=_quotients(ends, pairs),
        ei=_quotients((total - 2 * np.diagonal(ends))[None], total[None])[0],
    )


def ei_index(graph: nx.Graph[Any], groups: Groups) -> float:
    """(Edges between groups - edges within one) / all edges, -1 to 1; nan without edges."""
    _, own = numbered_groups(graph, groups)
    external, edges = _external(graph, own), len(sparse(graph).rows.heads)
    return float((2 * external.sum() - edges) / edges) if edges else float("nan")


def ei_indices(graph: nx.Graph[Any], groups: Groups, nodes: Iterable[Hashable] | None = None) -> dict[Hashable, float]:
    """The E-I index of each node over its own edges (those that leave it, when directed); nan without any."""
    _, own = numbered_groups(graph, groups)
    degrees = sparse(graph).rows.degrees
    external = _external(graph, own)
    found = np.full(len(own), np.nan)
    np.divide(2 * external - degrees, degrees, out=found, where=degrees > 0)
    values = dict(zip(graph, found.tolist(), strict=True))
    return values if nodes is None else {node: values[node] for node in nodes}


def _external(graph: nx.Graph[Any], own: NDArray[np.intp]) -> Numbers:
    """How many edges of each node lead to another group."""
    rows = sparse(graph).rows
    return np.bincount(rows.tails[own[rows.tails] != own[rows.heads]], minlength=rows.count)


def _quotients(parts: NDArray[Any], wholes: NDArray[Any]) -> tuple[tuple[float | None, ...], ...]:
    parts, wholes = np.broadcast_arrays(parts, wholes)
    return tuple(
        tuple(part / whole if whole else None for part, whole in zip(one, other, strict=True))
        for one, other in zip(parts.tolist(), wholes.tolist(), strict=True)
    )
