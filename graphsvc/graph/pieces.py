"""What a viewer may see of a piece of the log, without reading all that came after it.

`Sight` goes back to a change from now. Most of a piece tells by itself who could see it; of the rest (what is gone or
was erased, and the ends of ties and links) the later changes are read by the id of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from graphsvc.access.viewer import Viewer
from graphsvc.graph.sight import EdgesAt, Find, Seen, Sight, ends_of, past_with_ends
from graphsvc.model.changes import Change, Entry

Later = Callable[[Collection[str], int], list[Entry]]
"""(ids, version) -> the entries above it that changed one of these records, oldest first, with only those changes."""


def seen_in_piece(entries: Sequence[Entry], later: Later, find: Find, viewer: Viewer) -> list[Seen]:
    """The changes of consecutive entries, each with all or some of its changes, that the viewer may see, oldest first.

    `later` gives the entries up to the version at which `find` gives the records.
    """
    return [seen for found, _ in _gone_through(Sight(find, viewer), entries, later) for seen in found]


def seen_by_follower(
    entries: Sequence[Entry], later: Later, find: Find, viewer: Viewer, edges_at: EdgesAt, left: set[str]
) -> list[Seen]:
    """As `seen_in_piece`, for who keeps up: what the viewer sees no longer is told as GONE, when it left first.

    `edges_at` gives the ties and links of a record now. `left`: what was told to be gone; what is told now is added.
    """
    told: list[Seen] = []
    for found, gone in _gone_through(Sight(find, viewer, edges_at), entries, later):
        told += found
        for seen in gone:
            if seen.id not in left:
                left.add(seen.id)
                told.append(seen)
    return told


def _gone_through(sight: Sight, entries: Sequence[Entry], later: Later) -> list[tuple[list[Seen], list[Seen]]]:
    """What `Sight.back` tells of each entry, oldest first."""
    if not entries:
        return []
    own = {entry.version: frozenset(change.id for change in entry.changes.changes) for entry in entries}
    more = [] if sight.all else _more(sight, entries, later)
    found = [sight.back(entry, own.get(entry.version, frozenset())) for entry in reversed(_joined(entries, more, own))]
    return found[::-1]


def _more(sight: Sight, entries: Sequence[Entry], later: Later) -> list[Entry]:
    """The later changes of what the piece does not tell enough of; all else begins as the piece left it."""
    changes = [*_changes(entries)]
    unsure = {change.id for change in changes if change.erased is not None or sight.find(change.id) is None}
    unsure |= _ends(changes)
    if sight.edges_at is not None:
        hidden = {change.id for change in changes if not change.of_edge and not sight.shows_now(change.id)}
        for edge in (edge for id in hidden for edge in sight.edges_at(id)):
            unsure |= {edge.id, edge.from_id, edge.to_id}
    before = entries[0].version - 1
    more = past_with_ends(lambda ids: later(ids, before), unsure)
    told = unsure | _ends(_changes(more))
    for change in changes:
        if change.id not in told:
            sight.begin_after(change)
    return more


def _joined(entries: Sequence[Entry], more: Sequence[Entry], own: dict[int, frozenset[str]]) -> list[Entry]:
    """The entries of a piece, and those with later changes, each version once."""
    joined = {entry.version: entry for entry in more}
    for entry in entries:
        others = joined[entry.version].changes.changes if entry.version in joined else ()
        rest = tuple(change for change in others if change.id not in own[entry.version])
        joined[entry.version] = _with_changes(entry, entry.changes.changes + rest) if rest else entry
    return [joined[version] for version in sorted(joined)]


def _with_changes(entry: Entry, changes: tuple[Change, ...]) -> Entry:
    return msgspec.structs.replace(entry, changes=msgspec.structs.replace(entry.changes, changes=changes))


def _changes(entries: Sequence[Entry]) -> Iterator[Change]:
    return (change for entry in entries for change in entry.changes.changes)


def _ends(changes: Iterator[Change] | Sequence[Change]) -> set[str]:
    return {end for change in changes for end in ends_of(change)}
