"""The past: changes of the network and the history of a record, as far as the viewer may see them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

import anyio.to_thread
import msgspec
import orjson

from graphsvc.access.policy import is_advisory, visible_fields
from graphsvc.access.viewer import Viewer
from graphsvc.api.connections import Page, Window, connection_definitions, page_of
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition, enum_of
from graphsvc.api.orders import Clauses, Listing, Order
from graphsvc.api.state import Failed, State
from graphsvc.errors import BadInput, GraphsvcError
from graphsvc.graph.sight import Seen, past_with_ends, seen_changes
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Entry
from graphsvc.model.days import TIME_ZONE
from graphsvc.model.records import Kept
from graphsvc.model.vocabularies import ChangeAction

_BY_VERSION = Order("VERSION", "By version.", lambda seen, state: seen.version)
_OLDEST_FIRST = Listing("Change", {"VERSION": _BY_VERSION}, (("VERSION", False),))
_NEWEST_FIRST = Listing("Change", {"VERSION": _BY_VERSION}, (("VERSION", True),))
_PAGE = (
    Argument("first", "Int", "How many from the start or after a cursor; 20 when nothing is asked."),
    Argument("after", "String", "Only what comes after this cursor."),
)
HISTORY_PRICE, LOG_PRICE = 5, 1_000


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
            *_PAGE,
        ),
        connection="Change",
        price=LOG_PRICE,
    )


def history_field() -> FieldDefinition:
    """The field of every record that lists what became of it."""
    return FieldDefinition(
        "history",
        "ChangeConnection!",
        "What became of it, newest first, as far as the viewer could see it then.",
        prepare=_history,
        arguments=_PAGE,
        connection="Change",
        typical=10,
        price=HISTORY_PRICE,
    )


def _changes(arguments: Arguments, state: State) -> Page:
    since = arguments.get("sinceVersion") or 0
    if since < 0:
        raise BadInput.of("sinceVersion is 0 or more.", place="sinceVersion")
    clauses = Clauses(_OLDEST_FIRST, None, state)
    window = Window(clauses, arguments)
    entries = _read(state, since)
    first: date | None = arguments.get("since")
    seen = seen_changes(entries, state.live.graph.find, state.viewer)
    kept = [one for one in seen if first is None or one.at.astimezone(TIME_ZONE).date() >= first]
    return page_of(*clauses.sort(kept), window, clauses)


def _history(arguments: Arguments, state: State) -> Callable[[Any], Page]:
    clauses, log = Clauses(_NEWEST_FIRST, None, state), state.log
    window = Window(clauses, arguments)

    def page(found: list[Seen] | Failed) -> Page:
        if isinstance(found, Failed):
            raise found.error
        state.look(len(found))
        return page_of(*clauses.sort(found), window, clauses)

    def read(record: Kept) -> Page:
        if record.id in log.known:
            return page(log.known[record.id])
        log.wanted.add(record.id)
        return page([])

    return read


async def read_past(state: State) -> None:
    """Read the past of the records whose histories lacked it, all in one. Call it while `live.reading()` is held."""
    log = state.log
    wanted, log.wanted = log.wanted, set()
    try:
        found = await anyio.to_thread.run_sync(seen_past, state.live, state.viewer, wanted)
    except GraphsvcError as error:
        log.known |= dict.fromkeys(wanted, Failed(error))
    else:
        log.known |= found


def seen_past(live: LiveGraph, viewer: Viewer, ids: Collection[str]) -> dict[str, list[Seen]]:
    """What a viewer may see of the past of each of these records, oldest first, up to the version of the graph.

    Blocks: call it in a thread, while `live.reading()` is held. Raises StoreUnavailable.
    """
    entries = past_with_ends(live.store.past, ids)
    known = [entry for entry in entries if entry.version <= live.graph.version]
    found: dict[str, list[Seen]] = {id: [] for id in ids}
    for seen in seen_changes(known, live.graph.find, viewer):
        if seen.id in found:
            found[seen.id].append(seen)
    return found


def _read(state: State, since: int) -> list[Entry]:
    """The log up to the version of the graph in memory. Blocks."""
    newest = state.live.graph.version
    return [entry for entry in state.live.store.log(since) if entry.version <= newest]


async def log_up_to_now(live: LiveGraph, since: int) -> list[Entry]:
    """The entries after a version, up to the version that the graph has when this returns."""
    entries: list[Entry] = []
    while (last := entries[-1].version if entries else since) < live.graph.version:
        more = await anyio.to_thread.run_sync(live.store.log, last)
        entries += more
        if not more:
            break
    return [entry for entry in entries if entry.version <= live.graph.version]


def state_as_json(record: Kept, state: State) -> dict[str, Any]:
    """What the viewer may see of a state of a record, by the keys of its fields; what is unknown is left out."""
    shown: dict[str, Any] = {"kind": record.kind}
    for field in visible_fields(state.viewer.role, type(record)):
        value = getattr(record, field.name)
        if value is None or (field.key == "source" and state.all.get(value) is None):
            continue
        plain = orjson.loads(value) if field.key == "extra" else msgspec.to_builtins(value)
        shown[field.key] = list(plain) if field.many else plain
    return shown


def change_definitions() -> list[Definition]:
    """The types of changes."""
    return [enum_of(ChangeAction), *connection_definitions("Change", "Change", "changes of records"), CHANGE]


def _told(name: str) -> Callable[[Seen, State], str | None]:
    """Who changed it and why is for those who work with the network by profession."""
    return lambda seen, state: (getattr(seen, name) or None) if is_advisory(state.viewer) else None


def _state(name: str) -> Callable[[Seen, State], dict[str, Any] | None]:
    def read(seen: Seen, state: State) -> dict[str, Any] | None:
        record = getattr(seen, name)
        return None if record is None else state_as_json(record, state)

    return read


CHANGE = ObjectDefinition(
    "Change",
    "One change of one record.",
    (
        FieldDefinition("version", "Int!", "The version of the graph it made.", lambda seen, state: seen.version),
        FieldDefinition("at", "DateTime!", "When.", lambda seen, state: seen.at),
        FieldDefinition("by", "String", "Who did it. Advisors only; null for others.", _told("by")),
        FieldDefinition("reason", "String", "Why. Advisors only; null for others.", _told("reason")),
        FieldDefinition("action", "ChangeAction!", "What happened.", lambda seen, state: seen.action),
        FieldDefinition("recordId", "ID!", "The id of the record.", lambda seen, state: seen.id),
        FieldDefinition(
            "record",
            "Record",
            "The record as it is now; null when there is none any more.",
            lambda seen, state: state.all.get(seen.id),
        ),
        FieldDefinition(
            "before",
            "JSON",
            "Its fields before the change; null when there was none, or none that the viewer could see.",
            _state("before"),
        ),
        FieldDefinition(
            "after", "JSON", "Its fields after the change; null when there was none any more.", _state("after")
        ),
    ),
)
