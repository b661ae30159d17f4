"""The past: the history of a record, and what a change in it or in the log tells, as far as the viewer may see it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import anyio.to_thread
import msgspec
import orjson

from graphsvc.access.policy import is_advisory, told, visible_fields
from graphsvc.access.viewer import Viewer
from graphsvc.api.changelog import BY_VERSION, PAGE_AFTER, count_seen
from graphsvc.api.connections import Page, Window, connection_definitions, page_of
from graphsvc.api.definitions import Arguments, Definition, FieldDefinition, ObjectDefinition, enum_of
from graphsvc.api.orders import Clauses, Listing
from graphsvc.api.state import Failed, State, Stretch
from graphsvc.errors import GraphsvcError
from graphsvc.graph import sight
from graphsvc.graph.sight import Seen
from graphsvc.live import LiveGraph
from graphsvc.model.records import Kept
from graphsvc.model.vocabularies import ChangeAction

_NEWEST_FIRST = Listing("Change", {"VERSION": BY_VERSION}, (("VERSION", True),))
HISTORY_PRICE = 5


def history_field() -> FieldDefinition:
    """The field of every record that lists what became of it."""
    return FieldDefinition(
        "history",
        "ChangeConnection!",
        "What became of it, newest first, as far as the viewer could see it then.",
        prepare=_history,
        arguments=PAGE_AFTER,
        connection="Change",
        typical=10,
        price=HISTORY_PRICE,
    )


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
    """Read of the log what a run lacked, all in one. Call it while `live.reading()` is held."""
    wanted, state.log.wanted = state.log.wanted, set()
    await anyio.to_thread.run_sync(_read_past, state, wanted)


def _read_past(state: State, wanted: Collection[str | Stretch]) -> None:
    log = state.log
    if ids := [one for one in wanted if isinstance(one, str)]:
        try:
            log.known |= seen_past(state.live, state.viewer, ids)
        except GraphsvcError as error:
            log.known |= dict.fromkeys(ids, Failed(error))
    for one in wanted:
        if isinstance(one, Stretch):
            log.counts[one] = _counted(state, one)


def _counted(state: State, stretch: Stretch) -> int | Failed:
    """How many changes the viewer may see of it; kept with the view until the next change."""
    try:
        count: int = state.all.once(stretch, lambda: count_seen(state.live, state.viewer, stretch))
        return count
    except GraphsvcError as error:
        return Failed(error)


def seen_past(live: LiveGraph, viewer: Viewer, ids: Collection[str]) -> dict[str, list[Seen]]:
    """What a viewer may see of the past of each of these records, oldest first, up to the version of the graph.

    Blocks: call it in a thread, while `live.reading()` is held. Raises StoreUnavailable.
    """
    return sight.seen_past(live.past, live.graph, viewer, ids)


def state_as_json(record: Kept, state: State) -> dict[str, Any]:
    """What the viewer may see of a state of a record, by the keys of its fields; what is unknown is left out."""
    shown: dict[str, Any] = {"kind": record.kind}
    for field in visible_fields(state.viewer.role, type(record)):
        value = told(state.viewer, field, getattr(record, field.name))
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
