"""Whether the service runs, and whether its store can be reached."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graphsvc.access.viewer import Role
from graphsvc.web.guard import viewer_of
from graphsvc.web.site import Site

STALE_POLLS = 5
"""After how many looks at the store should have been over, and were not, what is shown counts as old."""
MISFITS_TOLD = 100
"""How many are listed; `graphsvc check` lists all."""


def alive(site: Site, request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


def ready(site: Site, request: Request) -> Response:
    """Whether the store answers; reading goes on from memory when it does not.

    Why it was not, and what in the store does not fit the model, is for administrators: both name addresses and records.
    """
    live = site.live
    age = (datetime.now(UTC) - live.read_at).total_seconds()
    reason = _degraded(site, age)
    misfits = live.store.misfits
    state: dict[str, Any] = {
        "status": "degraded" if reason else "ok",
        "store": live.store.kind,
        "graphVersion": live.graph.version,
        "ageSeconds": round(age, 1),
        "misfits": len(misfits),
    }
    if viewer_of(request).role is Role.ADMIN:
        state["reason"] = reason
        state["misfitDetails"] = [msgspec.to_builtins(misfit) for misfit in misfits[:MISFITS_TOLD]]
    return JSONResponse(state)


def _degraded(site: Site, age: float) -> str | None:
    """Why the store counts as away; None while it answers.

    A call that still waits for a silent store has told nothing yet, and one whose caller left never will: hence the
    store itself is asked too, and the age of what is shown in seconds.
    """
    if site.live.unavailable:
        return site.live.unavailable
    if site.live.store.away:
        return "The store did not answer when it was last asked. It is tried again every few seconds."
    if age > STALE_POLLS * site.settings.poll_seconds:
        return f"The store was last heard from {age:.1f} seconds ago."
    return None
