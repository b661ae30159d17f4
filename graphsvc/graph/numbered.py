"""Records by their numbers: lists that hold numbers only, and give a record where one is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, overload

import numpy as np

from graphsvc.graph.adjacency import edges_of_kind
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.field_columns import EDGE_KINDS, columns_of
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import Kept, Link, Tie

T = TypeVar("T")


class Numbered(Sequence[T]):
    """The things of a list that have these numbers, in this order."""

    def __init__(self, things: Sequence[T], numbers: Numbers) -> None:
        self.things, self.numbers = things, numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self.things[number] for number in self.numbers[place].tolist()]
        return self.things[self.numbers.item(place)]

    def those(self, mask: Mask) -> Numbered[T]:
        """The ones that a mask shows, in the same order."""
        return Numbered(self.things, self.numbers[mask])


def numbers_of(records: Sequence[Any], graph: Graph) -> Numbers:
    """The numbers of records of one kind."""
    if isinstance(records, Numbered):
        return records.numbers
    edges = bool(records) and isinstance(records[0], Tie | Link)
    ids = graph.edge_number if edges else graph.node_number
    return np.array([ids[record.id] for record in records], np.intp)


def seen_numbers(view: View, struct: type[Kept]) -> Numbers:
    """The numbers of all seen records of a kind, in order of arrival."""
    if struct is Tie:
        return edges_of_kind(view, RecordKind.TIE)
    found: Numbers = view.once(("numbers", struct.kind), lambda: _seen(view, struct))
    return found


def _seen(view: View, struct: type[Kept]) -> Numbers:
    graph = view.graph
    if struct is Link:
        kinds = columns_of(graph).edge_kinds.all
        links = np.flatnonzero(kinds > EDGE_KINDS.code(RecordKind.TIE))
        return links[view.shows_edges(links)]
    numbers = np.array(graph.of_kind[struct.kind], np.intp)
    return numbers[view.shows_nodes(numbers)]


def in_order(ids: Iterable[str], graph: Graph) -> Numbers:
    """The numbers of the nodes with these ids, in order."""
    return np.array(sorted(graph.node_number[id] for id in ids if id in graph.node_number), np.intp)
