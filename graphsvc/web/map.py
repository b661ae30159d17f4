"""The map page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.language import translate
from graphsvc.maps.page import map_context
from graphsvc.web.areas import area_choices, asked_area
from graphsvc.web.site import Site


async def map_page(site: Site, request: Request) -> Response:
    """The map of an area, or of the whole network; with `embed=1` without head and foot."""
    view, language = site.view(request), site.language(request)
    area = asked_area(view, request, language)
    what = ("map", view.viewer, view.day, area, language)
    context = await site.waiting.result(request, what, lambda: site.read(map_context, view, area, language))
    if context is None:
        return site.told_to_wait(request, "map", translate(language, "The map is being drawn"))

    def drawn() -> Response:
        return site.page(
            request,
            "map.html",
            page="map",
            embed=request.query_params.get("embed") == "1",
            areas=area_choices(view, language),
            area=area or "",
            records_url="/records/",
            **context,
        )

    return await site.read(drawn)
