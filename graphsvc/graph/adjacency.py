"""The seen edges at records, by their numbers: at many at once as arrays, or at one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from graphsvc.graph.columns import Numbers
from graphsvc.graph.field_columns import EDGE_KINDS, columns_of
from graphsvc.graph.graph import EdgeKind
from graphsvc.graph.rows import Rows, gathered
from graphsvc.graph.view import View

FEW = 16
"""Looking at all edges of a kind is cheaper than at those of each record, unless there are so many times fewer of these."""


class Along(NamedTuple):
    """The edges of one kind from where they start (or end); to be used before the graph changes."""

    at: Callable[[int, tuple[()]], Sequence[int]]
    """(the number of a node, ()) -> the numbers of its edges, seen or not."""
    others: Sequence[int]
    """The number of an edge -> that of the node it leads to."""


def along(view: View, kind: EdgeKind, *, outwards: bool) -> Along:
    """The edges of one kind, for going from one node to the next: `view.seen_edges` tells which of them to go along."""
    graph = view.graph
    index, others = (graph.out, graph.heads) if outwards else (graph.into, graph.tails)
    return Along(index[kind].get, others.values.data)


def edges_of_kind(view: View, kind: EdgeKind) -> Numbers:
    """All seen edges of a kind, in order of arrival."""

    def work_out() -> Numbers:
        of_kind = np.flatnonzero(columns_of(view.graph).edge_kinds.all == EDGE_KINDS.code(kind))
        return of_kind[view.shows_edges(of_kind)]

    found: Numbers = view.once(("edges", kind), work_out)
    return found


def edges_at(view: View, kind: EdgeKind, numbers: Numbers, *, outwards: bool, distinct: bool = True) -> Rows:
    """The seen edges of a kind that start (or end) at some nodes; `distinct`: no node is asked twice."""
    graph = view.graph
    index = (graph.out if outwards else graph.into)[kind]
    if not distinct or len(numbers) * FEW < len(graph.nodes):
        rows = gathered([index.get(number, ()) for number in numbers.tolist()])
        seen = view.shows_edges(rows.numbers)
        return Rows(rows.places[seen], rows.numbers[seen])
    edges = edges_of_kind(view, kind)
    place = np.full(len(graph.nodes), -1, np.intp)
    place[numbers] = np.arange(len(numbers))
    places = place.take((graph.tails if outwards else graph.heads).values.take(edges))
    asked = np.flatnonzero(places >= 0)
    return Rows(places, edges) if len(asked) == len(edges) else Rows(places.take(asked), edges.take(asked))
