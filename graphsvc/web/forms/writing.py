"""Writing what a form asks, once: a form that is sent twice gives its first outcome again."""

from __future__ import annotations

from collections.abc import Iterable

import anyio.to_thread

from graphsvc.access.viewer import Viewer
from graphsvc.live import LiveGraph
from graphsvc.model.changes import Change, Entry
from graphsvc.web.forms.sheet import REASON, mutation_of
from graphsvc.web.forms.typed import MUTATION, Typed, digest_of, typed

USED = "MUTATION_ID_USED"
"""The code of the fault that this form was sent before, with something else in it."""


async def first_outcome(live: LiveGraph, viewer: Viewer, sheet: Typed) -> Entry | None:
    """What became of this form when it was sent before; None when it was not. Raises BadInput with the code USED."""
    return await anyio.to_thread.run_sync(live.store.outcome, viewer.name, mutation_of(sheet), digest_of(sheet))


async def written(
    live: LiveGraph, viewer: Viewer, sheet: Typed, changes: Iterable[Change], places: dict[str, str]
) -> Entry:
    """The log entry of the changes, all or none. Raises as LiveGraph.commit does."""
    return await live.commit(
        changes,
        viewer,
        reason=sheet.get(REASON, "").strip(),
        mutation_id=mutation_of(sheet),
        digest=digest_of(sheet),
        places=places,
    )


def afresh(sheet: Typed) -> Typed:
    """The form as one that was not sent yet."""
    return typed(pair for pair in sheet.multi_items() if pair[0] != MUTATION)
