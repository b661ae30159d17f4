"""What a viewer may see of the log: each change only when it could see the record then and can see it now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from graphsvc.access.policy import VISIBLE
from graphsvc.access.viewer import Viewer
from graphsvc.graph.graph import Graph
from graphsvc.model.changes import Change, ChangeSet, Entry
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import AnyRecord, Edge, Link, Tie
from graphsvc.model.vocabularies import ChangeAction, Visibility

Find = Callable[[str], AnyRecord | None]
EdgesAt = Callable[[str], Iterable[Edge]]
Past = Callable[[Collection[str]], list[Entry]]
"""Ids -> the entries that changed one of these records, oldest first, with only those changes."""
UNTOLD = Visibility.ADVISORS
"""Who hears of erased values of which the log did not keep who could see them."""


class Seen(msgspec.Struct, frozen=True):
    """One change of a record in the log, as far as the viewer may see it."""

    version: int
    at: datetime
    by: str
    reason: str
    action: ChangeAction
    id: str
    kind: RecordKind
    before: AnyRecord | None
    """The record before it; None when there was none, or none that the viewer could see."""
    after: AnyRecord | None


def seen_changes(entries: Sequence[Entry], find: Find, viewer: Viewer) -> list[Seen]:
    """The changes of these entries that the viewer may see, oldest first.

    `entries`: every entry from some version up to the one at which `find` gives the records. What held before each is
    found by going back from there, so the ends of ties are judged as they were. Entries may hold only the changes of
    some records, when these are all there were of each of them: see `past_with_ends`.
    """
    sight = Sight(find, viewer)
    found = [sight.back(entry)[0] for entry in reversed(entries)]
    return [seen for entry in reversed(found) for seen in entry]


def past_with_ends(past: Past, ids: Collection[str]) -> list[Entry]:
    """The past of records, and of the ties and links among them that of every end they had: it tells who saw them."""
    entries = past(ids) if ids else []
    ends = {end for entry in entries for change in entry.changes.changes for end in ends_of(change)}
    return past(ends.union(ids)) if ends.difference(ids) else entries


def seen_past(past: Past, graph: Graph, viewer: Viewer, ids: Collection[str]) -> dict[str, list[Seen]]:
    """What a viewer may see of the past of each of these records, oldest first, up to the version of the graph.

    `past` blocks: call it in a thread, while no change is applied. Raises StoreUnavailable.
    """
    known = [entry for entry in past_with_ends(past, ids) if entry.version <= graph.version]
    found: dict[str, list[Seen]] = {id: [] for id in ids}
    for seen in seen_changes(known, graph.find, viewer):
        if seen.id in found:
            found[seen.id].append(seen)
    return found


def sees_all(viewer: Viewer) -> bool:
    """Whether a viewer sees every record, and so every change."""
    return Visibility.RESTRICTED in VISIBLE[viewer.role]


def ends_of(change: Change | Seen) -> Iterator[str]:
    """The ids of the ends that a tie or link had before and after a change."""
    for record in (change.before, change.after):
        if isinstance(record, Tie | Link):
            yield from (record.from_id, record.to_id)


def without_erased(seen: Seen, entry: Entry) -> Seen:
    """A change that is still to be told, without the values that an entry erases."""
    erased = {change.id for change in entry.changes.changes if change.action is ChangeAction.ERASED}
    hit = erased.intersection((seen.id, *ends_of(seen)))
    return msgspec.structs.replace(seen, before=None, after=None) if hit else seen


class Sight:
    """Goes back through the log, and knows of every record it met what it was at that point.

    `edges_at`, for who follows: the ties and links of a record now.
    """

    def __init__(self, find: Find, viewer: Viewer, edges_at: EdgesAt | None = None) -> None:
        self.find, self.edges_at = find, edges_at
        self._visible, self.all = VISIBLE[viewer.role], sees_all(viewer)
        self._then: dict[str, AnyRecord | None] = {}
        """What is known of records that changed later, as they were at this point."""
        self._erased: dict[str, Visibility] = {}
        """The visibility of records of which the log does not tell what they were at this point."""
        self._now: dict[str, bool] = {}

    def begin_after(self, change: Change) -> None:
        """Begin with a record as a change left it, where what became of it later is not gone through."""
        self._then[change.id] = change.after

    def back(self, entry: Entry, wanted: Collection[str] | None = None) -> tuple[list[Seen], list[Seen]]:
        """The visible changes of an entry, and who follows: what left the viewer's sight with it, as GONE.

        From here on things are as they were before it. With `wanted` only the changes of these records are told.
        """
        told, changes = entry.changes, entry.changes.changes
        after = [self._shows(change.id, then=True) for change in changes]
        for change in changes:
            self._go_before(change)
        found, left = [], []
        for change, seen_after in zip(changes, after, strict=True):
            seen_before = self._shows(change.id, then=True)
            seen = seen_after if _stands_after(change) else seen_before
            now = self._seen_now(change.id, seen)
            if wanted is not None and change.id not in wanted:
                continue
            if seen and now:
                what = (change.action, change.id, change.kind)
                states = (change.before if seen_before else None, change.after if seen_after else None)
                found.append(Seen(entry.version, told.at, told.by, told.reason, *what, *states))
            elif seen_before and not now:
                left.append(change)
        return found, [*self._gone(left, entry.version, told)]

    def _gone(self, left: list[Change], version: int, told: ChangeSet) -> Iterator[Seen]:
        """The records that left the viewer's sight, with the ties and links that left with them."""
        if self.edges_at is None:
            return
        kinds = {change.id: change.kind for change in left}
        for change in left:
            kinds |= {
                edge.id: edge.kind
                for edge in self.edges_at(change.id)
                if self._shows(edge.id, then=True) and not self._seen_now(edge.id, False)
            }
        for id, kind in kinds.items():
            yield Seen(version, told.at, "", "", ChangeAction.GONE, id, kind, None, None)

    def shows_now(self, id: str) -> bool:
        """Whether the viewer sees a record as it is now."""
        return self._shows(id, then=False)

    def _seen_now(self, id: str, last: bool) -> bool:
        """Whether the record is seen at the end of the log; of one that is gone by then, `last`: whether it was."""
        if id not in self._now:
            self._now[id] = last if self.find(id) is None else self._shows(id, then=False)
        return self._now[id]

    def _go_before(self, change: Change) -> None:
        self._then[change.id] = change.before
        # Before its first change there was no record; any other change without a `before` had its values erased.
        if change.before is None and change.erased is not None and change.action is not ChangeAction.CREATED:
            self._erased[change.id] = change.erased.before or UNTOLD
        else:
            self._erased.pop(change.id, None)

    def _shows(self, id: str, *, then: bool) -> bool:
        """Whether the viewer sees a record, and of a tie or link both its ends: as they were at this point, or now."""
        if self.all:
            return True
        if then and id in self._erased:
            return self._erased[id] in self._visible
        record = self._then_or_now(id) if then else self.find(id)
        if record is None:
            return False
        if isinstance(record, Tie | Link) and not all(
            self._shows(end, then=then) for end in (record.from_id, record.to_id)
        ):
            return False
        return isinstance(record, Link) or record.visibility in self._visible

    def _then_or_now(self, id: str) -> AnyRecord | None:
        """The record at this point; None also when its values are gone."""
        return self._then[id] if id in self._then else self.find(id)


def _stands_after(change: Change) -> bool:
    """Whether there is a record after the change."""
    return change.after is not None or change.unknown
