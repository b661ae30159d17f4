"""What the schema is made of: one definition of each type, field and argument, and how each field is read.

`graphene_types` builds the graphene schema from these. A compiler of queries reads the same definitions, so that a
field is defined once for both. Types of fields and arguments are written as in the schema language: "[Actor!]!".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, StrEnum
from typing import Any, get_args

import msgspec

from graphsvc.api.state import State
from graphsvc.model.fields import Field, Id
from graphsvc.model.words import Vocabulary, Words

Arguments = Mapping[str, Any]
Read = Callable[[Any, State], Any]
"""(the object the field is asked of, the state of the request) -> the value."""
Prepare = Callable[[Arguments, State], Callable[[Any], Any]]
"""(arguments, state) -> what reads the value from an object: arguments are looked at once, however many objects."""
Compute = Callable[[Arguments, State], Any]
"""(arguments, state) -> a value that takes long: computed in a thread before the run, which finds it in the state."""


class Argument(msgspec.Struct, frozen=True):
    """An argument of a field, or a field of an input."""

    name: str
    type: str
    description: str
    default: Any = msgspec.UNSET


class FieldDefinition(msgspec.Struct, frozen=True):
    """A field of an object: what it is, and exactly one of the ways in which it is read."""

    name: str
    type: str
    description: str
    read: Read | None = None
    prepare: Prepare | None = None
    compute: Compute | None = None
    arguments: tuple[Argument, ...] = ()
    typical: int | None = None
    """For a list: how many a record typically has, for the estimate of cost; None: as many as the graph has."""
    holds: Callable[[Arguments, State], int] | None = None
    """For a list whose size follows from its arguments: how many it can hold at most."""
    connection: str | None = None
    """For a connection: the type of record it lists."""
    price: int = 0
    """What it costs besides the records it holds; of a computed field: as a part of 5,000 that everybody may ask at once."""
    needs_figures: bool = False
    """Whether reading it takes the figures of analysis."""
    dated: bool = False
    """Whether all below it is read from the state of another date, which the request holds by its key in the answer."""


class ObjectDefinition(msgspec.Struct, frozen=True):
    """A type of object, or an interface when `type_of` tells the type of a value."""

    name: str
    description: str
    fields: tuple[FieldDefinition, ...]
    interfaces: tuple[str, ...] = ()
    type_of: Callable[[Any], str] | None = None


class InputDefinition(msgspec.Struct, frozen=True):
    """A type of input."""

    name: str
    description: str
    fields: tuple[Argument, ...]
    needs_figures: bool = False
    """Whether what it asks takes the figures of analysis."""
    figures: frozenset[str] = frozenset()
    """Names of fields that take them."""


class EnumDefinition(msgspec.Struct, frozen=True):
    """A closed list of values, with a description each."""

    name: str
    description: str
    values: type[Enum]
    described: Mapping[str, str]
    figures: frozenset[str] = frozenset()
    """Names of values that take the figures of analysis."""


Definition = ObjectDefinition | InputDefinition | EnumDefinition


def describe(words: Words) -> str:
    """What an English reader of the schema needs, with the Dutch name that people on the pages see."""
    text = words.definition_en or f"{words.en[:1].upper()}{words.en[1:]}."
    source = f" Source: {words.source}." if words.source else ""
    return f'{text} In Dutch: "{words.nl}".{source}'


def enum_of(vocabulary: type[Vocabulary]) -> EnumDefinition:
    """The enum of a vocabulary."""
    text = (vocabulary.__doc__ or "").strip().split("\n")[0]
    return EnumDefinition(
        vocabulary.__name__, text, vocabulary, {value.name: describe(value.words) for value in vocabulary}
    )


def enum_named(
    name: str, description: str, values: Mapping[str, str], figures: frozenset[str] = frozenset()
) -> EnumDefinition:
    """An enum of these names, each with its description; its values are read as plain text."""
    functional: Any = StrEnum  # mypy knows no enum whose name is not written out
    return EnumDefinition(name, description, functional(name, {value: value for value in values}), values, figures)


class Attribute(msgspec.Struct, frozen=True):
    """Reads an attribute. A compiler that knows so much reads several at once."""

    name: str
    proven: bool = False
    """Whether the model has checked the value, so that it is of the type of the field, and null only where it may be."""
    residents: bool = False
    """Whether it is a number of residents, of which not everybody is told that they are few."""

    def __call__(self, value: Any, state: State) -> Any:
        found = getattr(value, self.name)
        return state.told_residents(found) if self.residents else found


def attribute(name: str) -> Attribute:
    """Reads the attribute of the object that has the name of the field (`levelAimed` or `level_aimed`)."""
    return Attribute(snake_case(name))


def snake_case(name: str) -> str:
    """levelAimed -> level_aimed."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def enum_name(name: str) -> str:
    """levelAimed -> LEVEL_AIMED."""
    return snake_case(name).upper()


def plain_type(field: Field) -> str:
    """The type of a single value of a declared field, without its `!`."""
    if field.vocabulary is not None or field.structure is not None:
        return str(field.plain.__name__)
    if is_id(field):
        return "ID"
    if field.key == "extra":
        return "JSON"
    return _PLAIN[str(field.plain.__name__)]


_PLAIN = {"str": "String", "int": "Int", "float": "Float", "bool": "Boolean", "date": "Date"}


def is_id(field: Field) -> bool:
    """Whether the field holds the id of a record."""
    return get_args(Id)[1] in _marks(field.type)


def _marks(hint: Any) -> list[Any]:
    """Every annotation in a type, however deep."""
    return [mark for part in get_args(hint) for mark in (part, *_marks(part))] + list(getattr(hint, "__metadata__", ()))
