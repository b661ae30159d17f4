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

MISFITS_TOLD = 100
"""How many are listed; `graphsvc check` lists all."""


def alive(site: Site, request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


def ready(site: Site, request: Request) -> Response:
    """Whether the store was reached at the last look; reading goes on from memory when it was not.

    Why it was not, and what in the store does not fit the model, is for administrators: both name addresses and records.
    """
    live = site.live
    age = (datetime.now(UTC) - live.read_at).total_seconds()
    misfits = live.store.misfits
    state: dict[str, Any] = {
        "status": "degraded" if live.unavailable else "ok",
        "store": live.store.kind,
        "graphVersion": live.graph.version,
        "ageSeconds": round(age, 1),
        "misfits": len(misfits),
    }
    if viewer_of(request).role is Role.ADMIN:
        state["reason"] = live.unavailable
        state["misfitDetails"] = [msgspec.to_builtins(misfit) for misfit in misfits[:MISFITS_TOLD]]
    return JSONResponse(state)
