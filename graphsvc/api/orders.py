"""By what a list can be ordered: nulls last, text by its folded form, then by id, so that every order is total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec

from graphsvc.access.policy import is_advisory
from graphsvc.api.definitions import Argument, Definition, InputDefinition, enum_name, enum_named
from graphsvc.api.state import State
from graphsvc.errors import BadInput, Forbidden
from graphsvc.graph.folding import folded
from graphsvc.model.fields import Field
from graphsvc.model.records import Actor, Kept, Link, Tie
from graphsvc.model.words import Vocabulary

MOST_ORDERS = 10
"""How many things a list can be ordered by at once."""


class Order(msgspec.Struct, frozen=True):
    """One thing to order by."""

    name: str
    description: str
    read: Callable[[Any, State], Any]
    """(record, state) -> a text or number to compare, or None."""
    text: bool = False
    figure: bool = False
    """Whether it is a figure of analysis."""
    ranks: bool = False
    """Whether it ranks single initiatives by a figure or a number: no view below advisor does."""
    related: bool = False
    """Whether it reads other records than the one in the list, so that it differs per viewer and day."""
    field: Field | None = None


class Listing(msgspec.Struct, frozen=True):
    """How things of one type are listed."""

    name: str
    orders: Mapping[str, Order]
    standard: tuple[tuple[str, bool], ...] = ()
    """The order when none is asked: (name, descending)."""
    struct: type[msgspec.Struct] | None = None

    def identity(self, record: Any) -> str:
        found: str = record.id
        return found


class Down:
    """A text that sorts the other way round."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __lt__(self, other: Down) -> bool:
        return other.text < self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Down) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)


def order_of(struct: type[Kept], field: Field) -> Order | None:
    """The order by a declared field; None where values have no order (lists, structures, ids, ends, JSON)."""
    if field.many or field.structure is not None or field.key in ("id", "source", "extra"):
        return None
    if field.key in ("from", "to") and struct in (Tie, Link):
        return None
    ranks = field.residents and struct is Actor
    said = f"By {field.words.en}.{' Advisors only.' if ranks else ''}"
    return Order(enum_name(field.key), said, _reading(field), text=field.plain is str, field=field, ranks=ranks)


def _reading(field: Field) -> Callable[[Any, State], Any]:
    name, vocabulary = field.name, field.vocabulary
    if field.residents:
        return lambda record, state: state.told_residents(getattr(record, name))
    if vocabulary is not None:
        places = {value: place for place, value in enumerate(vocabulary)}
        return lambda record, state: None if (value := getattr(record, name)) is None else places[value]
    if field.plain is str:
        return lambda record, state: None if (value := getattr(record, name)) is None else folded(value)
    if field.plain is date:
        return lambda record, state: None if (value := getattr(record, name)) is None else value.toordinal()
    if field.plain is bool:
        return lambda record, state: None if (value := getattr(record, name)) is None else int(value)
    return lambda record, state: getattr(record, name)


class Clauses:
    """An order as asked: what to compare records by."""

    def __init__(self, listing: Listing, asked: Sequence[Mapping[str, Any]] | None, state: State) -> None:
        self.listing = listing
        if len(asked or ()) > MOST_ORDERS:
            raise BadInput.of(f"A list is ordered by at most {MOST_ORDERS} things.", place="orderBy")
        pairs = [(str(clause["field"]), clause.get("direction") == "DESC") for clause in asked or ()]
        self.pairs = tuple(pairs) or listing.standard
        self.orders = [(listing.orders[name], down) for name, down in self.pairs]
        self.state = state
        self.signature = ",".join([listing.name, *[_signed(order, down, state) for order, down in self.orders]])
        """The order as text, by which a cursor knows where it belongs."""
        self.by_figures = self.by_related = False
        for order, _ in self.orders:
            _require(order, listing, state)
            self.by_figures |= order.figure
            self.by_related |= order.related

    def raw(self, record: Any) -> list[Any]:
        """The values a record is ordered by, as JSON can hold them, and its id."""
        return [*(order.read(record, self.state) for order, _ in self.orders), self.listing.identity(record)]

    def key(self, raw: Sequence[Any]) -> tuple[Any, ...]:
        """What these values are compared by."""
        parts = [_part(value, order.text, down) for value, (order, down) in zip(raw, self.orders, strict=False)]
        return (*parts, raw[-1])

    def fits(self, raw: Sequence[Any]) -> bool:
        """Whether values from outside are of the right number and type."""
        if len(raw) != len(self.orders) + 1 or not isinstance(raw[-1], str):
            return False
        return all(
            value is None or isinstance(value, str if order.text else int | float)
            for value, (order, _) in zip(raw, self.orders, strict=False)
        )

    def arrange(self, records: list[Any]) -> list[Any]:
        """The few records of a list in order."""
        if len(records) < 2:
            return records
        return sorted(records, key=self._comparable)

    @cached_property
    def _comparable(self) -> Callable[[Any], Any]:
        """What a record is compared by, as `key` has it; the usual orders in fewer steps."""
        if not self.orders:
            return _BY_ID
        (order, down), *others = self.orders
        if others or down:
            return lambda record: self.key(self.raw(record))
        read, state = order.read, self.state
        return lambda record: ((1,), record.id) if (value := read(record, state)) is None else ((0, value), record.id)

    def sort(self, records: Sequence[Any]) -> tuple[list[tuple[Any, ...]], list[Any]]:
        """The records in order, and the keys they stand by."""
        pairs = sorted(((self.key(self.raw(record)), record) for record in records), key=lambda pair: pair[0])
        return [key for key, _ in pairs], [record for _, record in pairs]


_BY_ID = attrgetter("id")


def _signed(order: Order, down: bool, state: State) -> str:
    """An order by numbers of residents is another for those who are not told small ones."""
    some = order.field is not None and order.field.residents and not state.told_all
    return f"{order.name}{'?' if some else ''}{'-' if down else '+'}"


def _part(value: Any, text: bool, down: bool) -> tuple[Any, ...]:
    if value is None:
        return (1,)
    if down:
        return (0, Down(value) if text else -value)
    return (0, value)


def _require(order: Order, listing: Listing, state: State) -> None:
    if order.ranks and not is_advisory(state.viewer):
        raise Forbidden(f"Advisors only may order by {order.name}: initiatives are not ranked by figures.")
    if order.field is not None and listing.struct is not None and not state.shows(listing.struct, order.field):
        raise Forbidden(f"Advisors only may order by {order.name}.")


def order_definitions(listing: Listing) -> list[Definition]:
    """The enum of what to order by, and the input that names one and a direction."""
    name = f"{listing.name}Order"
    described = {order.name: order.description for order in listing.orders.values()}
    figures = frozenset(order.name for order in listing.orders.values() if order.figure)
    return [
        enum_named(f"{name}Field", f"By what {listing.name} lists can be ordered.", described, figures),
        InputDefinition(
            name,
            "One thing to order by. Where it is unknown a record comes last.",
            (
                Argument("field", f"{name}Field!", "By what."),
                Argument("direction", "OrderDirection", "From low to high or from high to low.", OrderDirection.ASC),
            ),
        ),
    ]


class OrderDirection(Vocabulary):
    """From low to high, or from high to low."""

    ASC = ("oplopend", "ascending", "Van laag naar hoog.", "From low to high, from A to Z, from early to late.")
    DESC = ("aflopend", "descending", "Van hoog naar laag.", "From high to low, from Z to A, from late to early.")
