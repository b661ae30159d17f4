"""The orders of whole lists: kept per graph, following its changes, and seen through the view of who asks.

Orders by related records differ per viewer, so they are kept per view. Orders by figures are sorted anew for each version.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from graphsvc.api.orders import Clauses
from graphsvc.graph.columns import Numbers
from graphsvc.graph.graph import Graph, Touched
from graphsvc.graph.numbered import Numbered, seen_numbers
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area, Kept, Link, Source, Tie

KEPT_ORDERS = 8
"""How many orders of whole lists are kept."""
MANY = 200
"""From so many changed records on, sorting anew is cheaper than moving each."""

Key = tuple[Any, ...]


def sorted_records(view: View, clauses: Clauses) -> tuple[Numbered[Key], Numbered[Any]]:
    """All records of a type that a view shows, in order, and the keys they stand by; kept until something changes."""
    figures = clauses.state.figures
    version = figures.version if clauses.by_figures and figures is not None else None
    found: tuple[Numbered[Key], Numbered[Any]] = view.once(
        ("order", clauses.signature, version, _day(clauses)), lambda: _sorted(view, clauses)
    )
    return found


def _day(clauses: Clauses) -> date | None:
    """The day on which related records are looked at; the list itself may be of another, or of all times."""
    return clauses.state.view.day if clauses.by_related else None


def _sorted(view: View, clauses: Clauses) -> tuple[Numbered[Key], Numbered[Any]]:
    struct: Any = clauses.listing.struct
    graph = view.graph
    edges = struct in (Tie, Link)
    records: Sequence[Any] = graph.edges if edges else graph.nodes
    if clauses.by_figures or clauses.by_related:
        order = _seen(view, clauses) if clauses.by_figures else graph.follower(OrdersOfViews).of(view, clauses)
        return Numbered(order.keys, np.arange(len(order.keys))), Numbered(records, order.numbers)
    order = graph.follower(KeptOrders).of(clauses)
    seen = np.flatnonzero(view.shows_edges(order.numbers) if edges else view.shows_nodes(order.numbers))
    return Numbered(order.keys, seen), Numbered(records, order.numbers[seen])


class _Order:
    """All records of a kind in order: the sorted keys, and the numbers of the records in the same order."""

    def __init__(self, struct: type[Kept], edges: bool) -> None:
        self.struct, self.edges = struct, edges
        self.keys: list[Key] = []
        self.numbers: Numbers = np.zeros(0, np.intp)
        self.changed: set[int] = set()
        self._key_of: dict[int, Key] = {}

    def sort(self, records: Sequence[Any], numbers: Sequence[int], clauses: Clauses) -> None:
        self._key_of = {number: clauses.key(clauses.raw(records[number])) for number in numbers}
        pairs = sorted(self._key_of.items(), key=lambda pair: pair[1])
        self.keys = [key for _, key in pairs]
        self.numbers = np.array([number for number, _ in pairs], np.intp)
        self.changed.clear()

    def move(self, number: int, record: Any, clauses: Clauses) -> None:
        """Put a changed record in its place."""
        if (before := self._key_of.pop(number, None)) is not None:
            place = bisect_left(self.keys, before)
            del self.keys[place]
            self.numbers = np.delete(self.numbers, place)
        if isinstance(record, self.struct):
            key = self._key_of[number] = clauses.key(clauses.raw(record))
            place = bisect_left(self.keys, key)
            self.keys.insert(place, key)
            self.numbers = np.insert(self.numbers, place, number)


def _seen(view: View, clauses: Clauses) -> _Order:
    """The records that a view shows, in order."""
    struct: Any = clauses.listing.struct
    order = _Order(struct, struct in (Tie, Link))
    order.sort(_records(view.graph, order), seen_numbers(view, struct).tolist(), clauses)
    return order


def _records(graph: Graph, order: _Order) -> Sequence[Any]:
    return graph.edges if order.edges else graph.nodes


class OrdersOfViews:
    """The orders by related records that were asked last of each view.

    What a record is ordered by lies at most a tie or link away, but for its source and the municipality around its area:
    a change of these is rare, and lets go of all orders.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._views: WeakKeyDictionary[View, OrderedDict[tuple[str, date | None], _Order]] = WeakKeyDictionary()

    def follow(self, touched: Touched) -> None:
        """Remember which records may stand elsewhere, or may be seen or hidden now."""
        if self._reaches_far(touched):
            self._views.clear()
            return
        graph = self._graph
        edges = touched.edges.union(*(graph.edges_of(number) for number in touched.nodes))
        ends = graph.tails.values, graph.heads.values
        nodes = touched.nodes | {int(end[number]) for number in touched.edges for end in ends}
        for orders in [*self._views.values()]:
            for name, order in [*orders.items()]:
                order.changed |= edges if order.edges else nodes
                if len(order.changed) > MANY:
                    del orders[name]

    def _reaches_far(self, touched: Touched) -> bool:
        graph = self._graph
        if LinkKind.WITHIN in touched.kinds or not graph.gone_nodes.isdisjoint(touched.nodes):
            return True
        return not graph.gone_edges.isdisjoint(touched.edges) or any(
            isinstance(graph.nodes[number], Area | Source) for number in touched.nodes
        )

    def of(self, view: View, clauses: Clauses) -> _Order:
        """An order of what a view shows, up to date."""
        orders, name = self._views.setdefault(view, OrderedDict()), (clauses.signature, _day(clauses))
        if (order := orders.get(name)) is None:
            order = orders[name] = _seen(view, clauses)
        records, shows = _records(self._graph, order), view.shows_edges if order.edges else view.shows_nodes
        changed = np.array(sorted(order.changed), np.intp)
        for number, seen in zip(changed.tolist(), shows(changed).tolist(), strict=True):
            order.move(number, records[number] if seen else None, clauses)
        order.changed.clear()
        orders.move_to_end(name)
        while len(orders) > KEPT_ORDERS:
            orders.popitem(last=False)
        return order


class KeptOrders:
    """The orders that were asked last, of all records whoever may see them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._orders: OrderedDict[str, _Order] = OrderedDict()

    def follow(self, touched: Touched) -> None:
        """Remember which records changed; they are moved when an order is asked. A record that is gone leaves no key."""
        graph = self._graph
        for signature, order in [*self._orders.items()]:
            numbers, gone = (touched.edges, graph.gone_edges) if order.edges else (touched.nodes, graph.gone_nodes)
            order.changed |= numbers
            if len(order.changed) > MANY or not gone.isdisjoint(numbers):
                del self._orders[signature]

    def of(self, clauses: Clauses) -> _Order:
        """An order, up to date."""
        struct: Any = clauses.listing.struct
        edges = struct in (Tie, Link)
        records: Sequence[Any] = self._graph.edges if edges else self._graph.nodes
        order = self._orders.get(clauses.signature)
        if order is None:
            order = self._orders[clauses.signature] = _Order(struct, edges)
            ids = self._graph.edge_number if edges else self._graph.node_number
            there = [number for number in ids.values() if isinstance(records[number], struct)]
            order.sort(records, there, clauses)
        for number in order.changed:
            order.move(number, records[number], clauses)
        order.changed.clear()
        self._orders.move_to_end(clauses.signature)
        while len(self._orders) > KEPT_ORDERS:
            self._orders.popitem(last=False)
        return order
