"""The log of a store in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from graphsvc.model.changes import Entry
from graphsvc.stores.entries import decode_changes, encode_changes, read_entry, require_repeat
from graphsvc.stores.erasure import with_merged, without_values

_ENTRY = 'version, at, "by", reason, mutation_id, digest, changes'


def read_log(connection: sqlite3.Connection, since: int) -> list[Entry]:
    """The entries above a version, oldest first."""
    return [*_entries(connection, "version > ?", since)]


def first_entry(connection: sqlite3.Connection, by: str, mutation_id: str, digest: str) -> Entry | None:
    """What this writer's mutation made earlier; raises BadInput when that was another one under the same id."""
    if not mutation_id:
        return None
    entry = next(_entries(connection, "\"by\" = ? AND mutation_id = ? AND mutation_id <> ''", by, mutation_id), None)
    if entry is not None:
        require_repeat(mutation_id, entry.changes.digest, digest)
    return entry


def write_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """Adds the next line."""
    changes = entry.changes
    connection.execute(
        f"INSERT INTO log ({_ENTRY}) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            entry.version,
            changes.at.isoformat(),
            changes.by,
            changes.reason,
            changes.mutation_id,
            changes.digest,
            encode_changes(changes.changes),
        ),
    )


def erase_values(connection: sqlite3.Connection, ids: frozenset[str]) -> frozenset[str]:
    """Takes the values of records, and of those merged into them, out of every line; returns the ids of all of them."""

    def there(id: str) -> bool:
        return connection.execute("SELECT 1 FROM record WHERE id = ?", (id,)).fetchone() is not None

    ids = with_merged(ids, _entries(connection, "instr(changes, ?) > 0", '"MERGED"'), there)
    for (version,) in connection.execute("SELECT version FROM log").fetchall():
        (text,) = connection.execute("SELECT changes FROM log WHERE version = ?", (version,)).fetchone()
        changes = decode_changes(text)
        kept = without_values(changes, ids)
        if kept != changes:
            connection.execute("UPDATE log SET changes = ? WHERE version = ?", (encode_changes(kept), version))
    return ids


def _entries(connection: sqlite3.Connection, where: str, *values: Any) -> Iterator[Entry]:
    rows = connection.execute(f"SELECT {_ENTRY} FROM log WHERE {where} ORDER BY version", values)
    for version, at, by, reason, mutation_id, digest, changes in rows:
        yield read_entry(version, at, by, reason, mutation_id, digest, decode_changes(changes))
