"""Changing records: create, update and end for every kind, built from the declarations."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Any

import anyio.to_thread
import msgspec
import orjson

from graphsvc.access.policy import require_writer
from graphsvc.access.viewer import ADMIN
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition
from graphsvc.api.inputs import END_INPUT, create_input, structure_input, update_input
from graphsvc.api.state import State
from graphsvc.errors import BadInput, Fault, NotFound
from graphsvc.model.changes import Change, Entry, created, fingerprint, new_id, updated
from graphsvc.model.fields import fields_of
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.make import make, remade
from graphsvc.model.records import TYPES, AnyRecord, Edge, Figure, Kept, Link, Ordinance, Review, Tie
from graphsvc.model.vocabularies import ChangeAction

KINDS: tuple[type[Kept], ...] = tuple(struct for struct in TYPES.values() if struct is not Review)
"""What is written by mutations of its own; a review comes with the finding it is about."""


class Done(msgspec.Struct, frozen=True):
    """What a mutation did."""

    entry: Entry
    input: Mapping[str, Any]
    id: str


def mutation_definitions() -> list[Definition]:
    """The type Mutation with its inputs and payloads."""
    fields: list[FieldDefinition] = []
    made: list[Definition] = [structure_input(struct) for struct in (Figure, Ordinance)]
    for struct in KINDS:
        name, words = struct.__name__, struct.kind.words.en
        made += [create_input(struct), update_input(struct), _payload(struct)]
        fields += [
            _field(f"create{name}", f"Create{name}Input", name, f"Add: {words}.", _create(struct)),
            _field(f"update{name}", f"Update{name}Input", name, f"Change some fields of: {words}.", _update(struct)),
            _field(f"end{name}", "EndInput", name, f"Say from which day it no longer holds: {words}.", _end(struct)),
        ]
    return [
        *made,
        END_INPUT,
        ObjectDefinition("Mutation", "What advisors and administrators can change.", tuple(fields)),
    ]


def _field(name: str, input: str, kind: str, text: str, carry_out: Carry) -> FieldDefinition:
    def prepare(arguments: Arguments, state: State) -> Callable[[Any], Awaitable[Done]]:
        return lambda _: _carried_out(name, arguments["input"], state, carry_out)

    return FieldDefinition(
        name, f"{kind}Payload!", text, prepare=prepare, arguments=(Argument("input", f"{input}!", "What to do."),)
    )


async def _carried_out(name: str, input: Mapping[str, Any], state: State, carry_out: Carry) -> Done:
    require_writer(state.viewer)
    mutation_id, digest = input.get("clientMutationId") or "", fingerprint([name, input])
    store = state.live.store
    first = (
        await anyio.to_thread.run_sync(store.outcome, state.viewer.name, mutation_id, digest) if mutation_id else None
    )
    changes = list(first.changes.changes) if first else carry_out(input, state)
    entry = await state.live.commit(
        changes,
        state.viewer,
        reason=input.get("reason") or "",
        mutation_id=mutation_id or new_id(),
        digest=digest,
        places={change.id: "input" for change in changes},
    )
    state.view = state.live.view(state.viewer)
    return Done(entry, input, entry.changes.changes[0].id)


Carry = Callable[[Mapping[str, Any], State], list[Change]]
"""(input, state) -> the changes it asks for, that of the record itself first."""


def _create(struct: type[Kept]) -> Carry:
    def carry_out(input: Mapping[str, Any], state: State) -> list[Change]:
        values = _values(struct, input)
        values["id"] = values.get("id") or new_id()
        record = make(struct.kind, values, "input.")
        _require_ends(record, state)
        return [created(record)]

    return carry_out


def _update(struct: type[Kept]) -> Carry:
    def carry_out(input: Mapping[str, Any], state: State) -> list[Change]:
        before = _known(struct, input["id"], state)
        values = {key: value for key, value in _values(struct, input).items() if key != "id"}
        after = remade(before, values, "input.")
        _require_ends(after, state)
        return [updated(_expected(before, input), after)]

    return carry_out


def _end(struct: type[Kept]) -> Carry:
    def carry_out(input: Mapping[str, Any], state: State) -> list[Change]:
        before, day = _known(struct, input["id"], state), input["validTo"]
        after = remade(before, {"validTo": day}, "input.")
        ends = [updated(edge, _ended(edge, day), ChangeAction.ENDED) for edge in _edges_at(before, day, state)]
        return [updated(_expected(before, input), after, ChangeAction.ENDED), *ends]

    return carry_out


def _known(struct: type[Kept], id: str, state: State) -> AnyRecord:
    found = state.all.get(id)
    if not isinstance(found, struct):
        raise NotFound(f"There is no {struct.kind.words.en} {id}.")
    return found


def _expected(before: AnyRecord, input: Mapping[str, Any]) -> AnyRecord:
    """The record as the client knew it: at another revision than it has, the commit refuses with CONFLICT."""
    return msgspec.structs.replace(before, revision=input["revision"])


def _edges_at(record: AnyRecord, day: date, state: State) -> list[Edge]:
    """The ties and links of a record that hold beyond a day, those the viewer does not see included."""
    if isinstance(record, Tie | Link):
        return []
    view = state.live.view(ADMIN, ended=True)
    edges: list[Edge] = [*view.ties_of(record.id)] if record.kind is RecordKind.ACTOR else []
    for kind in LinkKind:
        edges += [*view.links_from(record.id, kind), *view.links_to(record.id, kind)]
    distinct = {edge.id: edge for edge in edges}
    return [
        edge
        for edge in distinct.values()
        if (edge.valid_to is None or edge.valid_to > day) and (edge.valid_from is None or edge.valid_from < day)
    ]


def _ended(edge: Edge, day: date) -> Edge:
    return msgspec.structs.replace(edge, valid_to=day)


def _require_ends(record: AnyRecord, state: State) -> None:
    """A tie or link to what the viewer may not see is refused as one to what does not exist."""
    if not isinstance(record, Tie | Link):
        return
    faults = [
        Fault(f"input, {side}", "NO_SUCH_RECORD", f"There is no record {id}.", "Add it first, or correct the id.")
        for side, id in (("from", record.from_id), ("to", record.to_id))
        if state.all.get(id) is None
    ]
    if faults:
        raise BadInput(faults)


def _values(struct: type[Kept], input: Mapping[str, Any]) -> dict[str, Any]:
    values = {field.key: input[field.key] for field in fields_of(struct) if field.key in input}
    if values.get("extra") is not None:
        values["extra"] = orjson.dumps(values["extra"]).decode()
    return values


def _payload(struct: type[Kept]) -> ObjectDefinition:
    name = struct.__name__
    own = name[0].lower() + name[1:]
    return ObjectDefinition(
        f"{name}Payload",
        f"What became of a change to a {struct.kind.words.en}.",
        (
            FieldDefinition(
                "clientMutationId", "String", "The id you gave.", lambda done, state: done.input.get("clientMutationId")
            ),
            FieldDefinition(
                "version", "Int!", "The version of the graph after it.", lambda done, state: done.entry.version
            ),
            FieldDefinition(
                own,
                name,
                "The record after it; null when you may not see it.",
                lambda done, state: state.all.get(done.id),
            ),
        ),
    )
