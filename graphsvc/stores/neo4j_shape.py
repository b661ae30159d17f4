"""How records stand in Neo4j: nodes with the label of their kind, ties and links as relationships of theirs.

Property names and values are those of the model; dates are dates, lists are lists, and defaults are written too, so
that Cypher sees them. Nested values (figures of an area) are nodes of their own, since a property cannot hold a map.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec

from graphsvc.model.fields import Day, Field, fields_of
from graphsvc.model.kinds import NODE_KINDS, LinkKind, RecordKind
from graphsvc.model.records import TYPES, AnyRecord, Edge, Kept, Link, Tie
from graphsvc.model.vocabularies import TieKind

EDGE_KINDS: dict[str, TieKind | LinkKind] = {str(kind): kind for kind in (*TieKind, *LinkKind)}
"""The ties and links by the type of relationship that they are."""
POSITION = "position"
"""The property that keeps nested values in order."""

Properties = dict[str, Any]


class Nested(msgspec.Struct, frozen=True):
    """A field whose values are nodes of their own, each at the end of a relationship from its record."""

    field: Field
    structure: type[msgspec.Struct]
    label: str
    type: str


def label_of(kind: RecordKind) -> str:
    """The label of a kind: MeetingPlace."""
    return TYPES[kind].__name__


LABELS: dict[str, type[Kept]] = {label_of(kind): TYPES[kind] for kind in NODE_KINDS}
"""The type of record of each label."""


def type_of(edge: Edge) -> str:
    """The type of relationship that a tie or link is."""
    return str(edge.tie_kind if isinstance(edge, Tie) else edge.link_kind)


@cache
def plain_fields(struct: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields that are properties: all but nested ones and what a relationship says by its type and its ends."""
    said = {"tie_kind", "link_kind", "from_id", "to_id"} if struct in (Tie, Link) else set()
    return tuple(field for field in fields_of(struct) if field.structure is None and field.name not in said)


@cache
def nested_fields(struct: type[Kept]) -> tuple[Nested, ...]:
    """The fields whose values are nodes of their own."""
    found = [(field, field.structure) for field in fields_of(struct)]
    return tuple(
        Nested(field, inner, inner.__name__, f"HAS_{inner.__name__.upper()}")
        for field, inner in found
        if inner is not None
    )


NESTED = tuple(nested for struct in LABELS.values() for nested in nested_fields(struct))
"""Every nested field."""


def property_keys() -> list[str]:
    """Every property of every record, tie, link and nested value."""
    structs = (*TYPES.values(), *(nested.structure for nested in NESTED))
    return sorted({field.key for struct in structs for field in plain_fields(struct)} | {POSITION})


def properties_of(value: msgspec.Struct) -> Properties:
    """The properties of a record or nested value, with None for what it lacks; the driver takes enums and tuples."""
    return {field.key: getattr(value, field.name) for field in plain_fields(type(value))}


def nested_values(record: AnyRecord | None, nested: Nested) -> list[Properties]:
    """The properties of the nodes that hold the values of a nested field."""
    value = getattr(record, nested.field.name) if record is not None else None
    values = value if nested.field.many else (value,)
    return [{POSITION: at, **properties_of(one)} for at, one in enumerate(values or ()) if one is not None]


def columns(variable: str, fields: Iterable[Field]) -> str:
    """A Cypher list of properties. Dates come as text: that is read faster, and whatever else stands there as it is."""
    return f"[{', '.join(_column(f'{variable}.`{field.key}`', field) for field in fields)}]"


def _column(place: str, field: Field) -> str:
    return f"CASE WHEN {place} IS :: DATE THEN toString({place}) ELSE {place} END" if field.plain is Day else place


def values_of(fields: Iterable[Field], row: Sequence[Any]) -> Properties:
    """What `columns` gave, by key; what is not there is left out."""
    return {field.key: value for field, value in zip(fields, row, strict=True) if value is not None}
