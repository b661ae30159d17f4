"""Whether the service runs, and whether its store can be reached."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graphsvc.web.site import Site


def alive(site: Site, request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


def ready(site: Site, request: Request) -> Response:
    """Whether the store was reached at the last look; reading goes on from memory when it was not."""
    live = site.live
    age = (datetime.now(UTC) - live.read_at).total_seconds()
    state = {
        "status": "degraded" if live.unavailable else "ok",
        "store": live.store.kind,
        "graphVersion": live.graph.version,
        "ageSeconds": round(age, 1),
        "misfits": len(live.store.misfits),
    }
    return JSONResponse(state)
