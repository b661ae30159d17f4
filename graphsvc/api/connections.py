"""Connections: lists of records in pages, forwards and backwards, with counts and cursors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from graphsvc.api.cursors import read_cursor, write_cursor
from graphsvc.api.definitions import Argument, Arguments, FieldDefinition, ObjectDefinition, attribute
from graphsvc.api.orders import Clauses, Listing
from graphsvc.api.refusals import TooMuch
from graphsvc.api.sieve import Sieve
from graphsvc.errors import BadInput
from graphsvc.graph.numbered import Numbered

PAGE = 20
"""Records on a page when the number is not asked."""

PAGE_ARGUMENTS = (
    Argument("first", "Int", f"How many from the start or after a cursor; {PAGE} when nothing is asked."),
    Argument("after", "String", "Only what comes after this cursor."),
    Argument("last", "Int", "How many from the end or before a cursor."),
    Argument("before", "String", "Only what comes before this cursor."),
)
INCLUDE_ENDED = Argument(
    "includeEnded", "Boolean", "Also what no longer holds or does not hold yet. Otherwise: what holds today.", False
)


class Window:
    """Which part of a list is asked, checked."""

    def __init__(self, clauses: Clauses, arguments: Arguments) -> None:
        self.first, self.last = arguments.get("first"), arguments.get("last")
        if self.first is not None and self.last is not None:
            raise BadInput.of("first and last cannot both be given.", place="last", remedy="Leave one of them out.")
        for name, number in (("first", self.first), ("last", self.last)):
            if number is not None:
                _check_size(name, number, clauses.state.allowance.page)
        if self.first is None and self.last is None:
            self.first = PAGE
        self.after, self.before = (
            None if (text := arguments.get(name)) is None else read_cursor(clauses, text, name)
            for name in ("after", "before")
        )

        self.head = self.first if self.after is None and self.before is None and self.last is None else None
        """How many from the start, when nothing else is asked."""

    @property
    def by_cursor(self) -> bool:
        """Whether it goes by keys, not by numbers alone."""
        return self.after is not None or self.before is not None

    def cut(self, keys: Sequence[Any]) -> tuple[int, int]:
        """Start and stop of the part, among sorted keys; where no cursor is given they only count."""
        low = bisect_right(keys, self.after) if self.after is not None else 0
        high = max(low, bisect_left(keys, self.before) if self.before is not None else len(keys))
        if self.last is not None:
            return max(low, high - self.last), high
        return low, min(high, low + (self.first or 0))


def _check_size(name: str, number: int, allowed: int) -> None:
    if number < 0:
        raise BadInput.of(f"{number} is less than 0.", place=name, remedy="Give 0 or more.")
    if number > allowed:
        raise TooMuch("PAGE_SIZE", allowed, number, f"{name} is {number}; a page holds at most {allowed}.")


class Page(msgspec.Struct):
    """A page of a list: all that matched, in order, and which part of it is on the page."""

    records: Sequence[Any]
    start: int
    stop: int
    clauses: Clauses
    parent: Any = None
    links: Mapping[int, int] = {}
    """The number of a record -> that of the link by which it stands in the list, of each that came by one."""

    @property
    def nodes(self) -> Sequence[Any]:
        return self.records[self.start : self.stop]

    @property
    def total(self) -> int:
        """How many there are on all pages."""
        return len(self.records)

    @property
    def more(self) -> bool:
        """Whether more comes after it."""
        return self.stop < len(self.records)

    @property
    def earlier(self) -> bool:
        """Whether more comes before it."""
        return self.start > 0

    @property
    def edges(self) -> list[Edge]:
        return [Edge(record, self) for record in self.nodes]

    def link_of(self, record: Any) -> Any:
        """The link by which a record stands in the list, if any."""
        graph = self.clauses.state.view.graph
        number = self.links.get(graph.node_number[record.id]) if self.links else None
        return None if number is None else graph.edges[number]

    def cursor_at(self, place: int) -> str | None:
        return write_cursor(self.clauses, self.records[place]) if self.start < self.stop else None


class Edge(msgspec.Struct):
    """One record on a page."""

    node: Any
    page: Page

    @property
    def cursor(self) -> str:
        return write_cursor(self.page.clauses, self.node)


def page_of(keys: Sequence[Any], records: Sequence[Any], window: Window, clauses: Clauses, **more: Any) -> Page:
    """The asked part of a sorted list."""
    start, stop = window.cut(keys)
    return Page(records=records, start=start, stop=stop, clauses=clauses, **more)


def kept_by(
    sieve: Sieve | None, keys: Numbered[tuple[Any, ...]], records: Numbered[Any]
) -> tuple[Numbered[tuple[Any, ...]], Numbered[Any]]:
    """What of a sorted list comes through a filter."""
    if sieve is None:
        return keys, records
    mask = sieve.passes(records.numbers)
    return keys.those(mask), records.those(mask)


def connection_definitions(
    name: str,
    node: str,
    description: str,
    *,
    edge_fields: Iterable[FieldDefinition] = (),
    fields: Iterable[FieldDefinition] = (),
) -> list[ObjectDefinition]:
    """The types of a connection and of its edges: `name` is "Actor" for ActorConnection."""
    return [
        ObjectDefinition(
            f"{name}Connection",
            f"A page of {description}.",
            (
                FieldDefinition("totalCount", "Int!", "How many there are on all pages.", attribute("total")),
                FieldDefinition(
                    "edges", f"[{name}Edge!]!", "What is on this page, with a cursor each.", lambda p, s: p.edges
                ),
                FieldDefinition(
                    "nodes", f"[{node}!]!", "What is on this page.", lambda p, s: p.records[p.start : p.stop]
                ),
                FieldDefinition("pageInfo", "PageInfo!", "Whether there is more, and from where.", lambda p, s: p),
                *fields,
            ),
        ),
        ObjectDefinition(
            f"{name}Edge",
            f"One of a page of {description}.",
            (
                FieldDefinition("node", f"{node}!", "What stands here.", lambda e, s: e.node),
                FieldDefinition(
                    "cursor", "String!", "Its place in the order, for after and before.", lambda e, s: e.cursor
                ),
                *edge_fields,
            ),
        ),
    ]


PAGE_INFO = ObjectDefinition(
    "PageInfo",
    "Whether there is more than this page, and from where.",
    (
        FieldDefinition("hasNextPage", "Boolean!", "Whether more comes after it.", attribute("more")),
        FieldDefinition("hasPreviousPage", "Boolean!", "Whether more comes before it.", attribute("earlier")),
        FieldDefinition("startCursor", "String", "The cursor of the first on it.", lambda p, s: p.cursor_at(p.start)),
        FieldDefinition("endCursor", "String", "The cursor of the last on it.", lambda p, s: p.cursor_at(p.stop - 1)),
    ),
)


def list_arguments(listing: Listing, *, filtered: bool) -> tuple[Argument, ...]:
    """The arguments of a connection over records."""
    first = (Argument("filter", f"{listing.name}Filter", "Only those that fit."),) if filtered else ()
    order = Argument("orderBy", f"[{listing.name}Order!]", "The order; otherwise by name or date, then by id.")
    return (*first, order, *PAGE_ARGUMENTS, INCLUDE_ENDED)
