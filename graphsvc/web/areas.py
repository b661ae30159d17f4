"""The choice of an area on a page."""

from __future__ import annotations

from starlette.requests import Request

from graphsvc.errors import NotFound
from graphsvc.graph.view import View
from graphsvc.model.records import Area
from graphsvc.model.vocabularies import AreaLevel

CHOSEN_FROM = (AreaLevel.REGION, AreaLevel.MUNICIPALITY, AreaLevel.DISTRICT, AreaLevel.OWN)


def area_choices(view: View) -> list[dict[str, str]]:
    """Areas that somebody is active in: regions and municipalities first, then districts, by name."""
    areas = [area for area in view.records(Area) if area.level in CHOSEN_FROM and view.active_in(area.id)]
    areas.sort(key=lambda area: (CHOSEN_FROM.index(area.level), area.name.casefold()))
    return [{"id": area.id, "name": area.name} for area in areas]


def asked_area(view: View, request: Request) -> str | None:
    """The id of the area in `area`, None for everything. Raises NotFound for one that is not there."""
    area = request.query_params.get("area")
    if not area:
        return None
    if not isinstance(view.get(area), Area):
        raise NotFound(f"There is no area {area}.")
    return area
