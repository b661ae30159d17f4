"""Records read out of Neo4j, in one statement: planning one takes the server as long as reading thousands of records.

A row of the driver costs more than what is in it, so edges come with their first node.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
import neo4j

from graphsvc.errors import BadInput
from graphsvc.model.changes import Entry
from graphsvc.model.fields import Field
from graphsvc.model.make import make
from graphsvc.model.records import AnyRecord, Kept, Link, Tie
from graphsvc.model.vocabularies import TieKind
from graphsvc.stores.contract import Misfit
from graphsvc.stores.neo4j_log import read_log
from graphsvc.stores.neo4j_server import run
from graphsvc.stores.neo4j_shape import (
    EDGE_KINDS,
    LABELS,
    NESTED,
    POSITION,
    Nested,
    Properties,
    columns,
    nested_fields,
    plain_fields,
    values_of,
)


class _Shape(msgspec.Struct, frozen=True):
    """The properties of several types in one row: a statement for each type would be planned for each."""

    fields: tuple[Field, ...]
    at: dict[type[Kept], list[tuple[int, str]]]
    """Where in the row the properties of a type are, by key."""

    @classmethod
    def of(cls, *structs: type[Kept]) -> _Shape:
        by_key = {field.key: field for struct in structs for field in plain_fields(struct)}
        own = {struct: {field.key for field in plain_fields(struct)} for struct in structs}
        return cls(
            tuple(by_key.values()),
            {struct: [(at, key) for at, key in enumerate(by_key) if key in own[struct]] for struct in structs},
        )

    def columns(self, variable: str) -> str:
        """The row in Cypher. It takes all properties at once, for looking up each reads them from the start."""
        return f"[own IN [properties({variable})] | {columns('own', self.fields)}][0]"

    def values(self, struct: type[Kept], row: list[Any]) -> Properties:
        """The properties of a type that are there, by key."""
        return {key: row[at] for at, key in self.at[struct] if row[at] is not None}


_NODE = _Shape.of(*LABELS.values())
_EDGE = _Shape.of(Tie, Link)

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
    _read_nodes(transaction, reading)
    for query, of in ((_STRANGE_NODES, "labels"), (_STRANGE_EDGES, "type")):
        for place, found in run(transaction, query).values():
            message = f"Its {of} {found} or its ends are not those of a record."
            remedy = "A record has the label Record and that of its kind, and a tie or link joins two records."
            reading.misfits.append(Misfit(place, f"{message} {remedy}"))
    return reading


def read_some(transaction: neo4j.ManagedTransaction, nodes: list[str]) -> list[AnyRecord]:
    """The records with these ids, with the ties and links that start there."""
    reading = Reading()
    _read_nodes(transaction, reading, "WHERE node.id IN $nodes", nodes=nodes)
    return reading.records


def _read_nodes(transaction: neo4j.ManagedTransaction, reading: Reading, which: str = "", **parameters: Any) -> None:
    inner: defaultdict[str, Properties] = defaultdict(dict)
    for nested in NESTED:
        for element, rows in run(transaction, _nested_query(nested, which), **parameters):
            values = [values_of(plain_fields(nested.structure), row) for _, row in sorted(rows, key=_position)]
            inner[element][nested.field.key] = values if nested.field.many else values[0]
    for element, labels, row, edges in run(transaction, _query(which), **parameters):
        for struct in (LABELS[label] for label in labels if label in LABELS):
            _read_node(struct, element, row, inner.get(element, {}), edges, reading)


def _query(which: str) -> str:
    return (
        f"MATCH (node:Record) {which} RETURN elementId(node), labels(node), {_NODE.columns('node')}, "
        "[(node)-[edge]->(other:Record) | [type(edge), other.id, CASE WHEN edge.id IS NULL THEN elementId(edge) END, "
        f"{_EDGE.columns('edge')}]]"
    )


def _nested_query(nested: Nested, which: str) -> str:
    return (
        f"MATCH (node:Record) {which} MATCH (node)-[:{nested.type}]->(value:{nested.label}) "
        f"RETURN elementId(node), collect([value.{POSITION}, {columns('value', plain_fields(nested.structure))}])"
    )


def _read_node(
    struct: type[Kept], element: str, row: list[Any], inner: Properties, edges: list[Any], reading: Reading
) -> None:
    values = _NODE.values(struct, row)
    own = {nested.field.key for nested in nested_fields(struct)}
    values.update((key, value) for key, value in inner.items() if key in own)
    _add(struct, values, element, reading)
    for edge in edges:
        _read_edge(values.get("id"), edge, reading)


def _position(row: list[Any]) -> int:
    return row[0] if isinstance(row[0], int) else 0


def _read_edge(start: Any, edge: list[Any], reading: Reading) -> None:
    name, end, element, row = edge
    kind = EDGE_KINDS.get(name)
    if kind is None:
        place = str(_EDGE.values(Link, row).get("id", element))
        reading.misfits.append(Misfit(place, f"{name} is no kind of tie or link. Delete it, or make it one that is."))
        return
    struct: type[Kept]
    struct, key = (Tie, "tieKind") if isinstance(kind, TieKind) else (Link, "linkKind")
    values = _EDGE.values(struct, row)
    values[key], values["from"], values["to"] = name, start, end
    _add(struct, values, element, reading)


def _add(struct: type[Kept], values: Properties, element: str | None, reading: Reading) -> None:
    try:
        reading.records.append(msgspec.convert(values, struct))  # type: ignore[arg-type]  # every struct is of a kind
    except msgspec.ValidationError:
        # Made with the defaults that whoever wrote it left out; only what fails goes this way, for it takes long.
        try:
            reading.records.append(make(struct.kind, values))
        except BadInput as error:
            reading.misfits.append(_misfit(struct, values, element, error))


def _misfit(struct: type[Kept], values: Properties, element: str | None, error: BadInput) -> Misfit:
    """What does not fit, in words. What has no id goes by its type and ends, or by what Neo4j calls it."""
    if values.get("id") is not None:
        return Misfit(str(values["id"]), " ".join(map(str, error.faults)))
    if struct in (Tie, Link):
        place = f"{values.get('tieKind') or values.get('linkKind')} from {values['from']} to {values['to']}"
    else:
        place = f"{struct.__name__} {element}"
    others = [str(fault) for fault in error.faults if fault.place != "id"]
    return Misfit(place, " ".join(["It has no id. Give it an id that no other record has.", *others]))


def as_of(records: Iterable[AnyRecord], later: Iterable[Entry]) -> list[AnyRecord]:
    """The records as they were before these entries, whether the reading saw them or not; nodes before edges."""
    changed = {change.id: change.before for entry in reversed([*later]) for change in entry.changes.changes}
    found = [record for record in records if record.id not in changed]
    found += [record for record in changed.values() if record is not None]
    return sorted(found, key=lambda record: isinstance(record, Tie | Link))
