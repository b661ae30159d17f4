"""Taking in what somebody changed in Neo4j beside the service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import neo4j

from graphsvc.model.changes import Change
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.stores.contract import Misfit
from graphsvc.stores.external import changes_between
from graphsvc.stores.fitting import fitting
from graphsvc.stores.neo4j_reading import read_some
from graphsvc.stores.neo4j_server import run
from graphsvc.stores.neo4j_shape import Properties, properties_of, type_of
from graphsvc.stores.neo4j_writing import grouped, run_rows

_OWN = "SET {0} += row.properties SET {0} += own SET {0}.revision = row.properties.revision"
"""Adds the defaults that whoever made a record left out, and the revision; what stood there stays as it is."""


def changes_of_some(
    transaction: neo4j.ManagedTransaction, known: Mapping[str, AnyRecord], found: Iterable[AnyRecord]
) -> list[Change]:
    """The changes between what the log knows and what stands in the database now, under the lock.

    `found` was read before the lock was taken; only what differs from it is read again, for that takes long.
    """
    found_by_id = {record.id: record for record in found}
    suspects = {change.id for change in changes_between(known, found_by_id.values())}
    if not suspects:
        return []
    starts = {_start(record) for id in suspects for record in (known.get(id), found_by_id.get(id)) if record}
    again = [record for record in read_some(transaction, sorted(starts)) if record.id in suspects]
    rest = [record for record in known.values() if record.id not in suspects]
    now = sorted([*rest, *again], key=lambda record: isinstance(record, Tie | Link))
    misfits: list[Misfit] = []
    return changes_between(known, fitting(now, misfits))


def _start(record: AnyRecord) -> str:
    """The node with which a record is read."""
    return record.from_id if isinstance(record, Tie | Link) else record.id


def write_revisions(transaction: neo4j.ManagedTransaction, changes: Iterable[Change]) -> None:
    """Writes the revisions, and the defaults that are not there, of what was taken in."""
    records = [change.after for change in changes if change.after is not None]
    nodes = [record for record in records if not isinstance(record, Tie | Link)]
    match = "MATCH (node:Record {id: row.id}) WITH row, node, properties(node) AS own "
    run_rows(transaction, f"{match} {_OWN.format('node')} RETURN collect(row.id)", map(_row, nodes))
    for name, edges in grouped((record for record in records if isinstance(record, Tie | Link)), type_of).items():
        match = f"MATCH ()-[edge:{name} {{id: row.id}}]->() WITH row, edge, properties(edge) AS own "
        run_rows(transaction, f"{match} {_OWN.format('edge')} RETURN collect(row.id)", map(_row, edges))


def _row(record: AnyRecord) -> Properties:
    return {"id": record.id, "properties": properties_of(record)}


def set_compared(transaction: neo4j.ManagedTransaction, explained: int | None, misfits: bytes) -> None:
    """Notes on the head up to where everything was compared with the log, and what did not fit."""
    statement = "MATCH (head:Head {one: 1}) SET head.explained = $explained, head.misfits = $misfits"
    run(transaction, statement, explained=explained, misfits=misfits).consume()
