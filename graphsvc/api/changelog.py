"""The changes of the network in pages, read from the log by piece: a page costs what stands on it, however long the log is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any

import msgspec

from graphsvc.access.viewer import Viewer
from graphsvc.api.connections import Page, Window
from graphsvc.api.definitions import Argument, Arguments, FieldDefinition
from graphsvc.api.orders import Clauses, Listing, Order
from graphsvc.api.state import State, Stretch
from graphsvc.errors import BadInput
from graphsvc.graph.pieces import seen_in_piece
from graphsvc.graph.sight import Seen, sees_all
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Change, Entry
from graphsvc.model.days import TIME_ZONE

BY_VERSION = Order("VERSION", "By version.", lambda seen, state: seen.version)
_OLDEST_FIRST = Listing("Change", {"VERSION": BY_VERSION}, (("VERSION", False),))
PAGE_AFTER = (
    Argument("first", "Int", "How many from the start or after a cursor; 20 when nothing is asked."),
    Argument("after", "String", "Only what comes after this cursor."),
)
LOG_PRICE = 1_000
PIECE = 1_000
"""Changes that are read at once, and looked at of a change set that holds more."""

_BEFORE_ALL = date(1970, 1, 1)
"""A day before anything was changed: the first days there are cannot be told in UTC."""
Place = tuple[int, str]
"""Where a change stands in the order of pages: its version, and the id of its record."""


class LogPage(Page):
    """A page of the log, of which no more was read than its changes and whether there is another before and after it."""

    stretch: Stretch = Stretch(0)
    """What its changes are counted over."""
    is_more: bool = False
    is_earlier: bool = False

    @property
    def total(self) -> int:
        return self.clauses.state.log.count(self.stretch)

    @property
    def more(self) -> bool:
        return self.is_more

    @property
    def earlier(self) -> bool:
        return self.is_earlier


def changes_field() -> FieldDefinition:
    """The field of Query that lists what changed."""
    return FieldDefinition(
        "changes",
        "ChangeConnection!",
        "What changed in the network, oldest first. Each change of a record is seen by who could see the record then "
        "and can see it now.",
        compute=_changes,
        arguments=(
            Argument("since", "Date", "Only what changed on this day or later."),
            Argument("sinceVersion", "Int", "Only what changed after this version of the graph."),
            *PAGE_AFTER,
        ),
        connection="Change",
        price=LOG_PRICE,
    )


def _changes(arguments: Arguments, state: State) -> LogPage:
    since = arguments.get("sinceVersion") or 0
    if since < 0:
        raise BadInput.of("sinceVersion is 0 or more.", place="sinceVersion")
    clauses = Clauses(_OLDEST_FIRST, None, state)
    window = Window(clauses, arguments)
    stretch = Stretch(since, _start_of(arguments.get("since")))
    after, most = _place(window.after, state.live.graph.version), window.first or 0
    # One further tells whether there is more; the entry of a cursor is read once more, for it may hold several changes.
    seen = seen_since(state.live, state.viewer, stretch, after, most + 1 + (after is not None))
    found = [*islice(seen, most + 1)]
    return LogPage(
        records=found[:most],
        start=0,
        stop=min(most, len(found)),
        clauses=clauses,
        stretch=stretch,
        is_more=len(found) > most,
        is_earlier=after is not None and _seen_up_to(state, stretch, after),
    )


def _start_of(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(max(day, _BEFORE_ALL), time(), TIME_ZONE)


def _place(key: tuple[Any, ...] | None, newest: int) -> Place | None:
    """The place that a cursor stands for; one that is beyond the log, or of no version, comes after all."""
    if key is None:
        return None
    (_, *version), id = key
    return min(int(version[0]), newest + 1) if version else newest + 1, id


def _seen_up_to(state: State, stretch: Stretch, last: Place) -> bool:
    """Whether the viewer sees anything up to a place. Mostly that is the change that stands there itself."""
    near = msgspec.structs.replace(stretch, since=max(stretch.since, last[0] - 1))
    for part in (near, stretch):
        found = next(seen_since(state.live, state.viewer, part, most=1), None)
        if found is not None and (found.version, found.id) <= last:
            return True
    return False


# Reading


def count_seen(live: LiveGraph, viewer: Viewer, stretch: Stretch) -> int:
    """How many changes a viewer may see of a stretch of the log. Blocks: for a thread, while `live.reading()` is held.

    The store counts for who sees everything. For others all of it is gone through, a piece at a time.
    """
    if sees_all(viewer):
        return live.store.count(stretch.since, live.graph.version, stretch.moment)
    return sum(1 for _ in seen_since(live, viewer, stretch))


def seen_since(
    live: LiveGraph, viewer: Viewer, stretch: Stretch, after: Place | None = None, most: int = PIECE
) -> Iterator[Seen]:
    """What a viewer may see of a stretch of the log after a place, by version and then by id; `most` to begin with.

    Blocks: for a thread, while `live.reading()` is held. Raises StoreUnavailable.
    """
    since, size = stretch.since, min(most, PIECE)
    if after is not None:
        since = max(since, after[0] - 1)
    while entries := live.log(since, size, stretch.moment):
        since = entries[-1].version
        for part in _parts(entries, after, size):
            yield from seen_in_piece(part, live.past, live.graph.find, viewer)
        size = min(size * 2, PIECE)


def _parts(entries: list[Entry], after: Place | None, size: int) -> Iterator[list[Entry]]:
    """What stands in entries after a place, in the order of pages; a large entry in parts, of that size to begin with."""
    small: list[Entry] = []
    for entry in entries:
        changes = sorted(entry.changes.changes, key=lambda change: change.id)
        if after is not None and entry.version <= after[0]:
            changes = [change for change in changes if (entry.version, change.id) > after]
        if len(changes) <= size:
            small.append(_with(entry, changes))
            continue
        yield small
        small = []
        start = 0
        while start < len(changes):
            yield [_with(entry, changes[start : start + size])]
            start, size = start + size, min(size * 2, PIECE)
    yield small


def _with(entry: Entry, changes: list[Change]) -> Entry:
    return msgspec.structs.replace(entry, changes=msgspec.structs.replace(entry.changes, changes=tuple(changes)))
