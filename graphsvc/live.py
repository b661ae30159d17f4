"""The live graph: the current graph in memory, commits to its store, and the changes of other writers.

One event loop owns it. Readers on the loop read between awaits; readers in a thread take `reading()`, and a change is
applied only when none of them is at work, so that each sees one version from start to end.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial
from typing import TypeVar

import anyio
import anyio.from_thread
import anyio.to_thread
from anyio.lowlevel import EventLoopToken, current_token

from graphsvc.access.policy import require_writer
from graphsvc.access.viewer import ADMIN, Role, Viewer
from graphsvc.errors import BadInput, Conflict, Fault, HeadMoved, StoreError, StoreUnavailable
from graphsvc.forgetting import forget_all
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.changes import Change, ChangeSet, Entry
from graphsvc.model.days import today
from graphsvc.model.records import AnyRecord
from graphsvc.model.rules import conflicts, violations
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import Store
from graphsvc.stores.erasure import erased_by
from graphsvc.stores.external import state_after

TRIES = 5
REACH_PAUSE = 0.02
"""Seconds between two looks for a version that is not there yet."""
PIECE = 1_000
"""Changes of the log that are read at once, by who reads all of it."""
DATED_VIEWS = 8
"""How many views of other dates are kept."""

T = TypeVar("T")
_ViewKey = tuple[Role, tuple[str, ...], str | None, date | None]


class LiveGraph:
    """A graph and its store, kept at the same version."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.graph = read_graph(store)
        self.read_at = datetime.now(UTC)
        """When the store was last heard from."""
        self.unavailable: str | None = None
        """Why the store could not be reached at the last try; None when it was."""
        self._views: dict[_ViewKey, View] = {}
        # Counted without awaiting anything, so that no cancelled reader is ever left in the count.
        self._readers, self._no_readers = 0, asyncio.Event()
        self._appliers, self._no_appliers = 0, asyncio.Event()
        self._commits = asyncio.Lock()
        self._listeners: list[Callable[[Entry], None]] = []

    @classmethod
    def open(cls, url: str, *, create: bool = False) -> LiveGraph:
        """The live graph of the store at a URL. Blocks while it loads."""
        return cls(open_store(url, create=create))

    # Reading

    def view(self, viewer: Viewer = ADMIN, day: date | None = None, *, ended: bool = False) -> View:
        """What a viewer sees on a day (default today), or with `ended` of all times. Shared and kept up to date."""
        now = today()
        shown = None if ended else day or now
        key = (viewer.role, viewer.regions, viewer.actor, shown)
        if key not in self._views:
            self._forget_old_views(now)
            self._views[key] = View(self.graph, viewer, shown)
        return self._views[key]

    def _forget_old_views(self, now: date) -> None:
        dated = [key for key in self._views if key[3] not in (None, now)]
        for key in dated[: max(0, len(dated) - DATED_VIEWS + 1)]:
            del self._views[key]

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """While this is held no change is applied: for reading in a thread.

        It waits when a change is waiting, so that readers after readers cannot keep it out; hence inside it nothing
        may be awaited that takes it once more.
        """
        while self._appliers:
            await self._no_appliers.wait()
        self._readers += 1
        self._no_readers.clear()
        try:
            yield
        finally:
            self._readers -= 1
            if not self._readers:
                self._no_readers.set()

    def listen(self, listener: Callable[[Entry], None]) -> Callable[[], None]:
        """Call `listener` after each applied change; returns what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # The log, up to the version of the graph. These block: for a thread, while `reading()` is held.

    def log(self, since: int, most: int | None = None, moment: datetime | None = None) -> list[Entry]:
        """As `Store.log`. Raises StoreUnavailable."""
        return self._known(self.store.log(since, most, moment))

    def past(self, ids: Collection[str], since: int = 0) -> list[Entry]:
        """As `Store.past`. Raises StoreUnavailable."""
        return self._known(self.store.past(ids, since))

    def _known(self, entries: list[Entry]) -> list[Entry]:
        """Others may have written already what is not applied here yet."""
        return [entry for entry in entries if entry.version <= self.graph.version]

    # Writing

    async def commit(
        self,
        changes: Iterable[Change],
        viewer: Viewer = ADMIN,
        *,
        reason: str = "",
        mutation_id: str = "",
        digest: str = "",
        places: dict[str, str] | None = None,
    ) -> Entry:
        """Check, write and apply changes, all or none; returns their log entry once it is on disk and applied.

        `places` says where in its input each record stood, for faults. Raises Forbidden, BadInput, Conflict or
        StoreUnavailable. When others write meanwhile it tries again, and at last while holding the store's lock.
        """
        require_writer(viewer)
        asked = ChangeSet(changes=tuple(changes), by=viewer.name, reason=reason, mutation_id=mutation_id, digest=digest)
        async with self._commits:
            for _ in range(TRIES):
                if (first := await self._first(asked)) is not None:
                    return first
                if not await self._checked(asked, places):
                    continue
                base = self.graph.version
                try:
                    return await self._written(partial(self.store.commit, asked, base))
                except HeadMoved:
                    await self._replay()
                except (BadInput, Conflict):  # the rules held here, so the database is not what it is here
                    await self.catch_up()
                    if self.graph.version == base:
                        raise
            recheck = partial(self._recheck, asked, places, current_token())
            return await self._written(partial(self.store.commit_holding, asked, self.graph.version, recheck))

    async def _first(self, asked: ChangeSet) -> Entry | None:
        """The entry that the client's mutation made before, taken in; it would break rules if it were checked again."""
        if not asked.mutation_id:
            return None
        outcome = partial(self.store.outcome, asked.by, asked.mutation_id, asked.digest)
        entry = await self._asking(outcome)
        if entry is not None:
            await self._replay(entry)
        return entry

    async def _checked(self, asked: ChangeSet, places: dict[str, str] | None) -> bool:
        """Whether the rules hold. A refusal counts at the newest version only: False when this was an older one."""
        base = self.graph.version
        try:
            self.check(asked.changes, places)
        except (BadInput, Conflict):
            await self.catch_up()
            if self.graph.version == base:
                raise
            return False
        return True

    async def _written(self, write: Callable[[], Entry]) -> Entry:
        entry = await self._asking(write)
        await self._replay(entry)
        return entry

    def _recheck(
        self, asked: ChangeSet, places: dict[str, str] | None, token: EventLoopToken, since: list[Entry]
    ) -> None:
        """What the store calls from a thread while it holds the lock: replay on the loop, then check."""
        anyio.from_thread.run(self._take, since, token=token)
        self.check(asked.changes, places)

    async def _asking(self, action: Callable[[], T]) -> T:
        """What the store answers, asked in a thread; whether it could be reached is remembered."""
        try:
            answer = await anyio.to_thread.run_sync(action)
        except StoreUnavailable as error:
            self.unavailable = str(error)
            raise
        self.unavailable = None
        return answer

    def check(self, changes: Iterable[Change], places: dict[str, str] | None = None) -> None:
        """Raises Conflict or BadInput, with every rule that the changes would break now."""
        changes = tuple(changes)
        conflicts(changes, self.graph)
        faults: list[Fault] = violations(changes, self.graph, places)
        if faults:
            raise BadInput(faults)

    # Following other writers

    async def follow(self, seconds: float = 1.0) -> None:
        """Look at the store again and again, and take in what others wrote. Runs until cancelled."""
        while True:
            await asyncio.sleep(seconds)
            with suppress(StoreError):  # `unavailable` tells it, and the next look may succeed
                await self.catch_up()

    async def catch_up(self) -> None:
        """Take in what others have written since the version in memory, through the service or beside it."""
        head = await self._asking(self.store.head)
        self.read_at = datetime.now(UTC)
        if head.version > self.graph.version:
            await self._replay()
        if head.edited:
            await self._take_in()

    async def _take_in(self) -> None:
        token = current_token()

        def known(since: list[Entry]) -> dict[str, AnyRecord]:
            """What the store calls from a thread while it holds the lock; nothing can be applied after this replay."""
            anyio.from_thread.run(self._take, since, token=token)
            return {record.id: record for record in self.graph.records()}

        entry = await self._asking(partial(self.store.take_in, self.graph.version, known))
        if entry is not None:
            await self._replay(entry)

    async def reach(self, version: int, seconds: float = 2.0) -> None:
        """Wait until the graph is at least at `version`: whoever wrote it elsewhere wants to read it here.

        Looks at the store at once. Raises StoreUnavailable when the version is not there within `seconds`.
        """
        with anyio.move_on_after(seconds):
            while self.graph.version < version:
                await self.catch_up()
                if self.graph.version < version:
                    await asyncio.sleep(REACH_PAUSE)
        if self.graph.version < version:
            raise StoreUnavailable(
                f"Version {version} is not here yet; the newest is {self.graph.version}. Ask again in a moment."
            )

    async def _replay(self, newest: Entry | None = None) -> None:
        """Apply the log up to now by piece, strictly in order; `newest` spares reading when it is simply the next."""
        if newest is not None and newest.version <= self.graph.version:
            return
        if newest is not None and newest.version == self.graph.version + 1:
            await self._take([newest])
            return
        read: list[Entry] | None = None
        while read is None or read:
            read = await self._asking(partial(self.store.log, self.graph.version, PIECE))
            await self._take(read)

    async def _take(self, entries: Iterable[Entry]) -> None:
        """Apply entries in order, when no reader in a thread is at work."""
        self._appliers += 1
        self._no_appliers.clear()
        try:
            while self._readers:
                await self._no_readers.wait()
            for entry in entries:
                if entry.version == self.graph.version + 1:
                    self._apply(entry)
        finally:
            self._appliers -= 1
            if not self._appliers:
                self._no_appliers.set()

    def _apply(self, entry: Entry) -> None:
        touched = self.graph.apply(entry)
        for view in self._views.values():
            view.update(touched)
        self.read_at = datetime.now(UTC)
        for listener in tuple(self._listeners):
            listener(entry)
        if erased_by(entry.changes):
            forget_all()
            gc.collect()  # what was let go in a circle goes now too

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()


def read_graph(store: Store) -> Graph:
    """The whole graph of a store, out of the garbage collector's sight: its records hold nothing that could leak."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        snapshot = store.load()
        graph = Graph.of(snapshot.records, snapshot.version)
        if store.head().edited:
            # What was read may hold edits that no log has yet, so this graph cannot tell what they were; the log can.
            store.take_in(0, state_after)
            for entry in store.log(graph.version):
                graph.apply(entry)
    finally:
        if enabled:
            gc.enable()
    gc.collect()
    gc.freeze()
    return graph
