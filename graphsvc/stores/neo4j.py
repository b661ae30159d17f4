"""The store in Neo4j 5.26 and up."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Self, TypeVar

import msgspec
import neo4j
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graphsvc.errors import HeadMoved
from graphsvc.model.changes import ChangeSet, Entry, new_id
from graphsvc.model.records import AnyRecord
from graphsvc.stores.contract import Check, FigureRow, Head, Known, Misfit, Side, Snapshot, Store
from graphsvc.stores.erasure import erased_by, without_values
from graphsvc.stores.external import BY
from graphsvc.stores.fitting import fitting
from graphsvc.stores.neo4j_external import changes_of_some, set_compared, write_revisions
from graphsvc.stores.neo4j_figures import BATCH, forget_others, set_figures
from graphsvc.stores.neo4j_filling import batches, require_empty, steps
from graphsvc.stores.neo4j_layout import migrate
from graphsvc.stores.neo4j_line import Line
from graphsvc.stores.neo4j_log import (
    CREATE,
    count_changes,
    erase_values,
    first_entry,
    read_log,
    read_past,
    values_of,
    write_entry,
)
from graphsvc.stores.neo4j_marks import look, read_misfits, standing, unexplained
from graphsvc.stores.neo4j_reading import Reading, read_at_version
from graphsvc.stores.neo4j_server import (
    CALL_SECONDS,
    LAYOUT_SECONDS,
    LOAD_SECONDS,
    OPEN_SECONDS,
    TRANSACTION_SECONDS,
    address_of,
    out_of_memory,
    run,
    unavailable,
    unknown,
)
from graphsvc.stores.neo4j_sides import put_side, read_sides, remove_side
from graphsvc.stores.neo4j_writing import MANY, TAKEN, new_ids, require_none, seconds_for, write_changes

_LOCK = """
MATCH (head:Head {one: 1}) SET head.lock = 1 - head.lock
WITH head MATCH (locked:Head {one: 1}) SET locked.writes = locked.writes + 1
WITH locked, locked.version AS found OPTIONAL MATCH (entry:LogEntry {by: $by, mutationId: $mutation_id})
"""
"""Takes the write lock, by the first SET, and only then reads: else two writers would read the same version."""
_HOLD = f"{_LOCK} RETURN found, entry IS NOT NULL, []"
_ENTER = f"""{_LOCK}
WITH locked, found, entry IS NOT NULL AS repeated
FOREACH (now IN CASE WHEN found = $version - 1 AND NOT repeated THEN [1] ELSE [] END |
         SET locked.version = $version {CREATE})
WITH found, repeated CALL () {{ {TAKEN} }}
RETURN found, repeated, taken
"""
"""Also makes the next version and its entry, when nobody was first, and looks which of the new ids are taken: a statement
less is a fifth of a small commit."""

T = TypeVar("T")
Work = Callable[[neo4j.ManagedTransaction], T]
Locked = Callable[[neo4j.ManagedTransaction, int, bool, list[Any]], T]
"""Work under the lock of the head, given its version, whether the mutation was carried out before, and which of the new
ids that were to be looked for are taken."""


class Neo4jStore(Store):
    """A database of a Neo4j server. Every call is one managed transaction, which the driver repeats after a hitch."""

    kind: ClassVar[str] = "neo4j"

    def __init__(self, line: Line) -> None:
        self.address = line.address
        self._line = line
        self._misfits: list[Misfit] = []
        self._explained: int | None = None
        """The comparison whose misfits are known."""

    @classmethod
    def open(cls, url: str, *, create: bool = False) -> Self:
        line = Line(address_of(url))
        try:
            line.call(lambda session: session.begin_transaction().close(), OPEN_SECONDS)  # not tried again
            line.call(partial(migrate, address=line.address, create=create), LAYOUT_SECONDS)
            line.call(lambda session: session.execute_read(_plan), LAYOUT_SECONDS)
        except BaseException:
            line.close()
            raise
        return cls(line)

    @property
    def away(self) -> bool:
        return self._line.away

    # Reading

    def _read(self, work: Work[T], seconds: float = TRANSACTION_SECONDS) -> T:
        deadline = seconds + CALL_SECONDS - TRANSACTION_SECONDS
        return self._line.call(
            lambda session: session.execute_read(neo4j.unit_of_work(timeout=seconds)(work)), deadline
        )

    def head(self) -> Head:
        head, found = self._line.call(look, CALL_SECONDS)
        if found.explained != self._explained:  # somebody compared
            self._misfits, self._explained = read_misfits(found.misfits), found.explained
        return head

    def load(self) -> Snapshot:
        version, reading = self._read_all()
        self._misfits = reading.misfits
        return Snapshot(version, fitting(reading.records, self._misfits))

    def _read_all(self) -> tuple[int, Reading]:
        def work(transaction: neo4j.ManagedTransaction) -> tuple[int, Reading]:
            version = standing(transaction).version
            return version, read_at_version(transaction, version)

        return self._read(work, LOAD_SECONDS)

    @property
    def misfits(self) -> list[Misfit]:
        return self._misfits

    def log(self, since: int, most: int | None = None, moment: datetime | None = None) -> list[Entry]:
        return self._read(lambda transaction: read_log(transaction, since, most, moment), LOAD_SECONDS)

    def count(self, since: int, until: int, moment: datetime | None = None) -> int:
        return self._read(lambda transaction: count_changes(transaction, since, until, moment))

    def past(self, ids: Collection[str], since: int = 0) -> list[Entry]:
        return self._read(lambda transaction: read_past(transaction, ids, since), LOAD_SECONDS)

    def outcome(self, by: str, mutation_id: str, digest: str) -> Entry | None:
        return self._read(lambda transaction: first_entry(transaction, by, mutation_id, digest))

    # Writing

    def _write(
        self,
        work: Locked[T],
        seconds: float = TRANSACTION_SECONDS,
        *,
        changes: ChangeSet | None = None,
        entry: Entry | None = None,
    ) -> T:
        """Does work while holding the lock of the head, which also counts the writes of the service.

        When the connection is lost while committing, nobody knows whether it was: the work is done again, and must
        see by itself that it was done. The server may hold on to the lost transaction for as long as that may last.
        `changes` are what may have been done before. `entry` is written at once, if its version is the next.
        """
        values = {"by": changes.by, "mutation_id": changes.mutation_id} if changes else {"by": "", "mutation_id": ""}
        lock, values = (_ENTER, values_of(entry) | {"new": _few_new(entry.changes)}) if entry else (_HOLD, values)

        def locked(transaction: neo4j.ManagedTransaction) -> T:
            try:
                head = run(transaction, lock, **values).single(strict=True)
                return work(transaction, *head.values())
            except Neo4jError as error:
                if out_of_memory(error):  # the driver would try again, and again in vain
                    raise unavailable(self.address, error) from error
                raise

        def written(session: neo4j.Session) -> T:
            try:
                return session.execute_write(neo4j.unit_of_work(timeout=seconds)(locked))
            except IncompleteCommit:
                try:
                    return session.execute_write(neo4j.unit_of_work(timeout=seconds + TRANSACTION_SECONDS)(locked))
                except (Neo4jError, DriverError) as error:
                    raise unknown(self.address) from error

        return self._line.call(written, seconds + CALL_SECONDS - TRANSACTION_SECONDS, writing=True)

    def commit(self, changes: ChangeSet, base: int) -> Entry:
        named = _named(changes)
        entry = Entry(version=base + 1, changes=named) if not erased_by(named) else None

        def work(transaction: neo4j.ManagedTransaction, version: int, repeated: bool, taken: list[Any]) -> Entry:
            if repeated and (first := first_entry(transaction, named.by, named.mutation_id, named.digest)):
                return first
            if version != base:
                raise HeadMoved(version)
            require_none(taken)
            return _written(transaction, version, named, entry)

        return self._write(work, _seconds(named), changes=named, entry=entry)

    def commit_holding(self, changes: ChangeSet, base: int, check: Check) -> Entry:
        named = _named(changes)

        def work(transaction: neo4j.ManagedTransaction, version: int, repeated: bool, _: list[Any]) -> Entry:
            if repeated and (first := first_entry(transaction, named.by, named.mutation_id, named.digest)):
                return first
            check(read_log(transaction, base))
            return _written(transaction, version, named, None)

        return self._write(work, _seconds(named), changes=named)

    def take_in(self, base: int, known: Known) -> Entry | None:
        explained = self._line.call(unexplained, CALL_SECONDS)
        _, reading = self._read_all()
        found = list(fitting(reading.records, reading.misfits))
        misfits = msgspec.json.encode(reading.misfits)
        asked = ChangeSet(changes=(), by=BY, mutation_id=new_id())

        def work(transaction: neo4j.ManagedTransaction, version: int, repeated: bool, _: list[Any]) -> Entry | None:
            if repeated:
                return first_entry(transaction, asked.by, asked.mutation_id, asked.digest)
            changes = changes_of_some(transaction, known(read_log(transaction, base)), found)
            set_compared(transaction, explained, misfits)
            if not changes:
                return None
            write_revisions(transaction, changes)
            entry = Entry(version=version + 1, changes=msgspec.structs.replace(asked, changes=tuple(changes)))
            write_entry(transaction, entry, next_version=True)
            return entry

        entry = self._write(work, LOAD_SECONDS, changes=asked)
        self._misfits, self._explained = reading.misfits, explained
        return entry

    def fill(self, version: int, records: Iterable[AnyRecord], log: Iterable[Entry], sides: Iterable[Side]) -> None:
        self._write(lambda transaction, *_: require_empty(transaction, self.address))
        for seconds, step in steps(version, records, log, sides):
            self._write(_alone(step), seconds)

    def write_figures(self, version: int, rows: Mapping[str, FigureRow]) -> None:
        names: dict[str, None] = dict.fromkeys(name for row in rows.values() for name in row)
        for some in batches(rows.items(), BATCH):
            self._write(_alone(partial(set_figures, version=version, rows=some)), LOAD_SECONDS)
        self._write(_alone(partial(forget_others, kept=rows, names=names)), LOAD_SECONDS)

    # Small documents

    def side_put(self, group: str, key: str, value: bytes, *, seconds: float | None = None) -> None:
        side = Side(group, key, value, None if seconds is None else time.time() + seconds)
        self._write(_alone(lambda transaction: put_side(transaction, side)))

    def side_get(self, group: str, key: str) -> bytes | None:
        found = self._read(lambda transaction: read_sides(transaction, group, key))
        return found[0].value if found else None

    def side_scan(self, group: str) -> dict[str, bytes]:
        found = self._read(lambda transaction: read_sides(transaction, group))
        return {side.key: side.value for side in found}

    def side_remove(self, group: str, key: str) -> None:
        self._write(_alone(lambda transaction: remove_side(transaction, group, key)))

    def sides(self) -> list[Side]:
        return self._read(read_sides)

    def close(self) -> None:
        self._line.close()


def _plan(transaction: neo4j.ManagedTransaction) -> None:
    """Lets the server plan its longest statement, for which a server that just started may need seconds."""
    nothing = Entry(version=0, changes=ChangeSet(changes=(), by=""))
    run(transaction, f"EXPLAIN {_ENTER}", **values_of(nothing), new=[""]).consume()


def _few_new(changes: ChangeSet) -> list[str]:
    """The ids of new records when they are few enough to look for together with the lock."""
    new = new_ids(changes.changes)
    return new if len(new) < MANY else []


def _alone(work: Work[None]) -> Locked[None]:
    """Work that needs to know nothing of the head."""
    return lambda transaction, *_: work(transaction)


def _named(changes: ChangeSet) -> ChangeSet:
    """The changes under a mutation id: without one nobody could find out whether they were written."""
    return msgspec.structs.replace(changes, mutation_id=changes.mutation_id or new_id())


def _seconds(changes: ChangeSet) -> float:
    """What the transaction of a change set gets."""
    return seconds_for(change.record for change in changes.changes) + (LOAD_SECONDS if erased_by(changes) else 0)


def _written(transaction: neo4j.ManagedTransaction, version: int, changes: ChangeSet, entry: Entry | None) -> Entry:
    """Writes the records, and the entry unless that was done."""
    write_changes(transaction, changes.changes, free=entry is not None and bool(_few_new(changes)))
    if entry is not None:
        return entry
    if erased := erased_by(changes):
        ids = erase_values(transaction, erased)
        changes = msgspec.structs.replace(changes, changes=without_values(changes.changes, ids))
    entry = Entry(version=version + 1, changes=changes)
    write_entry(transaction, entry, next_version=True)
    return entry
