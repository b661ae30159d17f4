"""Following the network: each change as it is made, to one client, within what it may see."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Any

from graphsvc.access.viewer import Viewer
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    InputDefinition,
    ObjectDefinition,
)
from graphsvc.api.past import LOG_PRICE, log_up_to_now
from graphsvc.api.refusals import TooMuch
from graphsvc.errors import BadInput
from graphsvc.graph.sight import Seen, seen_by_follower, without_erased
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Entry

MOST_BEHIND = 1_000
"""Changes that a client may be behind before it is let go."""
BEHIND = "BEHIND"
"""The limit that such a client hears of."""


class Follower:
    """One client that follows the changes: those since a version first, then each as it is made.

    `wanted` is its filter: kinds, actions and records, each perhaps absent.
    """

    def __init__(self, live: LiveGraph, viewer: Viewer, wanted: Mapping[str, Any]) -> None:
        self.live, self.viewer, self.wanted = live, viewer, wanted
        self._waiting: deque[Seen] = deque()
        self._replayed: deque[Seen] = deque()
        self._news = asyncio.Event()
        self._behind = False
        self._stop = self.live.listen(self._hear)

    async def replay(self, since: int) -> None:
        """Begin with what was changed after a version. Raises BadInput or StoreUnavailable."""
        if since < 0:
            raise BadInput.of("sinceVersion is 0 or more.", place="sinceVersion")
        await self.live.reach(since)
        entries = await log_up_to_now(self.live, since)
        # From here on nothing is awaited: what was heard meanwhile is among these.
        self._replayed.extend(self._seen(entries))
        self._waiting.clear()
        self._behind = False

    async def next(self, seconds: float) -> Seen | None:
        """The next change; None when there is none for so long. Raises TooMuch when the client is too far behind."""
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
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return None
        return self._waiting.popleft() if self._waiting else None

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
        self._waiting.extend(self._seen([entry]))
        if len(self._waiting) > MOST_BEHIND:
            self._behind = True
            self._waiting.clear()
        self._news.set()

    def _seen(self, entries: list[Entry]) -> list[Seen]:
        graph = self.live.graph
        seen = seen_by_follower(entries, graph.find, self.viewer, graph.edges_at)
        return [one for one in seen if _fits(one, self.wanted)]


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
