"""The seen edges at many records at once, as arrays."""

from __future__ import annotations

import numpy as np

from graphsvc.graph.columns import Numbers
from graphsvc.graph.field_columns import EDGE_KINDS, columns_of
from graphsvc.graph.graph import EdgeKind
from graphsvc.graph.rows import Rows, gathered
from graphsvc.graph.view import View

FEW = 16
"""Looking at all edges of a kind is cheaper than at those of each record, unless there are so many times fewer of these."""


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
