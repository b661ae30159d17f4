"""The types of records: their fields from the declarations, their lists from the kinds of link."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
import orjson

from graphsvc.access.policy import FEW, is_hidden
from graphsvc.api.actors import actor_fields
from graphsvc.api.aggregates import aggregate_field
from graphsvc.api.connections import connection_definitions
from graphsvc.api.definitions import (
    Attribute,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    Read,
    describe,
    enum_of,
    plain_type,
)
from graphsvc.api.groups import group_field
from graphsvc.api.listings import linked_list, listing_of
from graphsvc.api.orders import OrderDirection, order_definitions
from graphsvc.api.past import history_field
from graphsvc.api.relations import plural, relations_of
from graphsvc.api.state import State
from graphsvc.api.ties import tie_fields
from graphsvc.api.values import enum_filter
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES, Actor, Figure, Kept, Link, Ordinance, Record, Source, Tie
from graphsvc.model.vocabularies import Direction, Visibility
from graphsvc.model.words import Vocabulary

_KIND = FieldDefinition("kind", "RecordKind!", "What kind of record it is.", Attribute("kind", proven=True))
_LINK = FieldDefinition(
    "link", "Link", "The link by which it stands in this list, if any.", lambda e, s: e.page.link_of(e.node)
)


def record_definitions() -> list[Definition]:
    """Everything about records: the interface, every kind, their connections, orders and enums."""
    made: list[Definition] = [_interface(), *(_structure(struct) for struct in (Figure, Ordinance))]
    for struct in TYPES.values():
        made.append(_object(struct))
        made += order_definitions(listing_of(struct))
        called = plural(struct.kind)
        counted = (group_field(struct), aggregate_field(struct))
        made += connection_definitions(struct.__name__, struct.__name__, called, edge_fields=(_LINK,), fields=counted)
    made += connection_definitions("Record", "Record", "records of several kinds", edge_fields=(_LINK,))
    return [*made, *_enums()]


def _interface() -> ObjectDefinition:
    fields = tuple(_declared(Record, field) for field in fields_of(Record))
    return ObjectDefinition(
        "Record",
        "What every record, tie and link has.",
        (fields[0], _KIND, *fields[1:], history_field()),
        type_of=lambda record: type(record).__name__,
    )


def _object(struct: type[Kept]) -> ObjectDefinition:
    name = struct.__name__
    fields = {"id": _declared(struct, fields_of(struct)[0]), "kind": _KIND}
    for field in fields_of(struct):
        fields[field.key] = _declared(struct, field)
        if field.residents:
            fields[_few(field)] = _few_residents(field)
    derived = (
        actor_fields() if struct is Actor else tie_fields() if struct is Tie else _thin() if struct is Link else ()
    )
    for made in (*derived, history_field(), *(linked_list(struct, relation) for relation in relations_of(struct))):
        fields.setdefault(made.name, made)
    words = struct.kind.words
    return ObjectDefinition(name, describe(words), tuple(fields.values()), interfaces=("Record",))


def _structure(struct: type[msgspec.Struct]) -> ObjectDefinition:
    text = (struct.__doc__ or "").strip().split("\n")[0]
    return ObjectDefinition(struct.__name__, text, tuple(_declared(struct, field) for field in fields_of(struct)))


def _declared(struct: type[msgspec.Struct], field: Field) -> FieldDefinition:
    """The field of the API for a declared one."""
    words = describe(field.words)
    if field.key == "source" and issubclass(struct, Kept):
        return FieldDefinition("source", "Source", words, _source)
    if field.key in ("from", "to") and issubclass(struct, Tie | Link):
        target = "Actor" if struct is Tie else "Record"
        return FieldDefinition(field.key, f"{target}!", words, _end(field.name))
    if field.access != "record":
        words += " Advisors only; null for others."
    if field.residents:
        words += f" Below {FEW} for advisors only; null for others, and {_few(field)} says so."
    type = plain_type(field)
    required = not field.nullable and field.access == "record" and not field.residents
    return FieldDefinition(
        field.key,
        f"[{type}!]{'!' if required else ''}" if field.many else f"{type}{'!' if required else ''}",
        words,
        _reader(struct, field),
    )


def _reader(struct: type[msgspec.Struct], field: Field) -> Read:
    name = field.name
    if field.key == "extra":
        return lambda record, state: None if record.extra is None else orjson.loads(record.extra)
    if field.access == "record":
        return Attribute(name, proven=True, residents=field.residents)
    return lambda record, state: getattr(record, name) if state.shows(struct, field) else None


def _few(field: Field) -> str:
    """The name of the field that says that a number of residents is not told because they are few."""
    return f"few{field.key[0].upper()}{field.key[1:]}"


def _few_residents(field: Field) -> FieldDefinition:
    return FieldDefinition(
        _few(field),
        "Boolean!",
        f"Whether {field.key} is a number below {FEW} that the viewer is not told.",
        lambda record, state: is_hidden(state.viewer, field, getattr(record, field.name)),
    )


def _source(record: Kept, state: State) -> Source | None:
    found = state.all.get(record.source) if record.source else None
    return found if isinstance(found, Source) else None


def _end(name: str) -> Read:
    return lambda edge, state: state.all.get(getattr(edge, name))


def _thin() -> tuple[FieldDefinition, ...]:
    """What links lack of the fields of every record: they are seen with both ends, and nobody verifies them apart."""
    by_key = {field.key: field for field in fields_of(Record)}
    absent: dict[str, Any] = {"lastVerified": None, "confidence": None, "tags": ()}
    read: dict[str, Read] = {key: _always(value) for key, value in absent.items()}
    read["visibility"] = _narrower_end
    return tuple(msgspec.structs.replace(_declared(Record, by_key[key]), read=reader) for key, reader in read.items())


def _always(value: Any) -> Read:
    return lambda record, state: value


def _narrower_end(link: Link, state: State) -> Visibility:
    order = list(Visibility)
    ends: list[Any] = [state.all.get(link.from_id), state.all.get(link.to_id)]
    visibilities: list[Visibility] = [end.visibility for end in ends]
    return max(visibilities, key=order.index)


@cache
def _vocabularies() -> tuple[type[Vocabulary], ...]:
    """Every closed list of values that a record holds, and those that arguments need."""
    found: dict[type[Vocabulary], None] = {RecordKind: None, Direction: None, OrderDirection: None}
    for struct in (*TYPES.values(), Figure, Ordinance):
        for field in fields_of(struct):
            if field.vocabulary is not None:
                found[field.vocabulary] = None
    return tuple(found)


def _enums() -> list[Definition]:
    return [made for vocabulary in _vocabularies() for made in (enum_of(vocabulary), enum_filter(vocabulary.__name__))]
