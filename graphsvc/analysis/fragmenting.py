"""Which nodes to take out of a graph so that it falls apart, or so that the rest lie far from each other. Undirected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import combinations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Rows, rows_of
from graphsvc.analysis.backend.separation import pairs_without
from graphsvc.analysis.backend.sparse_graph import SparseGraph
from graphsvc.analysis.backend.waves import waves
from graphsvc.analysis.betweenness import betweenness

SHORTLIST = 16
"""So many nodes more than are chosen, those most between others, are tried in turn where distances count."""
EXACT_BETWEENNESS, PATHS = 2_000, 20_000
"""Betweenness for that list is exact up to so many nodes, and from so many shortest paths above."""
SOURCES = 512
"""And distances are summed from so many nodes at most."""

Chosen = list[int]
Joined = Callable[[Collection[int]], float]
"""How much the rest is still joined without some nodes."""


def fragmenting_set(rows: Rows, size: int) -> Chosen:
    """`size` nodes, by number, without whom fewest pairs are joined: one after the other, then exchanged while that helps.

    So from two beginnings, those and the nodes of highest degree; each step looks at all nodes together, in time
    proportional to the edges. Borgatti (2006) exchanges too.
    """
    rows = _without_loops(rows)
    chosen: Chosen = []
    for _ in range(size):
        chosen.append(_next(rows, chosen)[0])
    return min((_exchanged(rows, begun) for begun in (chosen, _largest(rows.degrees, size))), key=lambda one: one[1])[0]


def distancing_set(rows: Rows, size: int) -> Chosen:
    """`size` nodes without whom the sum of 1/distance is least: one after the other of a shortlist by betweenness, or
    those of highest degree."""
    rows = _without_loops(rows)
    sources = np.sort(np.random.default_rng(1).permutation(rows.count)[:SOURCES])
    shortlist, chosen = _most_between(rows, SHORTLIST + size), Chosen()
    for _ in range(size):
        tried = [(_nearness(without(rows, [*chosen, node]), sources), node) for node in shortlist if node not in chosen]
        chosen.append(min(tried)[1])
    sets = (chosen, _largest(rows.degrees, size))
    return min(sets, key=lambda one: round(_nearness(without(rows, one), sources), 9))


def exact_set(rows: Rows, size: int, joined: Joined) -> Sequence[int]:
    """The first of all sets of `size` nodes without which least is joined."""
    return min(combinations(range(rows.count), size), key=joined)


def pairs_joined(rows: Rows) -> Joined:
    """Counts the ordered pairs that a path still joins, on bits: quick on small graphs."""
    ends = np.split(rows.heads, rows.first[1:-1]) if rows.count else []
    near = [sum(1 << head for head in row.tolist()) for row in ends]

    def joined(group: Collection[int]) -> int:
        waiting, pairs = (1 << rows.count) - 1, 0
        for node in group:
            waiting &= ~(1 << node)
        while waiting:
            part = _part(near, waiting)
            pairs += part.bit_count() * (part.bit_count() - 1)
            waiting &= ~part
        return pairs

    return joined


def near_joined(rows: Rows) -> Joined:
    """Sums 1/distance over the ordered pairs that are left."""
    everybody = np.arange(rows.count)
    return lambda group: round(_nearness(without(rows, group), everybody), 9)


def without(rows: Rows, group: Collection[int]) -> Rows:
    """The rows with these nodes left as isolates."""
    left: NDArray[np.bool_] = np.ones(rows.count, np.bool_)
    left[list(group)] = False
    kept = left[rows.tails] & left[rows.heads]
    return rows_of(rows.count, rows.tails[kept], rows.heads[kept])


def _without_loops(rows: Rows) -> Rows:
    kept = rows.tails != rows.heads
    return rows_of(rows.count, rows.tails[kept], rows.heads[kept])


def _next(rows: Rows, chosen: Chosen) -> tuple[int, float]:
    """The node to take out after these, and the pairs then joined; of equals the first."""
    joined = pairs_without(without(rows, chosen)).astype(np.float64)
    joined[chosen] = np.inf
    best = int(joined.argmin())
    return best, float(joined[best])


def _exchanged(rows: Rows, chosen: Chosen) -> tuple[Chosen, float]:
    """Put back one node at a time and take out a better one, until no exchange helps; the set, and the pairs joined."""
    joined = np.inf
    while True:
        before = joined
        for place in range(len(chosen)):
            node, left = _next(rows, chosen[:place] + chosen[place + 1 :])
            if left < joined:
                chosen, joined = [*chosen[:place], node, *chosen[place + 1 :]], left
        if joined == before:
            return chosen, joined


def _part(near: Sequence[int], waiting: int) -> int:
    """The component of the first node that waits, as bits."""
    part = edge = waiting & -waiting
    while edge:
        ahead = 0
        while edge:
            first = edge & -edge
            ahead |= near[first.bit_length() - 1]
            edge ^= first
        edge = ahead & waiting & ~part
        part |= edge
    return part


def _most_between(rows: Rows, most: int) -> Chosen:
    graph: nx.Graph[int] = SparseGraph.of(rows, range(rows.count))
    found = betweenness(graph, None if len(graph) <= EXACT_BETWEENNESS else PATHS)
    return _largest(np.array([figure.value for figure in found.values()]), most)


def _largest(values: NDArray[np.generic], most: int) -> Chosen:
    """The numbers of those with the largest values; of equals the first."""
    found: Chosen = np.argsort(-values.astype(np.float64), kind="stable")[:most].tolist()
    return found


def _nearness(rows: Rows, sources: NDArray[np.int64]) -> float:
    return sum(float(reached.sum()) / steps for steps, reached in waves(rows, sources))
