"""Taking back a version: which one, whether the viewer may, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphsvc.access.viewer import Viewer
from graphsvc.api.draft import Draft, Take
from graphsvc.errors import BadInput, NotFound
from graphsvc.graph.blocked import Blocked
from graphsvc.graph.edits import undoing
from graphsvc.graph.graph import Graph
from graphsvc.graph.sight import seen_changes
from graphsvc.model.changes import Change, Entry


def undo(entries: Sequence[Entry]) -> Take:
    """What takes back a version; `entries`: the log from it up to the version of the graph."""

    def take(input: Mapping[str, Any], draft: Draft, place: str) -> list[Change]:
        state = draft.state
        return taken_back(state.live.graph, state.viewer, entries, input["version"], f"{place}version")

    return take


def taken_back(
    graph: Graph, viewer: Viewer, entries: Sequence[Entry], version: int, place: str = "version"
) -> list[Change]:
    """The changes that take back a version; `entries`: the log from it up to the version of the graph.

    Raises NotFound for a version of which the viewer sees nothing, BadInput with the reasons why it cannot be.
    """
    seen = {one.id for one in seen_changes(entries, graph.find, viewer) if one.version == version}
    # Who sees the record that a version was about may take it back whole, with what changed along.
    if not entries or entries[0].version != version or entries[0].changes.changes[0].id not in seen:
        raise NotFound(f"There is no version {version}.")
    first, *later = entries
    try:
        return undoing(graph, first, later, place)
    except Blocked as error:
        raise _without_hidden(error, first, seen) from None


def _without_hidden(blocked: Blocked, entry: Entry, seen: set[str]) -> BadInput:
    """The reasons; when some of it is hidden from the viewer, only that there are reasons."""
    if all(change.id in seen for change in entry.changes.changes):
        return blocked
    message = f"What version {entry.version} changed was changed since."
    remedy = "Ask an administrator to undo the later change first."
    return BadInput.of(message, place=blocked.faults[0].place, code="CHANGED_SINCE", remedy=remedy)
