"""Lists of records: how each kind is ordered, the list of all of a kind, and the lists of linked records."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

from graphsvc.api.connections import Page, Window, kept_by, list_arguments, page_of
from graphsvc.api.definitions import Arguments, FieldDefinition
from graphsvc.api.filters import filter_test, scope_of
from graphsvc.api.kept_orders import sorted_records
from graphsvc.api.metrics import METRIC_ORDERS
from graphsvc.api.orders import Clauses, Listing, Order, order_of
from graphsvc.api.related_orders import related_orders
from graphsvc.api.relations import Members, Relation, plural
from graphsvc.api.state import State
from graphsvc.graph.view import View
from graphsvc.model.fields import fields_of
from graphsvc.model.records import Actor, Kept

KEPT_LISTS = 2_000
"""Of each list of members those of so many records are kept."""
_STANDARD = ("NAME", "TEXT", "DATE")


@cache
def listing_of(struct: type[Kept]) -> Listing:
    """How records of a kind are listed."""
    orders = {order.name: order for field in fields_of(struct) if (order := order_of(struct, field)) is not None}
    orders |= {order.name: order for order in related_orders(struct)}
    if struct is Actor:
        orders |= {order.name: order for order in METRIC_ORDERS}
    standard = next(((name, False) for name in _STANDARD if name in orders), None)
    return Listing(struct.__name__, orders, (standard,) if standard else (), struct)


SEVERAL_KINDS = Listing(
    "Record", {"KIND": Order("KIND", "By kind.", lambda r, s: str(r.kind), text=True)}, (("KIND", False),)
)
"""How records of several kinds are listed together."""


def root_list(struct: type[Kept]) -> FieldDefinition:
    """The list of all records of a kind."""
    listing = listing_of(struct)
    return FieldDefinition(
        plural(struct.kind),
        f"{struct.__name__}Connection!",
        f"All records of type {struct.__name__} that the viewer may see.",
        prepare=lambda arguments, state: _prepare_root(struct, arguments, state),
        arguments=list_arguments(listing, filtered=True),
        connection=struct.__name__,
    )


def _prepare_root(struct: type[Kept], arguments: Arguments, state: State) -> Callable[[Any], Page]:
    view = view_asked(arguments, state)
    clauses = Clauses(listing_of(struct), arguments.get("orderBy"), state)
    window = Window(clauses, arguments)
    sieve = filter_test(struct, arguments.get("filter"), scope_of(state, view), "filter")

    def read(_: Any) -> Page:
        keys, records = kept_by(sieve, *sorted_records(view, clauses))
        return page_of(keys, records, window, clauses)

    return read


def linked_list(struct: type[Kept], relation: Relation) -> FieldDefinition:
    """The list of records that a record is linked to."""
    name = relation.target.__name__ if relation.target else "Record"
    listing = listing_of(relation.target) if relation.target else SEVERAL_KINDS
    arguments = list_arguments(listing, filtered=relation.target is not None)
    if relation.target is None:
        arguments = tuple(argument for argument in arguments if argument.name != "orderBy")

    def prepare(arguments: Arguments, state: State) -> Callable[[Any], Page]:
        view = view_asked(arguments, state)
        members_of, nodes, target = relation.members(view), view.graph.nodes, relation.target

        def members(record: Kept) -> tuple[list[Any], Members]:
            found = members_of(record.id)
            return [one for number in found if type(one := nodes[number]) is target or target is None], found

        return prepare_members(listing, arguments, state, view, members, relation.target, relation.name)

    return FieldDefinition(
        relation.name,
        f"{name}Connection!",
        relation.description,
        prepare=prepare,
        arguments=arguments,
        typical=relation.typical,
        connection=name,
    )


def prepare_members(
    listing: Listing,
    arguments: Arguments,
    state: State,
    view: View,
    members: Callable[[Any], tuple[list[Any], Members]],
    struct: type[Kept] | None,
    name: Hashable = None,
) -> Callable[[Any], Page]:
    """What reads a page of the members of a record, filtered and in order.

    `name`: of a list that holds the same whatever is asked; the lists that were read last are kept until the graph changes.
    """
    clauses = Clauses(listing, arguments.get("orderBy"), state)
    window = Window(clauses, arguments)
    head = window.head
    sieve = filter_test(struct, arguments.get("filter"), scope_of(state, view), "filter") if struct else None
    kept: dict[str, tuple[list[Any], Members]] = {}
    if name is not None and not (clauses.by_figures or clauses.by_related):
        kept = view.once(("members", name, clauses.signature), dict)

    def read_all(record: Any) -> tuple[list[Any], Members]:
        found, by_link = members(record)
        if len(kept) >= KEPT_LISTS:
            kept.clear()
        ordered = kept[record.id] = (clauses.arrange(found), by_link)
        return ordered

    def read(record: Any) -> Page:
        found, by_link = kept.get(record.id) or read_all(record)
        state.look(count := len(found))
        if sieve is not None:
            count = len(found := sieve.among(found))
        if head is not None:
            return Page(found, 0, count if count < head else head, clauses, record, by_link)
        keys = [clauses.key(clauses.raw(one)) for one in found] if window.by_cursor else found
        start, stop = window.cut(keys)
        return Page(found, start, stop, clauses, record, by_link)

    return read


def view_asked(arguments: Arguments, state: State) -> View:
    """The view that a list reads: what holds today, or with `includeEnded` what ever held."""
    return state.all if arguments.get("includeEnded") else state.view
