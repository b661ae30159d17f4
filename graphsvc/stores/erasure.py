"""Erasure (AVG): the values of records leave the log; what was done to them, when, by whom and why stays.

With a record go the ties and links that ever ran to it, as they were then, and the records that were merged into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from graphsvc.model.changes import Change, ChangeSet, Entry, Erased
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.model.vocabularies import ChangeAction, Visibility


def erased_by(changes: ChangeSet) -> frozenset[str]:
    """The ids of the records that a change set erases."""
    return frozenset(change.id for change in changes.changes if change.action is ChangeAction.ERASED)


def with_merged(ids: frozenset[str], log: Iterable[Entry], there: Callable[[str], bool]) -> frozenset[str]:
    """These ids and those of the records that were merged into them, by any number of steps, and are gone since.

    `log` holds at least the entries that merged, oldest first; `there` says whether there is a record of an id now.
    Where one entry merged several records of a kind into several, all of them count: they are gone, and rather too much
    is erased than too little.
    """
    found = set(ids)
    for entry in reversed([*log]):
        merged = [change for change in entry.changes.changes if change.action is ChangeAction.MERGED]
        kinds = {change.kind for change in merged if change.id in found and not change.of_edge and _there(change)}
        found |= {
            change.id for change in merged if change.kind in kinds and not _there(change) and not there(change.id)
        }
    return frozenset(found)


def without_values(changes: tuple[Change, ...], ids: frozenset[str]) -> tuple[Change, ...]:
    """The changes, without the values of the records with these ids and of the ties and links that run to them."""
    return tuple(_without_values(change, ids) for change in changes)


def _without_values(change: Change, ids: frozenset[str]) -> Change:
    before, after = _kept(change.before, ids), _kept(change.after, ids)
    if before is change.before and after is change.after:
        return change
    known = change.erased or Erased(change.id, change.kind, _there(change))
    erased = msgspec.structs.replace(
        known,
        before=_visibility(change.before, before, known.before),
        after=_visibility(change.after, after, known.after),
    )
    return msgspec.structs.replace(change, before=before, after=after, erased=erased)


def _visibility(record: AnyRecord | None, kept: AnyRecord | None, known: Visibility | None) -> Visibility | None:
    """What stays known of who could see a side of a change.

    Of a tie or link it takes what its ends were then, which is known of the last state only: else RESTRICTED.
    """
    if known is not None or record is None or kept is not None:
        return known
    return Visibility.RESTRICTED if isinstance(record, Tie | Link) else record.visibility


def _there(change: Change) -> bool:
    """Whether the record was there after the change."""
    return change.after is not None or change.unknown


def _kept(record: AnyRecord | None, ids: frozenset[str]) -> AnyRecord | None:
    """The record, or None when its values must go."""
    if record is None or record.id in ids:
        return None
    return None if isinstance(record, Tie | Link) and not ids.isdisjoint((record.from_id, record.to_id)) else record
