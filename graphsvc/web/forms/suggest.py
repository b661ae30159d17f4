"""What somebody who types a name may mean, as JSON for the page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graphsvc.access.policy import require_writer
from graphsvc.model.kinds import NODE_KINDS, RecordKind
from graphsvc.web.forms.names import told
from graphsvc.web.site import Site

LONGEST = 300


async def suggest(site: Site, request: Request) -> Response:
    """The records whose names begin like `q`, of each `kind` asked; with `alike=1` those that may be the same one."""
    require_writer(site.viewer(request))
    view, language = site.live.view(site.viewer(request)), site.language(request)
    text = request.query_params.get("q", "")[:LONGEST]
    kinds = [RecordKind[kind] for kind in request.query_params.getlist("kind") if kind in NODE_KINDS]

    def look() -> list[dict[str, str]]:
        names = site.names(view)
        if request.query_params.get("alike") == "1":
            found = [record for kind in kinds for record in names.alike(text, kind)]
        else:
            found = names.starting(text, kinds)
        return [{**told(view, record, language), "url": site.address(request, record.id)} for record in found]

    return JSONResponse({"records": await site.read(look)}, headers={"Cache-Control": "no-store"})
