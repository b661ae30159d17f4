"""The store in one SQLite file, by the library that comes with Python."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, ClassVar, Self

import msgspec

from graphsvc.errors import HeadMoved
from graphsvc.model.changes import ChangeSet, Entry
from graphsvc.model.records import AnyRecord, decode
from graphsvc.stores.contract import Check, Head, Misfit, Snapshot, Store
from graphsvc.stores.entries import decode_changes, encode_changes, read_entry, require_repeat
from graphsvc.stores.fitting import fitting
from graphsvc.stores.sqlite_file import connect, path_of, require_usable, told
from graphsvc.stores.sqlite_layout import migrate
from graphsvc.stores.sqlite_writing import write_changes

_ENTRY = 'version, at, "by", reason, mutation_id, digest, changes'


class SqliteStore(Store):
    """One file; two connections, so that reading never waits for this process's own writing."""

    kind: ClassVar[str] = "sqlite"

    def __init__(self, path: Path, writer: sqlite3.Connection, reader: sqlite3.Connection) -> None:
        self.path = path
        self._writer, self._write_turn = writer, threading.Lock()
        self._reader, self._read_turn = reader, threading.Lock()
        self._misfits: list[Misfit] = []

    @classmethod
    def open(cls, url: str, *, create: bool = False) -> Self:
        path = path_of(url)
        require_usable(path, create=create)
        with told(path):
            writer = connect(path)
            try:
                migrate(writer, path, create=create)
                return cls(path, writer, connect(path))
            except BaseException:
                writer.close()
                raise

    # Reading

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with told(self.path), self._read_turn:
            yield self._reader

    def head(self) -> Head:
        with self._reading() as connection:
            return Head(version=_version(connection))

    def load(self) -> Snapshot:
        self._misfits = []
        with told(self.path):
            connection = connect(self.path)  # of its own: it keeps showing one version until all is read
            connection.execute("BEGIN")
            version = _version(connection)
        return Snapshot(version, fitting(self._records(connection), self._misfits))

    def _records(self, connection: sqlite3.Connection) -> Iterator[AnyRecord]:
        with told(self.path), closing(connection):
            for edges in ("NOT IN", "IN"):
                rows = connection.execute(f"SELECT id, body FROM record WHERE kind {edges} ('TIE', 'LINK')")
                for id, body in rows:
                    try:
                        yield decode(body)
                    except msgspec.MsgspecError as error:
                        self._misfits.append(Misfit(id, f"{error}."))

    @property
    def misfits(self) -> list[Misfit]:
        return self._misfits

    def log(self, since: int) -> list[Entry]:
        with self._reading() as connection:
            return _log(connection, since)

    def outcome(self, by: str, mutation_id: str, digest: str) -> Entry | None:
        with self._reading() as connection:
            return _first(connection, by, mutation_id, digest)

    # Writing

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the lock of the store from its start; undone when anything fails."""
        with told(self.path), self._write_turn:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def commit(self, changes: ChangeSet, base: int) -> Entry:
        def require_base(connection: sqlite3.Connection) -> None:
            if (head := _version(connection)) != base:
                raise HeadMoved(head)

        return self._commit(changes, require_base)

    def commit_holding(self, changes: ChangeSet, base: int, check: Check) -> Entry:
        return self._commit(changes, lambda connection: check(_log(connection, base)))

    def _commit(self, changes: ChangeSet, require: Callable[[sqlite3.Connection], None]) -> Entry:
        with self._writing() as connection:
            if first := _first(connection, changes.by, changes.mutation_id, changes.digest):
                return first
            require(connection)
            entry = Entry(version=_version(connection) + 1, changes=changes)
            write_changes(connection, changes.changes)
            _write_entry(connection, entry)
            return entry

    # Small documents

    def side_put(self, group: str, key: str, value: bytes, *, seconds: float | None = None) -> None:
        now = time.time()
        with self._writing() as connection:
            connection.execute("DELETE FROM side WHERE expires <= ?", (now,))
            expires = None if seconds is None else now + seconds
            connection.execute("INSERT OR REPLACE INTO side VALUES (?, ?, ?, ?)", (group, key, value, expires))

    def side_get(self, group: str, key: str) -> bytes | None:
        return self.side_scan(group, key).get(key)

    def side_scan(self, group: str, key: str | None = None) -> dict[str, bytes]:
        with self._reading() as connection:
            rows = connection.execute(
                'SELECT key, value FROM side WHERE "group" = ? AND key = coalesce(?, key) '
                "AND coalesce(expires > ?, true) ORDER BY key",
                (group, key, time.time()),
            )
            return dict(rows.fetchall())

    def side_remove(self, group: str, key: str) -> None:
        with self._writing() as connection:
            connection.execute('DELETE FROM side WHERE "group" = ? AND key = ?', (group, key))

    def close(self) -> None:
        with self._write_turn, self._read_turn:
            self._reader.close()
            self._writer.close()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT version FROM head").fetchone()[0])


def _log(connection: sqlite3.Connection, since: int) -> list[Entry]:
    rows = connection.execute(f"SELECT {_ENTRY} FROM log WHERE version > ? ORDER BY version", (since,))
    return [_entry(row) for row in rows]


def _first(connection: sqlite3.Connection, by: str, mutation_id: str, digest: str) -> Entry | None:
    """What this writer's mutation made earlier; raises BadInput when that was another one under the same id."""
    if not mutation_id:
        return None
    query = f"SELECT {_ENTRY} FROM log WHERE \"by\" = ? AND mutation_id = ? AND mutation_id <> ''"
    row = connection.execute(query, (by, mutation_id)).fetchone()
    if row is None:
        return None
    entry = _entry(row)
    require_repeat(mutation_id, entry.changes.digest, digest)
    return entry


def _entry(row: tuple[Any, ...]) -> Entry:
    version, at, by, reason, mutation_id, digest, changes = row
    return read_entry(version, at, by, reason, mutation_id, digest, decode_changes(changes))


def _write_entry(connection: sqlite3.Connection, entry: Entry) -> None:
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
    connection.execute("UPDATE head SET version = ?", (entry.version,))
