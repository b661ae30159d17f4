"""What a change set adds to Neo4j, and the nodes that it alters, in batches that one statement each writes.

The text of the statement is the same whatever kinds are in a batch, so that the server plans it once. The first batch, of
most change sets the only one, goes along with the statement that takes the lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Self, TypeVar

import msgspec
import neo4j

from graphsvc.errors import BadInput, Conflict
from graphsvc.model.changes import Change
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.stores.neo4j_server import run
from graphsvc.stores.neo4j_shape import (
    EDGE_KINDS,
    Properties,
    label_of,
    nested_fields,
    nested_values,
    properties_of,
    type_of,
)

BATCH = 2_000
"""Rows a statement."""
_PLACES = ("(found:Record {id: id})", *(f"()-[found:{name} {{id: id}}]->()" for name in EDGE_KINDS))
_LOOKS = " UNION ALL ".join(f"MATCH {place} RETURN found.revision AS revision" for place in _PLACES)
TAKEN = f"CALL () {{ UNWIND $batch.ids AS id CALL (id) {{ {_LOOKS} }} RETURN collect([id, revision]) AS taken }}"
"""Gives which of the ids that must be free are `taken`. No constraint of Neo4j spans nodes and relationships."""
ADD = """
CALL (free) {
    UNWIND CASE WHEN free THEN $batch.nodes ELSE [] END AS row
    CREATE (node:Record:$(row.label)) SET node = row.properties
    FOREACH (inner IN row.nested | CREATE (node)-[:$(inner.type)]->(value:$(inner.label)) SET value = inner.properties)
}
CALL (free) {
    UNWIND CASE WHEN free THEN $batch.altered ELSE [] END AS row
    MATCH (node:Record {id: row.id}) WHERE row.label IN labels(node) AND node.revision = row.expected
    SET node += row.properties RETURN collect(row.id) AS altered
}
CALL (free) {
    UNWIND CASE WHEN free THEN $batch.edges ELSE [] END AS row
    MATCH (start:Record {id: row.from}) MATCH (end:Record {id: row.to})
    CREATE (start)-[edge:$(row.type)]->(end) SET edge = row.properties RETURN collect(row.id) AS joined
}
"""
"""Writes a batch, if it is `free` to, and gives the ids of the nodes `altered` and the edges `joined` to their ends.

Other properties of a node, which somebody else may have added, stay as they are.
"""
WRITE = f"{TAKEN} WITH taken, taken = [] AS free {ADD} RETURN taken, altered, joined"
"""The statement that writes one batch by itself."""

T = TypeVar("T")


class Batch(msgspec.Struct, frozen=True):
    """New nodes, altered nodes, then new ties and links, whose ends may be among those nodes."""

    nodes: list[AnyRecord] = []
    altered: list[Change] = []
    edges: list[Tie | Link] = []
    ids: list[str] = []
    """The ids that must be free."""

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Self:
        """The batch of these changes."""
        made = [*changes]
        added = [change.after for change in made if change.before is None and change.after]
        ids = [record.id for record in added]
        return cls(_nodes(added), [change for change in made if change.before], _edges(added), ids)

    @property
    def values(self) -> Properties:
        """The parameter `batch` of the statement. One map: lists by themselves are planned for anew at each new size."""
        return {
            "ids": self.ids,
            "nodes": [*map(_node_row, self.nodes)],
            "altered": [*map(changed_row, self.altered)],
            "edges": [*map(_edge_row, self.edges)],
        }

    def require(
        self, transaction: neo4j.ManagedTransaction, taken: list[Any], altered: list[str], joined: list[str]
    ) -> None:
        """Raises Conflict or BadInput unless the statement found everything as it must be."""
        for id, revision in taken:
            raise Conflict(id, 0, revision if isinstance(revision, int) else 0)
        require_all(transaction, self.altered, altered)
        done = set(joined)
        for edge in self.edges:
            if edge.id not in done:
                raise BadInput.of(
                    f"The tie or link {edge.id} starts or ends at a record that is not there.",
                    place=edge.id,
                    code="NO_SUCH_RECORD",
                )


def batches(changes: Iterable[Change]) -> Iterator[Batch]:
    """At least one batch, in the order in which they can be written."""
    made = [*changes]
    ordered = [change for change in made if change.before is None and not change.of_edge]
    ordered += [change for change in made if change.before and change.after and not change.of_edge]
    ordered += [change for change in made if change.before is None and change.of_edge]
    yield Batch.of(ordered[:BATCH])
    yield from map(Batch.of, parts(ordered[BATCH:]))


def write_batches(transaction: neo4j.ManagedTransaction, made: Iterable[Batch]) -> None:
    """Writes batches, in order."""
    for batch in made:
        batch.require(transaction, *run(transaction, WRITE, batch=batch.values).single(strict=True))


def create_records(transaction: neo4j.ManagedTransaction, records: Iterable[AnyRecord]) -> None:
    """Adds records, nodes before edges, whose ids are free."""
    some = [*records]
    for nodes in parts(_nodes(some)):
        write_batches(transaction, [Batch(nodes=nodes)])
    for edges in parts(_edges(some)):
        write_batches(transaction, [Batch(edges=edges)])


def parts(items: Iterable[T]) -> Iterator[list[T]]:
    """The items, as many at a time as a statement takes."""
    rest = iter(items)
    while part := [*islice(rest, BATCH)]:
        yield part


def changed_row(change: Change) -> Properties:
    """What the server must know of a record that is altered or removed."""
    properties = change.after and properties_of(change.after)
    return {"id": change.id, "label": label_of(change.kind), "expected": change.expected, "properties": properties}


def require_all(transaction: neo4j.ManagedTransaction, changes: list[Change], found: list[str]) -> None:
    """Raises Conflict for the first change whose record was not found at the expected revision."""
    if len(found) == len(changes):
        return
    done = set(found)
    change = next(change for change in changes if change.id not in done)
    raise Conflict(change.id, change.expected, _revision(transaction, change))


def _revision(transaction: neo4j.ManagedTransaction, change: Change) -> int:
    before = change.before
    pattern = (
        f"()-[found:{type_of(before)} {{id: $id}}]->()"
        if isinstance(before, Tie | Link)
        else "(found:Record {id: $id})"
    )
    row = run(transaction, f"MATCH {pattern} RETURN found.revision", id=change.id).single()
    return int(row[0]) if row and row[0] is not None else 0


def _nodes(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    return [record for record in records if not isinstance(record, Tie | Link)]


def _edges(records: Iterable[AnyRecord]) -> list[Tie | Link]:
    return [record for record in records if isinstance(record, Tie | Link)]


def _node_row(record: AnyRecord) -> Properties:
    nested = [
        {"type": nested.type, "label": nested.label, "properties": values}
        for nested in nested_fields(type(record))
        for values in nested_values(record, nested)
    ]
    return {"label": label_of(record.kind), "properties": properties_of(record), "nested": nested}


def _edge_row(edge: Tie | Link) -> Properties:
    ends = {"from": edge.from_id, "to": edge.to_id}
    return {"id": edge.id, "type": type_of(edge), **ends, "properties": properties_of(edge)}
