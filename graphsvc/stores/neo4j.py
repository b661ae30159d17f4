"""The store in Neo4j 5.26 and up."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from typing import ClassVar, Self, TypeVar

import msgspec
import neo4j
from neo4j.exceptions import IncompleteCommit, Neo4jError

from graphsvc.errors import HeadMoved
from graphsvc.model.changes import ChangeSet, Entry, new_id
from graphsvc.stores.contract import Check, Head, Misfit, Snapshot, Store
from graphsvc.stores.entries import encode_changes, require_repeat
from graphsvc.stores.fitting import fitting
from graphsvc.stores.neo4j_layout import migrate
from graphsvc.stores.neo4j_reading import Reading, as_of, first_entry, read_all, read_log
from graphsvc.stores.neo4j_server import (
    LOAD_SECONDS,
    SECONDS_A_CHANGE,
    TRANSACTION_SECONDS,
    Address,
    address_of,
    connect,
    out_of_memory,
    run,
    told,
    unavailable,
    unknown,
)
from graphsvc.stores.neo4j_writing import write_changes

PACK_ABOVE = 100_000
"""Characters of changes above which the log keeps them packed: an import must fit in the memory of one transaction."""

_LOCK = """
MATCH (head:Head {one: 1}) SET head.lock = 1 - head.lock
WITH head MATCH (locked:Head {one: 1}) SET locked.writes = locked.writes + 1
WITH locked OPTIONAL MATCH (entry:LogEntry {by: $by, mutationId: $mutation_id})
RETURN locked.version, entry IS NOT NULL
"""
"""Takes the write lock, by the first SET, and only then reads: else two writers would read the same version."""
_VERSION = "MATCH (head:Head {one: 1}) RETURN head.version"
_ENTRY = """
MATCH (head:Head {one: 1}) SET head.version = $version
CREATE (:LogEntry {version: $version, at: $at, by: $by, reason: $reason, mutationId: $id, digest: $digest,
                   changes: $text, packed: $packed})
"""
_PUT = """
OPTIONAL MATCH (old:Side) WHERE old.expires <= $now DELETE old
MERGE (side:Side {group: $group, key: $key}) SET side.value = $value, side.expires = $expires
"""
_SCAN = """
MATCH (side:Side {group: $group}) WHERE side.key = coalesce($key, side.key) AND coalesce(side.expires > $now, true)
RETURN side.key, side.value ORDER BY side.key
"""
_REMOVE = "MATCH (side:Side {group: $group, key: $key}) DELETE side"

T = TypeVar("T")
Work = Callable[[neo4j.ManagedTransaction], T]
Locked = Callable[[neo4j.ManagedTransaction, int, bool], T]
"""Work under the lock of the head, given its version, and whether the mutation was carried out before."""


class Neo4jStore(Store):
    """A database of a Neo4j server. Every call is one managed transaction, which the driver repeats after a hitch."""

    kind: ClassVar[str] = "neo4j"

    def __init__(self, address: Address, driver: neo4j.Driver) -> None:
        self.address = address
        self._driver = driver
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._misfits: list[Misfit] = []

    @classmethod
    def open(cls, url: str, *, create: bool = False) -> Self:
        address = address_of(url)
        store = cls(address, connect(address))
        try:
            with told(address), store._session() as session:
                session.begin_transaction().close()  # which is not tried again: a wrong address stays wrong
                migrate(session, address, create=create)
        except BaseException:
            store.close()
            raise
        return store

    def _session(self) -> neo4j.Session:
        """A session that sees at least what this process wrote, on a cluster too."""
        return self._driver.session(database=self.address.database, bookmark_manager=self._bookmarks)

    # Reading

    def _read(self, work: Work[T], seconds: float = TRANSACTION_SECONDS) -> T:
        with told(self.address), self._session() as session:
            return session.execute_read(neo4j.unit_of_work(timeout=seconds)(work))

    def head(self) -> Head:
        with told(self.address), self._session() as session:
            version = session.execute_read(neo4j.unit_of_work(timeout=TRANSACTION_SECONDS)(_version))
            return Head(version=version, mark=" ".join(sorted(session.last_bookmarks().raw_values)))

    def load(self) -> Snapshot:
        def work(transaction: neo4j.ManagedTransaction) -> tuple[int, Reading]:
            version = _version(transaction)
            reading = read_all(transaction)
            # Neo4j shows what others commit while it reads; the log tells how it was before.
            reading.records = as_of(reading.records, read_log(transaction, version))
            return version, reading

        version, reading = self._read(work, LOAD_SECONDS)
        self._misfits = reading.misfits
        return Snapshot(version, fitting(reading.records, self._misfits))

    @property
    def misfits(self) -> list[Misfit]:
        return self._misfits

    def log(self, since: int) -> list[Entry]:
        return self._read(lambda transaction: read_log(transaction, since), LOAD_SECONDS)

    def outcome(self, by: str, mutation_id: str, digest: str) -> Entry | None:
        return self._read(lambda transaction: _outcome(transaction, by, mutation_id, digest))

    # Writing

    def _write(self, work: Locked[T], by: str = "", mutation_id: str = "", seconds: float = TRANSACTION_SECONDS) -> T:
        """Does work while holding the lock of the head, which also counts the writes of the service.

        When the connection is lost while committing, nobody knows whether it was: the work is done again, and must
        see by itself that it was done. The server may hold on to the lost transaction for as long as that may last.
        """

        def locked(transaction: neo4j.ManagedTransaction) -> T:
            try:
                head = run(transaction, _LOCK, by=by, mutation_id=mutation_id).single(strict=True)
                return work(transaction, *head.values())
            except Neo4jError as error:
                if out_of_memory(error):  # the driver would try again, and again in vain
                    raise unavailable(self.address, error) from error
                raise

        with told(self.address), self._session() as session:
            try:
                return session.execute_write(neo4j.unit_of_work(timeout=seconds)(locked))
            except IncompleteCommit:
                with unknown(self.address):
                    return session.execute_write(neo4j.unit_of_work(timeout=seconds + TRANSACTION_SECONDS)(locked))

    def commit(self, changes: ChangeSet, base: int) -> Entry:
        def require_base(_: neo4j.ManagedTransaction, version: int) -> None:
            if version != base:
                raise HeadMoved(version)

        return self._commit(changes, require_base)

    def commit_holding(self, changes: ChangeSet, base: int, check: Check) -> Entry:
        return self._commit(changes, lambda transaction, _: check(read_log(transaction, base)))

    def _commit(self, changes: ChangeSet, require: Callable[[neo4j.ManagedTransaction, int], None]) -> Entry:
        named = msgspec.structs.replace(changes, mutation_id=changes.mutation_id or new_id())

        def work(transaction: neo4j.ManagedTransaction, version: int, repeated: bool) -> Entry:
            if repeated and (first := _outcome(transaction, named.by, named.mutation_id, named.digest)):
                return first
            require(transaction, version)
            entry = Entry(version=version + 1, changes=named)
            write_changes(transaction, named.changes)
            _write_entry(transaction, entry)
            return entry

        seconds = TRANSACTION_SECONDS + SECONDS_A_CHANGE * len(named.changes)
        return self._write(work, named.by, named.mutation_id, seconds)

    # Small documents

    def side_put(self, group: str, key: str, value: bytes, *, seconds: float | None = None) -> None:
        now = time.time()
        expires = None if seconds is None else now + seconds
        self._change_side(_PUT, group=group, key=key, value=value, now=now, expires=expires)

    def side_get(self, group: str, key: str) -> bytes | None:
        return self.side_scan(group, key).get(key)

    def side_scan(self, group: str, key: str | None = None) -> dict[str, bytes]:
        values = {"group": group, "key": key, "now": time.time()}
        rows = self._read(lambda transaction: run(transaction, _SCAN, **values).values())
        return {found: bytes(value) for found, value in rows}

    def side_remove(self, group: str, key: str) -> None:
        self._change_side(_REMOVE, group=group, key=key)

    def _change_side(self, statement: str, **values: object) -> None:
        def work(transaction: neo4j.ManagedTransaction, *_: object) -> None:
            run(transaction, statement, **values).consume()

        self._write(work)

    def close(self) -> None:
        self._driver.close()


def _version(transaction: neo4j.ManagedTransaction) -> int:
    return int(run(transaction, _VERSION).single(strict=True)[0])


def _outcome(transaction: neo4j.ManagedTransaction, by: str, mutation_id: str, digest: str) -> Entry | None:
    """What this writer's mutation made earlier; raises BadInput when that was another one under the same id."""
    entry = first_entry(transaction, by, mutation_id) if mutation_id else None
    if entry is not None:
        require_repeat(mutation_id, entry.changes.digest, digest)
    return entry


def _write_entry(transaction: neo4j.ManagedTransaction, entry: Entry) -> None:
    changes = entry.changes
    text = encode_changes(changes.changes)
    fits = len(text) <= PACK_ABOVE
    run(
        transaction,
        _ENTRY,
        version=entry.version,
        at=changes.at,
        by=changes.by,
        reason=changes.reason,
        id=changes.mutation_id,
        digest=changes.digest,
        text=text if fits else None,
        packed=None if fits else zlib.compress(text.encode(), level=1),
    ).consume()
