"""What a mutation takes: inputs built from the declarations of the records."""

from __future__ import annotations

import msgspec

from graphsvc.api.definitions import Argument, InputDefinition, plain_type
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.records import Kept

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
