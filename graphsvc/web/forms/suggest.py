"""What somebody who types a name may mean, as JSON for the page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graphsvc.access.policy import require_writer
from graphsvc.model.kinds import NODE_KINDS, RecordKind
from graphsvc.web.forms.names import SHOWN, told
from graphsvc.web.site import Site

LONGEST = 300


async def suggest(site: Site, request: Request) -> Response:
    """The records of each `kind` asked whose names go on as `q` begins, then those that are `alike` in spelling; with
    `alike=1` only those that may be the same one."""
    require_writer(site.viewer(request))
    view, language = site.live.view(site.viewer(request)), site.language(request)
    text = request.query_params.get("q", "")[:LONGEST]
    kinds = [RecordKind[kind] for kind in request.query_params.getlist("kind") if kind in NODE_KINDS]

    def look() -> list[dict[str, Any]]:
        names = site.names(view)
        begun = [] if request.query_params.get("alike") == "1" else names.starting(text, kinds)
        alike = [record for kind in kinds for record in names.alike(text, kind) if record not in begun]
        return [
            {**told(view, record, language), "url": site.address(request, record.id), "alike": record not in begun}
            for record in [*begun, *alike][:SHOWN]
        ]

    return JSONResponse({"records": await site.read(look)}, headers={"Cache-Control": "no-store"})
