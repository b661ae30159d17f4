"""The records as they would be after changes that are not yet written."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from graphsvc.model.changes import Change
from graphsvc.model.hierarchies import Known, hierarchy_of
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import AnyRecord, Edge, Link, Tie
from graphsvc.model.vocabularies import ChangeAction, TieKind


class Overlay:
    """Records with changes over them, one change a record however often it was changed."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._changes: dict[str, Change] = {}

    @property
    def changes(self) -> list[Change]:
        """The changes from the records there are to these, in order of their first mention."""
        return list(self._changes.values())

    def add(self, changes: Iterable[Change]) -> None:
        """Take in changes to the records as they are here."""
        for change in changes:
            first = self._changes.get(change.id)
            self._changes[change.id] = change if first is None else _joined(first, change)

    def find(self, id: str) -> AnyRecord | None:
        """The record with this id."""
        change = self._changes.get(id)
        return self._known.find(id) if change is None else change.after

    def edges_at(self, id: str) -> list[Edge]:
        """All ties and links that start or end at a record."""
        kept = [edge for edge in self._known.edges_at(id) if edge.id not in self._changes]
        return kept + [edge for edge in self._changed_edges() if id in (edge.from_id, edge.to_id)]

    def hierarchy(self, kind: LinkKind | TieKind, id: str) -> list[Edge]:
        """The edges of one hierarchy that start at a record."""
        kept = [edge for edge in self._known.hierarchy(kind, id) if edge.id not in self._changes]
        changed = self._changed_edges()
        return kept + [edge for edge in changed if edge.from_id == id and hierarchy_of(edge) is kind]

    def _changed_edges(self) -> list[Edge]:
        return [change.after for change in self._changes.values() if isinstance(change.after, Tie | Link)]


def _joined(first: Change, second: Change) -> Change:
    """Two changes of a record as one: it counts once in its revision."""
    after = second.after
    if after is not None and first.after is not None:
        after = msgspec.structs.replace(after, revision=first.after.revision)
    action = ChangeAction.CREATED if first.before is None else second.action
    return Change(action=action, before=first.before, after=after)
