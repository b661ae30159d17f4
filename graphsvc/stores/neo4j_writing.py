"""Changes written to Neo4j in batches, each only over the revision that it expects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import neo4j

from graphsvc.errors import BadInput, Conflict
from graphsvc.model.changes import Change
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.stores.neo4j_server import SECONDS_A_CHANGE, SECONDS_A_KIND, TRANSACTION_SECONDS, run
from graphsvc.stores.neo4j_shape import (
    EDGE_KINDS,
    NESTED,
    Nested,
    Properties,
    label_of,
    nested_fields,
    nested_values,
    properties_of,
    type_of,
)

BATCH = 2_000
"""Rows a statement."""
MANY = 1_000
"""From so many new records on, it pays to look first which types of relationship there are."""

Rows = Iterable[Properties]


def write_changes(transaction: neo4j.ManagedTransaction, changes: Iterable[Change], *, free: bool = False) -> None:
    """Adds, alters and removes records, ties and links. Raises Conflict for one that is not at the expected revision.

    `free`: whether the ids of new records were found to be free already.
    """
    nodes, edges = _apart(changes)
    if not free:
        _require_free(transaction, new_ids((*nodes, *edges)))
    _create_nodes(transaction, [change.after for change in nodes if change.before is None and change.after])
    _update_nodes(transaction, [change for change in nodes if change.before and change.after])
    moved = [change for change in edges if change.before and not _stays(change)]
    _change_edges(transaction, moved, "DELETE edge")
    _change_edges(transaction, [change for change in edges if _stays(change)], "SET edge += row.properties")
    _create_edges(transaction, [change.after for change in edges if change.after and not _stays(change)])
    _delete_nodes(transaction, [change for change in nodes if not change.after])


def create_records(transaction: neo4j.ManagedTransaction, records: list[AnyRecord]) -> None:
    """Adds records whose ids are free."""
    _create_nodes(transaction, [record for record in records if not isinstance(record, Tie | Link)])
    _create_edges(transaction, [record for record in records if isinstance(record, Tie | Link)])


def _apart(changes: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """The changes of nodes, and those of ties and links."""
    nodes: list[Change] = []
    edges: list[Change] = []
    for change in changes:
        (edges if change.of_edge else nodes).append(change)
    return nodes, edges


def _stays(change: Change) -> bool:
    """Whether an edge keeps its type and ends; Neo4j can alter nothing else of a relationship."""
    before, after = change.before, change.after
    if not (isinstance(before, Tie | Link) and isinstance(after, Tie | Link)):
        return False
    return (type_of(before), before.from_id, before.to_id) == (type_of(after), after.from_id, after.to_id)


def _batches(rows: Rows) -> Iterator[list[Properties]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def run_rows(transaction: neo4j.ManagedTransaction, statement: str, rows: Rows) -> list[Any]:
    """Runs a statement over rows; what its one column, a list, held for all of them."""
    found: list[Any] = []
    for batch in _batches(rows):
        answer = run(transaction, f"UNWIND $rows AS row {statement}", rows=batch)
        found += answer.single(strict=True)[0]
    return found


def seconds_for(records: Iterable[AnyRecord]) -> float:
    """What a transaction gets that writes these records."""
    kinds = Counter(type_of(record) if isinstance(record, Tie | Link) else record.kind for record in records)
    return TRANSACTION_SECONDS + SECONDS_A_CHANGE * kinds.total() + SECONDS_A_KIND * len(kinds)


def new_ids(changes: Iterable[Change]) -> list[str]:
    """The ids of the records that are new."""
    return [change.id for change in changes if change.before is None]


def _require_free(transaction: neo4j.ManagedTransaction, ids: list[str]) -> None:
    types = EDGE_KINDS if len(ids) < MANY else _types_in_use(transaction)
    require_none(run_rows(transaction, _taken(types), ({"id": id} for id in ids)))


def _taken(types: Iterable[str]) -> str:
    """Which ids of rows are taken. No constraint of Neo4j spans nodes and relationships."""
    looks = ["MATCH (found:Record {id: row.id}) RETURN found"]
    looks += [f"MATCH ()-[found:{name} {{id: row.id}}]->() RETURN found" for name in types]
    return f"CALL (row) {{ {' UNION ALL '.join(looks)} }} RETURN collect([row.id, found.revision]) AS taken"


TAKEN = f"UNWIND $new AS id WITH {{id: id}} AS row {_taken(EDGE_KINDS)}"
"""Gives those of the ids in $new that are taken, as `require_none` reads them: for few ids, as part of a statement."""


def require_none(taken: Iterable[Any]) -> None:
    """Raises Conflict for an id that is taken."""
    for id, revision in taken:
        raise Conflict(id, 0, revision if isinstance(revision, int) else 0)


def _types_in_use(transaction: neo4j.ManagedTransaction) -> list[str]:
    counts = (f"MATCH ()-[edge:{name}]->() RETURN '{name}' AS name, count(edge) AS many" for name in EDGE_KINDS)
    return [name for name, many in run(transaction, " UNION ALL ".join(counts)).values() if many]


def _create_nodes(transaction: neo4j.ManagedTransaction, records: list[AnyRecord]) -> None:
    for label, found in grouped(records, lambda record: label_of(record.kind)).items():
        statement = f"CREATE (node:Record:{label}) SET node = row RETURN collect(node.id)"
        run_rows(transaction, statement, map(properties_of, found))
    _create_nested(transaction, records)


def _create_nested(transaction: neo4j.ManagedTransaction, records: Iterable[AnyRecord]) -> None:
    for nested in NESTED:
        rows = (
            {"id": record.id, "values": values}
            for record in records
            if nested in nested_fields(type(record)) and (values := nested_values(record, nested))
        )
        statement = (
            "MATCH (node:Record {id: row.id}) UNWIND row.values AS value "
            f"CREATE (node)-[:{nested.type}]->(inner:{nested.label}) SET inner = value RETURN collect(node.id)"
        )
        run_rows(transaction, statement, rows)


def _update_nodes(transaction: neo4j.ManagedTransaction, changes: list[Change]) -> None:
    """Other properties, which somebody else may have added, stay as they are."""
    _change_nodes(transaction, changes, "SET node += row.properties")
    for nested in NESTED:
        altered = [change for change in changes if _alters(change, nested)]
        _delete_nested(transaction, altered, nested)
    _create_nested(transaction, [change.after for change in changes if change.after and _alters_any(change)])


def _alters_any(change: Change) -> bool:
    return any(_alters(change, nested) for nested in NESTED)


def _alters(change: Change, nested: Nested) -> bool:
    if change.before is None or nested not in nested_fields(type(change.before)):
        return False
    return nested_values(change.before, nested) != nested_values(change.after, nested)


def _delete_nodes(transaction: neo4j.ManagedTransaction, changes: list[Change]) -> None:
    for nested in NESTED:
        _delete_nested(transaction, [change for change in changes if _alters(change, nested)], nested)
    _change_nodes(transaction, changes, "DELETE node")


def _delete_nested(transaction: neo4j.ManagedTransaction, changes: list[Change], nested: Nested) -> None:
    pattern = f"MATCH (:Record {{id: row.id}})-[:{nested.type}]->(inner:{nested.label})"
    run_rows(transaction, f"{pattern} DETACH DELETE inner RETURN collect(row.id)", ({"id": one.id} for one in changes))


def _change_nodes(transaction: neo4j.ManagedTransaction, changes: list[Change], clause: str) -> None:
    for label, found in grouped(changes, lambda change: label_of(change.kind)).items():
        pattern = f"MATCH (node:{label}:Record {{id: row.id}}) WHERE node.revision = row.expected"
        _require_all(
            transaction, found, run_rows(transaction, f"{pattern} {clause} RETURN collect(row.id)", _rows(found))
        )


def _change_edges(transaction: neo4j.ManagedTransaction, changes: list[Change], clause: str) -> None:
    for name, found in grouped(changes, lambda change: type_of(change.before)).items():
        pattern = f"MATCH ()-[edge:{name} {{id: row.id}}]->() WHERE edge.revision = row.expected"
        _require_all(
            transaction, found, run_rows(transaction, f"{pattern} {clause} RETURN collect(row.id)", _rows(found))
        )


def _rows(changes: list[Change]) -> Iterator[Properties]:
    return (
        {"id": change.id, "expected": change.expected, "properties": change.after and properties_of(change.after)}
        for change in changes
    )


def _create_edges(transaction: neo4j.ManagedTransaction, edges: list[Any]) -> None:
    for name, found in grouped(edges, type_of).items():
        statement = (
            "MATCH (start:Record {id: row.from}) MATCH (end:Record {id: row.to}) "
            f"CREATE (start)-[edge:{name}]->(end) SET edge = row.properties RETURN collect(edge.id)"
        )
        rows = ({"from": edge.from_id, "to": edge.to_id, "properties": properties_of(edge)} for edge in found)
        done = set(run_rows(transaction, statement, rows))
        for edge in found:
            if edge.id not in done:
                raise BadInput.of(
                    f"The tie or link {edge.id} starts or ends at a record that is not there.",
                    place=edge.id,
                    code="NO_SUCH_RECORD",
                )


def grouped(items: Iterable[Any], key: Callable[[Any], str]) -> dict[str, list[Any]]:
    """The items by key, for labels and types cannot be parameters of a statement."""
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def _require_all(transaction: neo4j.ManagedTransaction, changes: list[Change], found: list[str]) -> None:
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
