"""Following the network: each change as it is made, to one client, within what it may see."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

import anyio.to_thread

from graphsvc.access.viewer import Viewer
from graphsvc.api.changelog import LOG_PRICE, PIECE
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    InputDefinition,
    ObjectDefinition,
)
from graphsvc.api.refusals import TooMuch
from graphsvc.errors import BadInput
from graphsvc.graph.pieces import Later, seen_by_follower
from graphsvc.graph.sight import Seen, without_erased
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Entry

MOST_BEHIND = 1_000
"""Changes that a client may be behind before it is let go."""
BEHIND = "BEHIND"
"""The limit that such a client hears of."""


class Follower:
    """One client that follows the changes: those since a version first, then each as it is made.

    What was changed before it came is read from the log by piece, each when the client has taken the last, so that a
    slow client keeps little. `wanted` is its filter: kinds, actions and records, each perhaps absent.
    """

    def __init__(self, live: LiveGraph, viewer: Viewer, wanted: Mapping[str, Any]) -> None:
        self.live, self.viewer, self.wanted = live, viewer, wanted
        self._read_up_to: int | None = None
        """The version up to which it has read the log; None when it hears of each change as it is made."""
        self._replayed: deque[Seen] = deque()
        self._waiting: deque[Seen] = deque()
        self._left: set[str] = set()
        """The ids of what it was told to be gone, while it reads the log."""
        self._news = asyncio.Event()
        self._behind = False
        self._stop = self.live.listen(self._hear)

    async def replay(self, since: int) -> None:
        """Begin with what was changed after a version. Raises BadInput or StoreUnavailable."""
        if since < 0:
            raise BadInput.of("sinceVersion is 0 or more.", place="sinceVersion")
        self._read_up_to = since
        await self.live.reach(since)

    async def next(self, seconds: float) -> Seen | None:
        """The next change; None when there is none for so long.

        Raises TooMuch when the client is too far behind, StoreUnavailable.
        """
        deadline = asyncio.get_running_loop().time() + seconds
        while not self._replayed and self._read_up_to is not None:
            await self._read_on(self._read_up_to)
            if not self._replayed and asyncio.get_running_loop().time() > deadline:
                return None  # nothing in many pieces: the client should hear that somebody is still there
        if self._replayed:
            return self._replayed.popleft()
        if self._behind:
            raise TooMuch(
                BEHIND,
                MOST_BEHIND,
                MOST_BEHIND + 1,
                f"You are more than {MOST_BEHIND} changes behind. Begin again from the last version you have.",
            )
        if not self._waiting:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), max(0, deadline - asyncio.get_running_loop().time()))
        return self._waiting.popleft() if self._waiting else None

    async def _read_on(self, since: int) -> None:
        """Take in the next piece of the log. At its end the follower hears of each change as it is made."""
        async with self.live.reading():
            entries, seen = await anyio.to_thread.run_sync(self._piece, since)
            # No change is applied before this is left, so that none falls between the log and what is heard.
            self._replayed.extend(seen)
            last = entries[-1].version if entries else self.live.graph.version
            self._read_up_to = last if last < self.live.graph.version else None
            if self._read_up_to is None:
                self._left.clear()

    def _piece(self, since: int) -> tuple[list[Entry], list[Seen]]:
        entries = self.live.log(since, PIECE)
        return entries, self._seen(entries, self.live.past, self._left)

    def told(self, seen: Seen) -> int:
        """The version up to which all was told once `seen` is: one version may hold several changes."""
        following = next((queue[0] for queue in (self._replayed, self._waiting) if queue), None)
        return seen.version - 1 if following is not None and following.version == seen.version else seen.version

    def close(self) -> None:
        """Stop following."""
        self._stop()

    def _hear(self, entry: Entry) -> None:
        """Called right after a change is applied, so that the graph is at its version."""
        for queue in (self._replayed, self._waiting):
            told = [without_erased(seen, entry) for seen in queue]
            queue.clear()
            queue.extend(told)
        if self._read_up_to is not None:
            return  # it stands in the log, to be read in its turn
        self._waiting.extend(self._seen([entry], _nothing_later, set()))
        if len(self._waiting) > MOST_BEHIND:
            self._behind = True
            self._waiting.clear()
        self._news.set()

    def _seen(self, entries: list[Entry], later: Later, left: set[str]) -> list[Seen]:
        graph = self.live.graph
        seen = seen_by_follower(entries, later, graph.find, self.viewer, graph.edges_at, left)
        return [one for one in seen if _fits(one, self.wanted)]


def _nothing_later(ids: Collection[str], since: int) -> list[Entry]:
    """What is later than the newest entry."""
    return []


def _fits(seen: Seen, wanted: Mapping[str, Any]) -> bool:
    values = {"kinds": seen.kind, "actions": seen.action, "records": seen.id}
    return all(wanted.get(name) is None or value in wanted[name] for name, value in values.items())


def subscription_definitions() -> list[Definition]:
    """The type Subscription and its filter."""
    return [
        ObjectDefinition("Subscription", "What can be followed.", (_field(),)),
        InputDefinition(
            "ChangeFilter",
            "Which changes to follow. All that is asked must hold.",
            (
                Argument("kinds", "[RecordKind!]", "Only of these kinds of record."),
                Argument("actions", "[ChangeAction!]", "Only these."),
                Argument("records", "[ID!]", "Only of these records."),
            ),
        ),
    ]


def _field() -> FieldDefinition:
    def prepare(arguments: Arguments, state: Any) -> Any:
        return lambda seen: seen

    return FieldDefinition(
        "changes",
        "Change!",
        "Each change of a record as it is made, within what the viewer may see. A record that leaves the viewer's sight "
        f"is told once, as GONE, with its id only. A client that is {MOST_BEHIND} changes behind is let go.",
        prepare=prepare,
        arguments=(
            Argument("filter", "ChangeFilter", "Only changes that fit."),
            Argument("sinceVersion", "Int", "First what was changed after this version of the graph."),
        ),
        price=LOG_PRICE,
    )
