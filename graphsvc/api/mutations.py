"""What can be changed: create, update and end for every kind, and what is done with several records at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import anyio.to_thread

from graphsvc.api import steps
from graphsvc.api.changesets import apply_field, change_set_definitions, payload_of_changes
from graphsvc.api.commits import Done, carried_out
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition
from graphsvc.api.draft import Draft, Take
from graphsvc.api.inputs import (
    CONFIRM_INPUT,
    END_INPUT,
    ERASE_INPUT,
    MERGE_INPUT,
    REVIEW_INPUT,
    UNDO_INPUT,
    create_input,
    structure_input,
    update_input,
)
from graphsvc.api.state import State
from graphsvc.api.steps import KINDS
from graphsvc.api.undoing import undo
from graphsvc.model.records import Figure, Kept, Ordinance, Review

STEPS: dict[str, tuple[str, Take]] = {
    **{f"create{struct.__name__}": (f"Create{struct.__name__}Input", steps.create(struct)) for struct in KINDS},
    **{f"update{struct.__name__}": (f"Update{struct.__name__}Input", steps.update(struct)) for struct in KINDS},
    "confirmTie": ("ConfirmTieInput", steps.confirm_tie),
    "end": ("EndInput", steps.end()),
}
"""What one change of `applyChanges` can be: name -> (type of its input, what it asks of the draft)."""


def mutation_definitions() -> list[Definition]:
    """The type Mutation with its inputs and payloads."""
    inputs: list[Definition] = [structure_input(struct) for struct in (Figure, Ordinance)]
    inputs += [made for struct in KINDS for made in (create_input(struct), update_input(struct))]
    inputs += [END_INPUT, CONFIRM_INPUT, MERGE_INPUT, REVIEW_INPUT, UNDO_INPUT, ERASE_INPUT]
    written: tuple[type[Kept], ...] = (*KINDS, Review)
    payloads = [_payload(struct) for struct in written]
    fields = (*(field for struct in KINDS for field in _fields_of(struct)), *_other_fields())
    mutation = ObjectDefinition("Mutation", "What advisors and administrators can change.", fields)
    return [*inputs, *payloads, *change_set_definitions(STEPS), mutation]


def _fields_of(struct: type[Kept]) -> list[FieldDefinition]:
    name, words = struct.__name__, struct.kind.words.en
    payload = f"{name}Payload"
    said = {
        "create": f"Add: {words}.",
        "update": f"Change some fields of: {words}.",
    }
    fields = [
        _field(f"{verb}{name}", STEPS[f"{verb}{name}"][0], payload, text, STEPS[f"{verb}{name}"][1])
        for verb, text in said.items()
    ]
    text = f"Say from which day it no longer holds, nor its ties and links: {words}."
    return [*fields, _field(f"end{name}", "EndInput", payload, text, steps.end(struct))]


def _other_fields() -> list[FieldDefinition]:
    return [
        _field(
            "confirmTie",
            "ConfirmTieInput",
            "TiePayload",
            "Say that a tie is right, as one of its ends.",
            steps.confirm_tie,
        ),
        apply_field(STEPS),
        _field(
            "mergeRecords",
            "MergeInput",
            "ChangesPayload",
            "Make two records of one thing one; ties and links are kept.",
            steps.merge,
        ),
        _field(
            "reviewFinding",
            "ReviewInput",
            "ReviewPayload",
            "Say what was decided about a gap, a plug-in point or a record.",
            steps.review,
        ),
        FieldDefinition(
            "undo",
            "ChangesPayload!",
            "Take back a version, as a new change. Refused when later changes depend on it.",
            prepare=lambda arguments, state: _undone(arguments, state),
            arguments=(Argument("input", "UndoInput!", "What to take back."),),
        ),
        _field(
            "eraseRecord",
            "EraseInput",
            "ChangesPayload",
            "Erase a record with its ties and links (AVG): the values leave the store and the log, the fact stays.",
            steps.erase,
        ),
    ]


def _field(name: str, input: str, payload: str, text: str, take: Take) -> FieldDefinition:
    def prepare(arguments: Arguments, state: State) -> Callable[[Any], Awaitable[Any]]:
        asked: Mapping[str, Any] = arguments["input"]

        async def draw() -> Draft:
            draft = Draft(state)
            draft.take(take, asked, "input")
            return draft

        async def write(_: Any) -> Any:
            done = await carried_out(name, asked, state, draw)
            return payload_of_changes(done, state) if payload == "ChangesPayload" else done

        return write

    return FieldDefinition(
        name, f"{payload}!", text, prepare=prepare, arguments=(Argument("input", f"{input}!", "What to do."),)
    )


def _undone(arguments: Arguments, state: State) -> Callable[[Any], Awaitable[Any]]:
    asked: Mapping[str, Any] = arguments["input"]

    async def draw() -> Draft:
        async with state.live.reading():
            draft = Draft(state)
            await anyio.to_thread.run_sync(draft.take, undo, asked, "input")
        return draft

    async def write(_: Any) -> Any:
        return payload_of_changes(await carried_out("undo", asked, state, draw), state)

    return write


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
            FieldDefinition(own, name, "The record after it; null when you may not see it.", _record),
        ),
    )


def _record(done: Done, state: State) -> Any:
    return state.all.get(done.id)
