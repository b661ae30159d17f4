"""Many changes at once: made all or none, or only told by a dry run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from graphsvc.access.policy import require_writer
from graphsvc.api.commits import Done, carried_out
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition, attribute
from graphsvc.api.draft import Draft, Take
from graphsvc.api.inputs import MOST_CHANGES, apply_inputs
from graphsvc.api.refusals import TooMuch
from graphsvc.api.state import State
from graphsvc.errors import Conflict, Fault
from graphsvc.graph.sight import Find, Seen, seen_changes
from graphsvc.model.changes import ChangeSet, Entry
from graphsvc.model.records import Link, Tie

Steps = Mapping[str, tuple[str, Take]]


class Outcome(msgspec.Struct, frozen=True):
    """What became of a change set, or would."""

    input: Mapping[str, Any]
    version: int
    changes: list[Seen]
    dry_run: bool = False
    faults: tuple[Fault, ...] = ()


def payload_of_changes(done: Done, state: State) -> Outcome:
    """What the viewer may see of what was written."""
    return Outcome(done.input, done.entry.version, _seen(done.entry, state.live.graph.find, state))


def _seen(entry: Entry, find: Find, state: State) -> list[Seen]:
    return seen_changes([entry], find, state.viewer)


def apply_field(steps: Steps) -> FieldDefinition:
    """The field of Mutation that makes many changes at once."""

    def prepare(arguments: Arguments, state: State) -> Callable[[Any], Awaitable[Outcome]]:
        return lambda _: _applied(arguments["input"], steps, state)

    return FieldDefinition(
        "applyChanges",
        "ChangesPayload!",
        "Make many changes, all or none; with dryRun say what they would do.",
        prepare=prepare,
        arguments=(Argument("input", "ApplyChangesInput!", "What to do."),),
    )


async def _applied(input: Mapping[str, Any], steps: Steps, state: State) -> Outcome:
    require_writer(state.viewer)
    if len(input["changes"]) > MOST_CHANGES:
        found = len(input["changes"])
        raise TooMuch("CHANGES", MOST_CHANGES, found, f"{found} changes are asked; at most {MOST_CHANGES} at once.")

    async def draw() -> Draft:
        return _drawn(input, steps, state)

    if input.get("dryRun"):
        await state.live.catch_up()
        return _tried(input, await draw())
    return payload_of_changes(await carried_out("applyChanges", input, state, draw), state)


def _drawn(input: Mapping[str, Any], steps: Steps, state: State) -> Draft:
    """The draft of all changes: those that end something last, and ties and links before the records at their ends."""
    draft, ends = Draft(state), []
    if not input["changes"]:
        draft.refuse(Fault("changes", "REQUIRED", "There is no change."))
    for number, change in enumerate(input["changes"]):
        place = f"changes[{number}]"
        given = {name: value for name, value in change.items() if value is not None}
        if len(given) != 1:
            draft.refuse(Fault(place, "NOT_ONE", f"This names {len(given)} changes.", "Name exactly one in each."))
            continue
        [(name, asked)] = given.items()
        for key in ("clientMutationId", "reason"):
            if asked.get(key) is not None:
                message = f"{key} is one for all changes."
                draft.refuse(Fault(f"{place}.{name}.{key}", "NOT_HERE", message, "Give it beside changes."))
        if name == "end":
            ends.append((asked, f"{place}.{name}"))
        else:
            draft.take(steps[name][1], asked, f"{place}.{name}")
    ends.sort(key=lambda end: not isinstance(draft.records.find(end[0]["id"]), Tie | Link))
    for asked, place in ends:
        draft.take(steps["end"][1], asked, place)
    return draft


def _tried(input: Mapping[str, Any], draft: Draft) -> Outcome:
    """What a draft would do, and all that is wrong with it."""
    state, version = draft.state, draft.state.live.graph.version
    faults = draft.faults()
    if not faults:
        try:
            faults = draft.broken_rules()
        except Conflict as error:
            faults = [Fault(draft.places[error.record_id], error.code, str(error))]
    made = ChangeSet(changes=tuple(draft.changes), by=state.viewer.name, at=datetime.now(UTC))
    seen = _seen(Entry(version=version + 1, changes=made), draft.records.find, state)
    return Outcome(input, version, seen, True, tuple(faults))


def change_set_definitions(steps: Steps) -> list[Definition]:
    """The inputs and the payload of change sets."""
    return [*apply_inputs({name: input for name, (input, _) in steps.items()}), _PAYLOAD, _FAULT]


_PAYLOAD = ObjectDefinition(
    "ChangesPayload",
    "What became of a change to several records.",
    (
        FieldDefinition(
            "clientMutationId", "String", "The id you gave.", lambda done, state: done.input.get("clientMutationId")
        ),
        FieldDefinition(
            "version",
            "Int!",
            "The version of the graph after it; of a dry run the one it looked at.",
            attribute("version"),
        ),
        FieldDefinition("dryRun", "Boolean!", "Whether nothing was written.", attribute("dryRun")),
        FieldDefinition(
            "changes",
            "[Change!]!",
            "What was changed, or would be, as far as you may see it; that of the record itself first.",
            attribute("changes"),
            typical=10,
        ),
        FieldDefinition(
            "faults",
            "[InputFault!]!",
            "What is wrong with it: of a dry run only; otherwise a fault is an error, and nothing is written.",
            attribute("faults"),
            typical=10,
        ),
    ),
)
_FAULT = ObjectDefinition(
    "InputFault",
    "One thing wrong with an input.",
    (
        FieldDefinition("place", "String!", "Where, such as changes[3].createActor.name.", attribute("place")),
        FieldDefinition("code", "String!", "What kind of fault.", attribute("code")),
        FieldDefinition("message", "String!", "What is wrong.", attribute("message")),
        FieldDefinition("remedy", "String!", "What to do.", attribute("remedy")),
    ),
)
