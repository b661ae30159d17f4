"""Changes written to the table of records, each only over the revision that it expects."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from graphsvc.errors import Conflict
from graphsvc.model.changes import Change
from graphsvc.model.records import encode

_INSERT = "INSERT INTO record (id, kind, revision, body) VALUES (?, ?, ?, ?)"
_UPDATE = "UPDATE record SET revision = ?, body = ? WHERE id = ? AND kind = ? AND revision = ?"
_DELETE = "DELETE FROM record WHERE id = ? AND kind = ? AND revision = ?"


def write_changes(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Adds, alters and removes records. Raises Conflict for the first that is not at the expected revision."""
    for change in changes:
        if not _written(connection, change):
            row = connection.execute("SELECT revision FROM record WHERE id = ?", (change.id,)).fetchone()
            raise Conflict(change.id, change.expected, row[0] if row else 0)


def _written(connection: sqlite3.Connection, change: Change) -> bool:
    """Whether the record was as the change expects it, and now is as it says."""
    after, expected = change.after, (change.id, change.kind, change.expected)
    if after is None:
        return connection.execute(_DELETE, expected).rowcount == 1
    body = encode(after).decode()
    if change.before is not None:
        return connection.execute(_UPDATE, (after.revision, body, *expected)).rowcount == 1
    try:
        connection.execute(_INSERT, (after.id, after.kind, after.revision, body))
    except sqlite3.IntegrityError:
        return False
    return True
