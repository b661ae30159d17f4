"""The map page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.maps.page import map_context
from graphsvc.web.areas import area_choices, asked_area
from graphsvc.web.site import Site


async def map_page(site: Site, request: Request) -> Response:
    """The map of an area, or of the whole network; with `embed=1` without head and foot."""
    view, language = site.view(request), site.language(request)
    area = asked_area(view, request, language)

    def drawn() -> Response:
        return site.page(
            request,
            "map.html",
            page="map",
            embed=request.query_params.get("embed") == "1",
            areas=area_choices(view, language),
            area=area or "",
            records_url="/records/",
            **map_context(view, area, language),
        )

    return await site.read(drawn)
