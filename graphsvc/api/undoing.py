"""One version of the log: what a viewer may see of it, and taking it back, with no more of the log than its records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphsvc.access.viewer import Viewer
from graphsvc.api.draft import Draft
from graphsvc.errors import BadInput, NotFound
from graphsvc.graph.blocked import Blocked
from graphsvc.graph.edits import undoing
from graphsvc.graph.graph import Graph
from graphsvc.graph.pieces import seen_in_piece
from graphsvc.graph.sight import Seen
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Change, Entry


def undo(input: Mapping[str, Any], draft: Draft, place: str) -> list[Change]:
    """The step of a draft that takes back a version. Blocks, and raises as `taken_back` does."""
    state = draft.state
    return taken_back(state.live, state.viewer, input["version"], f"{place}version")


def seen_version(live: LiveGraph, viewer: Viewer, version: int) -> list[Seen]:
    """What a viewer may see of one version of the log; nothing when there is no such version.

    Blocks: call it in a thread, while `live.reading()` is held. Raises StoreUnavailable.
    """
    return _seen(live, viewer, _entry(live, version))


def taken_back(live: LiveGraph, viewer: Viewer, version: int, place: str = "version") -> list[Change]:
    """The changes that take back a version.

    Blocks: call it in a thread, while `live.reading()` is held. Raises NotFound for a version of which the viewer sees
    nothing, BadInput with the reasons why it cannot be, StoreUnavailable.
    """
    entry = _entry(live, version)
    seen = {one.id for one in _seen(live, viewer, entry)}
    # Who sees the record that a version was about may take it back whole, with what changed along.
    if entry is None or not entry.changes.changes or entry.changes.changes[0].id not in seen:
        raise NotFound(f"There is no version {version}.")
    try:
        return undoing(live.graph, entry, live.past(_concerned(live.graph, entry), version), place)
    except Blocked as error:
        raise _without_hidden(error, entry, seen) from None


def _entry(live: LiveGraph, version: int) -> Entry | None:
    if not 0 < version <= live.graph.version:
        return None
    return next(iter(live.log(version - 1, 1)), None)


def _seen(live: LiveGraph, viewer: Viewer, entry: Entry | None) -> list[Seen]:
    return seen_in_piece([entry], live.past, live.graph.find, viewer) if entry is not None else []


def _concerned(graph: Graph, entry: Entry) -> set[str]:
    """The ids of what a version changed, and of what was tied to it since."""
    ids = {change.id for change in entry.changes.changes}
    made = (change.id for change in entry.changes.changes if change.before is None)
    return ids | {edge.id for id in made for edge in graph.edges_at(id)}


def _without_hidden(blocked: Blocked, entry: Entry, seen: set[str]) -> BadInput:
    """The reasons; when some of it is hidden from the viewer, only that there are reasons."""
    if all(change.id in seen for change in entry.changes.changes):
        return blocked
    message = f"What version {entry.version} changed was changed since."
    remedy = "Ask an administrator to undo the later change first."
    return BadInput.of(message, place=blocked.faults[0].place, code="CHANGED_SINCE", remedy=remedy)
