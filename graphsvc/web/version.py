"""One version of the log, as an address names it (`version=12`) and as the viewer may see it."""

from __future__ import annotations

from graphsvc.access.viewer import Viewer
from graphsvc.api.past import log_up_to_now
from graphsvc.graph.sight import Seen, seen_changes
from graphsvc.live import LiveGraph

VERSION = "version"


def number_of(text: str) -> int:
    """The version that a text means, 0 for none."""
    return int(text) if text.isdecimal() and len(text) < 16 else 0


async def seen_version(live: LiveGraph, viewer: Viewer, version: int) -> list[Seen]:
    """What a viewer may see of one version of the log; nothing when there is no such version."""
    if not 0 < version <= live.graph.version:
        return []
    entries = await log_up_to_now(live, version - 1)
    return [one for one in seen_changes(entries, live.graph.find, viewer) if one.version == version]
