"""Records read out of Neo4j. A row of the driver costs more than what is in it, so edges come with their first node."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import neo4j

from graphsvc.model.changes import Entry
from graphsvc.model.fields import Field
from graphsvc.model.records import AnyRecord, Kept, Link, Tie
from graphsvc.model.vocabularies import TieKind
from graphsvc.stores.contract import Misfit
from graphsvc.stores.neo4j_log import read_log
from graphsvc.stores.neo4j_server import run
from graphsvc.stores.neo4j_shape import (
    EDGE_KINDS,
    LABELS,
    POSITION,
    columns,
    nested_fields,
    plain_fields,
    values_of,
)

_TIE, _LINK = plain_fields(Tie), plain_fields(Link)
_OF_TIE = {field.key: field for field in _TIE}
_EDGE: tuple[Field, ...] = (*_TIE, *(field for field in _LINK if field.key not in _OF_TIE))
_TIE_AT = [(at, field.key) for at, field in enumerate(_EDGE) if field in _TIE]
_LINK_AT = [(at, field.key) for at, field in enumerate(_EDGE) if field.key in {own.key for own in _LINK}]

_STRANGE_NODES = f"""
MATCH (node) WHERE (node:Record) <> (node:{"|".join(LABELS)})
RETURN coalesce(toStringOrNull(node.id), elementId(node)), labels(node)
"""
_STRANGE_EDGES = f"""
MATCH (start)-[edge:{"|".join(EDGE_KINDS)}]->(end) WHERE NOT start:Record OR NOT end:Record
RETURN coalesce(toStringOrNull(edge.id), elementId(edge)), type(edge)
"""


class Reading(msgspec.Struct):
    """What was read: the records that fit their types, and what did not."""

    records: list[AnyRecord] = msgspec.field(default_factory=list)
    misfits: list[Misfit] = msgspec.field(default_factory=list)


def read_at_version(transaction: neo4j.ManagedTransaction, version: int) -> Reading:
    """Every record as it was at a version. Neo4j shows what others commit while it reads; the log tells how it was."""
    reading = read_all(transaction)
    reading.records = as_of(reading.records, read_log(transaction, version))
    return reading


def read_all(transaction: neo4j.ManagedTransaction) -> Reading:
    """Every record, in no order. What others write meanwhile may be in it or not: the caller evens that out."""
    reading = Reading()
    for label, struct in LABELS.items():
        for row in run(transaction, _query(label, struct)):
            _read_node(struct, row.values(), reading)
    for query, of in ((_STRANGE_NODES, "labels"), (_STRANGE_EDGES, "type")):
        for place, found in run(transaction, query).values():
            reading.misfits.append(Misfit(place, f"Its {of} {found} or its ends are not those of a record."))
    return reading


def read_some(transaction: neo4j.ManagedTransaction, nodes: list[str]) -> list[AnyRecord]:
    """The records with these ids, with the ties and links that start there."""
    reading = Reading()
    for label, struct in LABELS.items():
        for row in run(transaction, _query(label, struct, " WHERE node.id IN $nodes"), nodes=nodes):
            _read_node(struct, row.values(), reading)
    return reading.records


def _query(label: str, struct: type[Kept], which: str = "") -> str:
    nested = (
        f"[(node)-[:{field.type}]->(value:{field.label}) | "
        f"[value.{POSITION}, {columns('value', plain_fields(field.structure))}]]"
        for field in nested_fields(struct)
    )
    return (
        f"MATCH (node:Record:{label}){which} RETURN elementId(node), {columns('node', plain_fields(struct))}, "
        f"[{', '.join(nested)}], "
        f"[(node)-[edge]->(other:Record) | [type(edge), other.id, elementId(edge), {columns('edge', _EDGE)}]]"
    )


def _read_node(struct: type[Kept], row: list[Any], reading: Reading) -> None:
    element, own, nested, edges = row
    values = values_of(plain_fields(struct), own)
    for field, rows in zip(nested_fields(struct), nested, strict=True):
        inner = [values_of(plain_fields(field.structure), found) for _, found in sorted(rows, key=_position)]
        if inner:
            values[field.field.key] = inner if field.field.many else inner[0]
    _add(struct, values, element, reading)
    for edge in edges:
        _read_edge(values.get("id"), edge, reading)


def _position(row: list[Any]) -> int:
    return row[0] if isinstance(row[0], int) else 0


def _read_edge(start: Any, edge: list[Any], reading: Reading) -> None:
    name, end, element, row = edge
    kind = EDGE_KINDS.get(name)
    if kind is None:
        reading.misfits.append(Misfit(element, f"{name} is no kind of tie or link."))
        return
    is_tie = isinstance(kind, TieKind)
    values = {key: row[at] for at, key in (_TIE_AT if is_tie else _LINK_AT) if row[at] is not None}
    values["tieKind" if is_tie else "linkKind"] = name
    values["from"], values["to"] = start, end
    _add(Tie if is_tie else Link, values, element, reading)


def _add(struct: type[Kept], values: dict[str, Any], element: str, reading: Reading) -> None:
    try:
        reading.records.append(msgspec.convert(values, struct))  # type: ignore[arg-type]  # every struct is of a kind
    except msgspec.ValidationError as error:
        reading.misfits.append(Misfit(str(values.get("id", element)), f"{error}."))


def as_of(records: Iterable[AnyRecord], later: Iterable[Entry]) -> list[AnyRecord]:
    """The records as they were before these entries, whether the reading saw them or not; nodes before edges."""
    changed = {change.id: change.before for entry in reversed([*later]) for change in entry.changes.changes}
    found = [record for record in records if record.id not in changed]
    found += [record for record in changed.values() if record is not None]
    return sorted(found, key=lambda record: isinstance(record, Tie | Link))
