"""Small networks with a log: what was recorded on which day, and the two days that are compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from graphsvc.access.viewer import ADMIN, Viewer
from graphsvc.analysis.comparison import ActorChange, Comparison, Span, TieChange, compare
from graphsvc.analysis.comparison.differences import Differences
from graphsvc.analysis.comparison.known import Held
from graphsvc.graph.graph import Graph
from graphsvc.graph.sight import Past
from graphsvc.graph.view import View
from graphsvc.model.changes import Change, ChangeSet, Entry, created
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from tests.records import DAY

FIRST, LAST = date(2025, 6, 1), date(2026, 6, 1)
EARLY, BETWEEN, LATE = date(2024, 1, 1), date(2026, 1, 1), date(2026, 7, 1)
SPAN = Span(first=FIRST, last=LAST)


class Recorded:
    """A network that was recorded day by day."""

    def __init__(self) -> None:
        self.graph = Graph()
        self.entries: list[Entry] = []

    def on(self, day: date, *records: Any) -> Recorded:
        """Takes in records, or changes of records, on a day; nodes come before edges by themselves."""
        changes = tuple(record if isinstance(record, Change) else created(record) for record in records)
        at = datetime.combine(day, time(12), UTC)
        entry = Entry(version=self.graph.version + 1, changes=ChangeSet(changes=changes, by="test", at=at))
        self.graph.apply(entry)
        self.entries.append(entry)
        return self

    @property
    def past(self) -> Past:
        return past_of(self.entries)

    def view(self, viewer: Viewer = ADMIN, day: date | None = None) -> View:
        return View(self.graph, viewer, day)

    def compared(
        self, span: Span = SPAN, area: str | None = None, viewer: Viewer = ADMIN, now: date = DAY
    ) -> Comparison:
        return compare(self.view(viewer), span, area, self.past, now)


def past_of(entries: Iterable[Entry]) -> Callable[[Collection[str]], list[Entry]]:
    """Reads the past of some records from entries, as a store does."""
    kept = list(entries)

    def past(ids: Collection[str]) -> list[Entry]:
        found = []
        for entry in kept:
            changes = tuple(change for change in entry.changes.changes if change.id in ids)
            if changes:
                found.append(
                    msgspec.structs.replace(entry, changes=msgspec.structs.replace(entry.changes, changes=changes))
                )
        return found

    return past


def never(ids: Collection[str]) -> list[Entry]:
    """The past of records that no log tells of."""
    return []


def source(id: str, day: date | None) -> Any:
    return make(RecordKind.SOURCE, {"id": id, "name": id, "sourceKind": "SURVEY", "date": day})


def wave(id: str, start: date | None, end: date | None = None, **values: Any) -> Any:
    return make(RecordKind.ROUND, {"id": id, "name": id, "from": start, "to": end} | values)


def held(*records: Any) -> Held:
    """These actors and the ties among them."""
    return Held(
        {record.id: record for record in records if record.kind is RecordKind.ACTOR},
        {record.id: record for record in records if record.kind is RecordKind.TIE},
    )


def told(comparison: Comparison | Differences) -> dict[str, tuple[str, str]]:
    """Id of an actor or tie -> what changed, and why."""
    changes: list[ActorChange | TieChange] = [*comparison.actors, *comparison.ties]
    return {change.id: (change.kind, change.cause) for change in changes}
