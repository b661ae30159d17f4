"""The store in one SQLite file, by the library that comes with Python."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Self

import msgspec

from graphsvc.errors import HeadMoved
from graphsvc.model.changes import ChangeSet, Entry
from graphsvc.model.records import AnyRecord, decode
from graphsvc.stores.contract import Check, FigureRow, Head, Misfit, Side, Snapshot, Store
from graphsvc.stores.erasure import erased_by, without_values
from graphsvc.stores.fitting import fitting
from graphsvc.stores.sqlite_figures import remove_figures, write_figures
from graphsvc.stores.sqlite_file import connect, path_of, require_usable, told
from graphsvc.stores.sqlite_filling import fill, require_empty
from graphsvc.stores.sqlite_layout import migrate
from graphsvc.stores.sqlite_log import count_changes, erase_values, first_entry, read_log, read_past, write_entry
from graphsvc.stores.sqlite_scrubbing import note_scrub, scrub, scrub_due
from graphsvc.stores.sqlite_writing import write_changes


class SqliteStore(Store):
    """One file; two connections, so that reading never waits for this process's own writing."""

    kind: ClassVar[str] = "sqlite"

    def __init__(self, path: Path, writer: sqlite3.Connection, reader: sqlite3.Connection) -> None:
        self.path = path
        self._writer, self._write_turn = writer, threading.Lock()
        self._reader, self._read_turn = reader, threading.Lock()
        self._misfits: list[Misfit] = []
        self._scrub_due = scrub_due(writer)

    @classmethod
    def open(cls, url: str, *, create: bool = False) -> Self:
        path = path_of(url)
        require_usable(path, create=create)
        with told(path):
            writer = connect(path)
            try:
                migrate(writer, path, create=create)
                store = cls(path, writer, connect(path))
            except BaseException:
                writer.close()
                raise
            store._scrub_if_due()
            return store

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
        return Snapshot(version, fitting(self._records(connection), self._misfits, unique=True))

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

    def log(self, since: int, most: int | None = None, moment: datetime | None = None) -> list[Entry]:
        with self._reading() as connection:
            return read_log(connection, since, most, moment)

    def count(self, since: int, until: int, moment: datetime | None = None) -> int:
        with self._reading() as connection:
            return count_changes(connection, since, until, moment)

    def past(self, ids: Collection[str], since: int = 0) -> list[Entry]:
        with self._reading() as connection:
            return read_past(connection, ids, since)

    def outcome(self, by: str, mutation_id: str, digest: str) -> Entry | None:
        with self._reading() as connection:
            return first_entry(connection, by, mutation_id, digest)

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
        return self._commit(changes, lambda connection: check(read_log(connection, base)))

    def _commit(self, changes: ChangeSet, require: Callable[[sqlite3.Connection], None]) -> Entry:
        with self._writing() as connection:
            if first := first_entry(connection, changes.by, changes.mutation_id, changes.digest):
                return first
            require(connection)
            write_changes(connection, changes.changes)
            if erased := erased_by(changes):
                ids = erase_values(connection, erased)
                remove_figures(connection, ids)
                changes = msgspec.structs.replace(changes, changes=without_values(changes.changes, ids))
                note_scrub(connection)
                self._scrub_due = True
            entry = Entry(version=_version(connection) + 1, changes=changes)
            write_entry(connection, entry)
            connection.execute("UPDATE head SET version = ?", (entry.version,))
        self._scrub_if_due()
        return entry

    def _scrub_if_due(self) -> None:
        """Take what was erased out of the file itself. Others who read or write may stand in its way: then later."""
        if self._scrub_due:
            with self._write_turn:
                self._scrub_due = not scrub(self._writer)

    def fill(self, version: int, records: Iterable[AnyRecord], log: Iterable[Entry], sides: Iterable[Side]) -> None:
        with self._writing() as connection:
            require_empty(connection, self.path)
            fill(connection, version, records, log, sides)

    def write_figures(self, version: int, rows: Mapping[str, FigureRow]) -> None:
        with self._writing() as connection:
            write_figures(connection, version, rows)

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

    def sides(self) -> list[Side]:
        with self._reading() as connection:
            query = 'SELECT "group", key, value, expires FROM side WHERE coalesce(expires > ?, true)'
            return [Side(*row) for row in connection.execute(query, (time.time(),))]

    def close(self) -> None:
        with self._write_turn, self._read_turn:
            self._reader.close()
            self._writer.close()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT version FROM head").fetchone()[0])
