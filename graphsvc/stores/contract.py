"""What every store does. All calls block and are made in a thread, never on the event loop.

The database is the system of record. A commit first takes the write lock on the head, then compares the head with the
version its rules were checked at, and only then writes records, log entry and next version, in one transaction. So
every rule that holds in memory holds in the store, whoever else writes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import ClassVar, Self

import msgspec

from graphsvc.model.changes import ChangeSet, Entry
from graphsvc.model.records import AnyRecord

SCHEMA_VERSION = 3
"""The version of the layout that this code reads and writes; a store of a newer one is refused."""

Check = Callable[[list[Entry]], None]
"""Given the log entries since the base, checks anew what is about to be written; it raises to give up. A store may call
it more than once, when it has to begin again."""

Known = Callable[[list[Entry]], Mapping[str, AnyRecord]]
"""Given the log entries since the base, every record by id as the log says that it is."""

FigureRow = dict[str, int | float | bool | None]
"""The figures of an actor by name."""


class Head(msgspec.Struct, frozen=True):
    """Where a store stands."""

    version: int
    """The version of the graph, which each commit raises by one."""
    mark: str = ""
    """Anything that changes with every write to the database, by whomever; "" where there is no such thing."""
    edited: bool = False
    """Whether somebody may have written to the database beside the service since `take_in` was last called."""


class Misfit(msgspec.Struct, frozen=True):
    """Something in the database that does not fit the model: listed, left out and not altered."""

    place: str
    message: str


class Snapshot(msgspec.Struct, frozen=True):
    """Everything in a store at one version."""

    version: int
    records: Iterator[AnyRecord]
    """Every record, tie and link, nodes before edges; to be read once, and to the end."""


class Side(msgspec.Struct, frozen=True):
    """A small document outside the graph's versions."""

    group: str
    key: str
    value: bytes
    expires: float | None
    """In seconds since 1970; None: never."""


class Store(ABC):
    """A place where the network is kept."""

    kind: ClassVar[str]
    """"sqlite" or "neo4j"."""

    @property
    def away(self) -> bool:
        """Whether the store is known not to answer. Asks nothing of it, so it may be read on the event loop."""
        return False

    @classmethod
    @abstractmethod
    def open(cls, url: str, *, create: bool = False) -> Self:
        """Open the store at a URL and bring its layout up to date (safe to run twice, and by two processes at once).

        `create` makes it when there is none yet. Raises StoreMissing, StoreNewer or StoreUnavailable, within 10 s.
        """

    @abstractmethod
    def head(self) -> Head:
        """The current version and mark. Cheap: it is asked every second."""

    @abstractmethod
    def load(self) -> Snapshot:
        """Everything, at the version that is the newest now, whoever writes meanwhile.

        What does not fit the model is left out and listed in `misfits`.
        """

    @property
    @abstractmethod
    def misfits(self) -> list[Misfit]:
        """What the last `load` left out, known when it was read to the end."""

    @abstractmethod
    def commit(self, changes: ChangeSet, base: int) -> Entry:
        """Write a change set that was checked at version `base`; returns its log entry once it is on disk.

        A repeat of the writer's `mutation_id` with the same digest returns the first entry and writes nothing; with
        another digest it raises BadInput. Raises HeadMoved when the head is not at `base`, Conflict when a record is
        not at the revision a change expects, StoreUnavailable when the store cannot write.

        A change of action ERASED also rewrites the log, in the same transaction: all that `stores.erasure` says loses
        its values in every entry, this one too. It is the one permitted rewrite. What the database kept of the values
        beside that (free pages, its own write-ahead log) goes then too; or with a later write or opening, when somebody
        still reads an older version.
        """

    @abstractmethod
    def commit_holding(self, changes: ChangeSet, base: int, check: Check) -> Entry:
        """As `commit`, but on the head wherever it is: takes the lock, lets `check` see the log since `base`, writes."""

    def take_in(self, base: int, known: Known) -> Entry | None:
        """Write to the log, as `external`, what somebody changed in the database beside the service.

        Takes the lock, lets `known` see the log since `base` and say how the records are by the log, and compares. What
        differs gets a new version and raised revisions; what does not fit the model counts as absent and is listed in
        `misfits`. None when nothing differs, and for a store of which only `differences` tells.
        """
        return None

    @abstractmethod
    def outcome(self, by: str, mutation_id: str, digest: str) -> Entry | None:
        """The entry that this writer's mutation made earlier; None when it is new, BadInput for another digest."""

    @abstractmethod
    def log(self, since: int, most: int | None = None, moment: datetime | None = None) -> list[Entry]:
        """The entries with a version above `since` that were made at `moment` or later, oldest first.

        With `most` it is a piece: at most so many entries, and none after they hold that many changes together. The last
        version of a piece is where the next begins. Its cost grows with what it returns, not with the length of the log.
        """

    @abstractmethod
    def count(self, since: int, until: int, moment: datetime | None = None) -> int:
        """How many changes the entries above `since` up to `until` hold that were made at `moment` or later.

        Reads no values: in SQLite an index, in Neo4j the places of the changes.
        """

    @abstractmethod
    def past(self, ids: Collection[str], since: int = 0) -> list[Entry]:
        """The entries above a version that changed one of these records, oldest first, each with only those changes.

        All else of an entry is as it was. Its cost grows with what it returns, not with the length of the log.
        """

    @abstractmethod
    def write_figures(self, version: int, rows: Mapping[str, FigureRow]) -> None:
        """Write the figures of actors, by id, for those who read the database itself; nothing here reads them back.

        They take the place of all earlier ones, say of which version of the graph they are, and are none of its versions
        themselves. An erased actor takes its figures along.
        """

    @abstractmethod
    def side_put(self, group: str, key: str, value: bytes, *, seconds: float | None = None) -> None:
        """Keep a small document outside the graph's versions; it expires after `seconds`."""

    @abstractmethod
    def side_get(self, group: str, key: str) -> bytes | None:
        """A small document; None when there is none or it has expired."""

    @abstractmethod
    def side_scan(self, group: str) -> dict[str, bytes]:
        """All small documents of a group that have not expired."""

    @abstractmethod
    def side_remove(self, group: str, key: str) -> None:
        """Forget a small document."""

    @abstractmethod
    def sides(self) -> list[Side]:
        """All small documents that have not expired."""

    @abstractmethod
    def fill(self, version: int, records: Iterable[AnyRecord], log: Iterable[Entry], sides: Iterable[Side]) -> None:
        """Take over what another store held at a version, as it was; `records` with nodes before edges, each once.

        Only a store that holds nothing takes it: else StoreExists. A store that could not be filled to the end holds
        nothing, or refuses to be filled and stays at version 0.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of the database."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
