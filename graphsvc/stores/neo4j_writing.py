"""Changes written to Neo4j, each only over the revision that it expects."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import neo4j

from graphsvc.model.changes import Change
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.stores.neo4j_batches import batches, changed_row, create_records, parts, require_all, write_batches
from graphsvc.stores.neo4j_server import SECONDS_A_CHANGE, SECONDS_A_KIND, TRANSACTION_SECONDS, run
from graphsvc.stores.neo4j_shape import NESTED, Nested, Properties, nested_fields, nested_values, type_of


def write_changes(transaction: neo4j.ManagedTransaction, changes: Iterable[Change]) -> None:
    """Adds, alters and removes records, ties and links. Raises Conflict for one that is not at the expected revision."""
    made = [*changes]
    write_batches(transaction, batches(made))
    write_rest(transaction, made)


def write_rest(transaction: neo4j.ManagedTransaction, changes: Iterable[Change]) -> None:
    """Writes what is in no batch: nested values that changed, ties and links that changed, and what is removed."""
    there = [change for change in changes if change.before]
    nodes = [change for change in there if not change.of_edge]
    stay = [change for change in there if change.of_edge and _stays(change)]
    moved = [change for change in there if change.of_edge and not _stays(change)]
    _replace_nested(transaction, nodes)
    _change_edges(transaction, moved, "DELETE edge")
    _change_edges(transaction, stay, "SET edge += row.properties")
    create_records(transaction, [change.after for change in moved if change.after])
    _delete_nodes(transaction, [change for change in nodes if not change.after])


def _stays(change: Change) -> bool:
    """Whether an edge keeps its type and ends; Neo4j can alter nothing else of a relationship."""
    before, after = change.before, change.after
    if not (isinstance(before, Tie | Link) and isinstance(after, Tie | Link)):
        return False
    return (type_of(before), before.from_id, before.to_id) == (type_of(after), after.from_id, after.to_id)


def run_rows(transaction: neo4j.ManagedTransaction, statement: str, rows: Iterable[Properties]) -> list[Any]:
    """Runs a statement over rows; what its one column, a list, held for all of them."""
    found: list[Any] = []
    for part in parts(rows):
        answer = run(transaction, f"UNWIND $rows AS row {statement}", rows=part)
        found += answer.single(strict=True)[0]
    return found


def seconds_for(records: Iterable[AnyRecord]) -> float:
    """What a transaction gets that writes these records."""
    kinds = Counter(type_of(record) if isinstance(record, Tie | Link) else record.kind for record in records)
    return TRANSACTION_SECONDS + SECONDS_A_CHANGE * kinds.total() + SECONDS_A_KIND * len(kinds)


def _replace_nested(transaction: neo4j.ManagedTransaction, changes: list[Change]) -> None:
    """Takes away the nested values that differ now, and makes the new ones."""
    for nested in NESTED:
        altered = [change for change in changes if _alters(change, nested)]
        pattern = f"MATCH (:Record {{id: row.id}})-[:{nested.type}]->(inner:{nested.label})"
        old = ({"id": change.id} for change in altered)
        run_rows(transaction, f"{pattern} DETACH DELETE inner RETURN collect(row.id)", old)
        create = f"CREATE (node)-[:{nested.type}]->(inner:{nested.label}) SET inner = value RETURN collect(node.id)"
        new = ({"id": change.id, "values": nested_values(change.after, nested)} for change in altered)
        run_rows(transaction, f"MATCH (node:Record {{id: row.id}}) UNWIND row.values AS value {create}", new)


def _alters(change: Change, nested: Nested) -> bool:
    if change.before is None or nested not in nested_fields(type(change.before)):
        return False
    return nested_values(change.before, nested) != nested_values(change.after, nested)


def _delete_nodes(transaction: neo4j.ManagedTransaction, changes: list[Change]) -> None:
    pattern = "MATCH (node:Record {id: row.id}) WHERE row.label IN labels(node) AND node.revision = row.expected"
    found = run_rows(transaction, f"{pattern} DELETE node RETURN collect(row.id)", map(changed_row, changes))
    require_all(transaction, changes, found)


def _change_edges(transaction: neo4j.ManagedTransaction, changes: list[Change], clause: str) -> None:
    """By type: the index by which an edge is found is that of its type."""
    for name, some in grouped(changes, lambda change: type_of(change.before)).items():
        pattern = f"MATCH ()-[edge:{name} {{id: row.id}}]->() WHERE edge.revision = row.expected"
        found = run_rows(transaction, f"{pattern} {clause} RETURN collect(row.id)", map(changed_row, some))
        require_all(transaction, some, found)


def grouped(items: Iterable[Any], key: Callable[[Any], str]) -> dict[str, list[Any]]:
    """The items by key."""
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
