"""What somebody who types a name may mean, as JSON for the page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graphsvc.access.policy import require_writer
from graphsvc.model.kinds import NODE_KINDS, RecordKind
from graphsvc.web.forms.names import SHOWN, has_ended, told
from graphsvc.web.site import Site

LONGEST = 300


async def suggest(site: Site, request: Request) -> Response:
    """The records of each `kind` asked that `q` may mean, and of each whether it is only `alike` in spelling; with
    `alike=1` those that may be the one with this name, and of these whether they have ended."""
    require_writer(site.viewer(request))
    view, language = site.live.view(site.viewer(request)), site.language(request)
    text = request.query_params.get("q", "")[:LONGEST]
    kinds = [RecordKind[kind] for kind in request.query_params.getlist("kind") if kind in NODE_KINDS]

    def look() -> list[dict[str, Any]]:
        names = site.names(view)
        if request.query_params.get("alike") == "1":
            found = [(record, False) for kind in kinds for record in names.alike(text, kind)][:SHOWN]
        else:
            found = names.suggested(text, kinds)
        return [
            {
                **told(view, record, language),
                "url": site.address(request, record.id),
                "alike": not begun,
                "ended": has_ended(view, record),
            }
            for record, begun in found
        ]

    return JSONResponse({"records": await site.read(look)}, headers={"Cache-Control": "no-store"})
