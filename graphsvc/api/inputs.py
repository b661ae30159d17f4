"""What a mutation takes: inputs built from the declarations of the records."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from graphsvc.api.definitions import Argument, InputDefinition, plain_type
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.records import Kept

MOST_CHANGES = 1_000
"""Changes in one request."""

_FILLED_IN = ("revision", "assumed")
"""What nobody gives: the service counts and notes it."""
_DERIVED = ("formality", "directed")
"""What follows from other values when it is not given."""

_META = (
    Argument(
        "clientMutationId",
        "String",
        "Your id of this change: the same id again gives the first outcome, never a second write.",
    ),
    Argument("reason", "String", "Why, for the log."),
)


def create_input(struct: type[Kept]) -> InputDefinition:
    """What is told of a new record: the declared fields, those required that nothing fills in."""
    fields = tuple(_input_field(field, required=_must(field)) for field in _given(struct))
    return InputDefinition(f"Create{struct.__name__}Input", f"A new {struct.kind.words.en}.", (*_META, *fields))


def update_input(struct: type[Kept]) -> InputDefinition:
    """What can be changed of a record."""
    fields = tuple(_input_field(field, required=False) for field in _given(struct) if field.key != "id")
    known = (
        Argument("id", "ID!", "Its id."),
        Argument("revision", "Int!", "The revision you know; another one is a conflict."),
    )
    text = f"The fields of a {struct.kind.words.en} to change; null clears one, and what is left out stays."
    return InputDefinition(f"Update{struct.__name__}Input", text, (*_META, *known, *fields))


def structure_input(struct: type[msgspec.Struct]) -> InputDefinition:
    """A value with parts, such as a figure of an area."""
    text = (struct.__doc__ or "").strip().split("\n")[0]
    fields = tuple(_input_field(field, required=field.required) for field in fields_of(struct))
    return InputDefinition(f"{struct.__name__}Input", text, fields)


def _given(struct: type[Kept]) -> list[Field]:
    return [field for field in fields_of(struct) if field.key not in _FILLED_IN]


def _must(field: Field) -> bool:
    return field.required and field.key not in ("id", *_DERIVED)


def _input_field(field: Field, *, required: bool) -> Argument:
    type = plain_type(field) + ("Input" if field.structure is not None else "")
    text = f"{field.words.definition_en or field.words.en.capitalize() + '.'}"
    return Argument(field.key, (f"[{type}!]" if field.many else type) + ("!" if required else ""), text)


END_INPUT = InputDefinition(
    "EndInput",
    "A record that ends, with its ties and links.",
    (
        *_META,
        Argument("id", "ID!", "Its id."),
        Argument("revision", "Int!", "The revision you know; another one is a conflict."),
        Argument("validTo", "Date!", "The first day it no longer holds."),
    ),
)
CONFIRM_INPUT = InputDefinition(
    "ConfirmTieInput",
    "A tie that one of its ends says is right. Confirmed by the end it does not start at, it is MUTUAL.",
    (
        *_META,
        Argument("id", "ID!", "The id of the tie."),
        Argument("by", "ID!", "The actor that confirms it: one of its ends."),
        Argument("date", "Date", "On which day; otherwise today."),
    ),
)
MERGE_INPUT = InputDefinition(
    "MergeInput",
    "Two records of one thing that become one.",
    (
        *_META,
        Argument("keep", "ID!", "The record that stays."),
        Argument("take", "ID!", "The record that is taken up into it: its ties, links and what only it tells move."),
    ),
)
REVIEW_INPUT = InputDefinition(
    "ReviewInput",
    "What people decided about a finding.",
    (
        *_META,
        Argument("subject", "ID!", "The id of a gap, a plug-in point or a record."),
        Argument("status", "ReviewStatus!", "What was decided."),
        Argument("by", "ReviewBy!", "On whose behalf."),
        Argument("note", "String", "In words."),
    ),
)
UNDO_INPUT = InputDefinition(
    "UndoInput",
    "A version of the graph to take back, by a new change.",
    (*_META, Argument("version", "Int!", "The version that made what is to be taken back.")),
)
ERASE_INPUT = InputDefinition(
    "EraseInput",
    "A record whose values are to leave the store and the log. This cannot be undone.",
    (*_META, Argument("id", "ID!", "Its id.")),
)


def apply_inputs(steps: Mapping[str, str]) -> tuple[InputDefinition, InputDefinition]:
    """What `applyChanges` takes: its input, and one change in it. `steps`: name of a step -> type of its input."""
    fields = tuple(Argument(name, input, f"As the mutation {name}.") for name, input in steps.items() if name != "end")
    end = Argument("end", "EndInput", "A record of any kind that ends, with its ties and links.")
    change = InputDefinition("ChangeInput", "One change among many: exactly one of these.", (*fields, end))
    whole = InputDefinition(
        "ApplyChangesInput",
        "Changes that are made all or none.",
        (
            *_META,
            Argument("dryRun", "Boolean", "Whether only to say what it would do, and what is wrong with it.", False),
            Argument("changes", "[ChangeInput!]!", f"The changes, {MOST_CHANGES} at most; their order does not count."),
        ),
    )
    return whole, change
