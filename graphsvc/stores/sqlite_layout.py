"""The layout of a store in SQLite: its tables by the files in `schema/sqlite`, and a view for each kind of record."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from pathlib import Path

import msgspec

from graphsvc.errors import StoreMissing, StoreNewer, StoreUnavailable
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES
from graphsvc.stores.contract import SCHEMA_VERSION
from graphsvc.stores.migrations import migrations
from graphsvc.stores.sqlite_file import BUSY_SECONDS

APPLICATION_ID = 0x67727376
"""What the file calls itself in its header: "grsv". `file` and others tell by it that this is a store of graphsvc."""


def migrate(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Make the tables and views that this version needs; one process does it, others wait and find it done."""
    require_ours(connection, path, create=create)
    _write_ahead(connection)
    if _layout(connection) == SCHEMA_VERSION and _views_made(connection) == views_fingerprint():
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        require_ours(connection, path, create=create)  # another process may have been first
        for migration in migrations("sqlite", _layout(connection)):
            for statement in migration.statements:
                connection.execute(statement)
        _make_views(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def require_ours(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Raises StoreNewer, StoreUnavailable or StoreMissing unless this is a store that we can use or may make."""
    layout = _layout(connection)
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner != APPLICATION_ID and (owner or layout or tables):
        raise StoreUnavailable(f"{path} is a database of another program. Name another file.")
    if layout > SCHEMA_VERSION:
        raise StoreNewer(
            f"{path} was made by a newer version of graphsvc (layout {layout}; this one knows {SCHEMA_VERSION}). "
            "Install that version."
        )
    if not layout and not create:
        raise StoreMissing(f"The file {path} is empty. Make a store in it with: graphsvc load")


def _layout(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log. SQLite does not wait by itself when another process does this at the same moment."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def views() -> dict[str, str]:
    """The statement that makes the view of each kind, by its name: a column a field, under its key."""
    return {kind.lower(): _view(kind, TYPES[kind]) for kind in RecordKind}


def _view(kind: RecordKind, struct: type[msgspec.Struct]) -> str:
    columns = ",\n    ".join(_column(field) for field in fields_of(struct))
    return f"CREATE VIEW \"{kind.lower()}\" AS SELECT\n    {columns}\nFROM record WHERE kind = '{kind}'"


def _column(field: Field) -> str:
    """What the JSON leaves out equals the default. (json_extract, for ->> came with SQLite 3.38.)"""
    value = f"json_extract(body, '$.{field.key}')"
    if field.default is not None and not field.required:
        default = msgspec.to_builtins(field.default)
        text = default if isinstance(default, str) else msgspec.json.encode(default).decode()
        value = f"coalesce({value}, {text if isinstance(default, int | float) else _quoted(text)})"
    return f'{value} AS "{field.key}"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def views_fingerprint() -> str:
    """What tells whether the views in a file are those of this version."""
    return hashlib.sha256("".join(views().values()).encode()).hexdigest()[:32]


def _views_made(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT views FROM head").fetchone()[0])


def _make_views(connection: sqlite3.Connection) -> None:
    for name, statement in views().items():
        connection.execute(f'DROP VIEW IF EXISTS "{name}"')
        connection.execute(statement)
    connection.execute("UPDATE head SET views = ?", (views_fingerprint(),))
