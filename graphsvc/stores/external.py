"""What somebody changed in a database beside the service: the difference between what stands there and the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from graphsvc.model.changes import Change, Entry, differences
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.contract import Store
from graphsvc.stores.entries import replay

BY = "external"
"""How the log calls whoever did it."""


def state_after(entries: Iterable[Entry]) -> dict[str, AnyRecord]:
    """Every record by id, as the whole log says that it is."""
    state: dict[str, AnyRecord] = {}
    replay(state, entries)
    return state


def changes_between(known: Mapping[str, AnyRecord], found: Iterable[AnyRecord]) -> list[Change]:
    """The changes that lead from what the log knows to what was found.

    A record that differs, by its revision too, gets the revision after the highest of both. One that is no longer
    there is GONE, not ERASED: nobody asked that its values leave the log.
    """
    changes: list[Change] = []
    there: set[str] = set()
    for record in found:
        there.add(record.id)
        before = known.get(record.id)
        if before is None:
            changes.append(Change(action=ChangeAction.CREATED, after=record))
        elif isinstance(before, Tie | Link) is not isinstance(record, Tie | Link):
            there.discard(record.id)  # a version changes an id once: the new record comes in at the next comparison
        elif record != before:
            revision = max(before.revision, record.revision) + 1
            after = msgspec.structs.replace(record, revision=revision)
            changes.append(Change(action=ChangeAction.UPDATED, before=before, after=after))
    changes += [Change(action=ChangeAction.GONE, before=known[id]) for id in known if id not in there]
    return changes


def unlogged(store: Store) -> list[str]:
    """A sentence on each record of a store that is not as its log says, by reading all of both."""
    known = state_after(store.log(0))
    return [_sentence(change) for change in changes_between(known, store.load().records)]


def _sentence(change: Change) -> str:
    if change.before is None:
        return f"{change.id}: it stands in the store, and the log does not know it."
    if change.after is None:
        return f"{change.id}: the log knows it, and it is no longer in the store."
    fields = ", ".join(differences(change.before, change.after)) or "revision"
    return f"{change.id}: it is not as the log says; what differs: {fields}."
