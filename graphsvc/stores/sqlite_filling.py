"""An empty store in SQLite that takes over what another store held."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from graphsvc.errors import StoreExists
from graphsvc.model.changes import Entry
from graphsvc.model.records import AnyRecord, encode
from graphsvc.stores.contract import Side
from graphsvc.stores.sqlite_log import write_entry

_HELD = "SELECT version > 0 OR EXISTS (SELECT 1 FROM record) OR EXISTS (SELECT 1 FROM side) FROM head"


def require_empty(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreExists when the store holds anything."""
    if connection.execute(_HELD).fetchone()[0]:
        raise StoreExists(f"The store {path} holds a network already, which stays as it is. Name a new store.")


def fill(
    connection: sqlite3.Connection,
    version: int,
    records: Iterable[AnyRecord],
    log: Iterable[Entry],
    sides: Iterable[Side],
) -> None:
    """Writes all of it, within the transaction that there is."""
    connection.executemany(
        "INSERT INTO record (id, kind, revision, body) VALUES (?, ?, ?, ?)",
        ((record.id, record.kind, record.revision, encode(record).decode()) for record in records),
    )
    for entry in log:
        write_entry(connection, entry)
    rows = ((side.group, side.key, side.value, side.expires) for side in sides)
    connection.executemany('INSERT INTO side ("group", key, value, expires) VALUES (?, ?, ?, ?)', rows)
    connection.execute("UPDATE head SET version = ?", (version,))
