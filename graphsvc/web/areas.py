"""The choice of an area on a page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from graphsvc.errors import NotFound
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.records import Area
from graphsvc.model.vocabularies import AreaLevel

CHOSEN_FROM = {
    AreaLevel.REGION: "Regions",
    AreaLevel.MUNICIPALITY: "Municipalities",
    AreaLevel.DISTRICT: "Districts",
    AreaLevel.OWN: "Own areas",
}
"""The levels of the choice, and what each group of it is called."""
WITHIN_ONE = (AreaLevel.DISTRICT, AreaLevel.OWN)
"""The levels at which places of two municipalities often share a name."""


def area_choices(view: View, language: Language) -> list[dict[str, Any]]:
    """Areas that somebody is active in, by level and then by name; a district with its municipality."""
    areas = [area for area in view.records(Area) if area.level in CHOSEN_FROM and view.active_in(area.id)]
    areas.sort(key=lambda area: area.name.casefold())
    groups = []
    for level, label in CHOSEN_FROM.items():
        chosen = [{"id": area.id, "name": _name(view, area)} for area in areas if area.level is level]
        if chosen:
            groups.append({"label": translate(language, label), "areas": chosen})
    return groups


def _name(view: View, area: Area) -> str:
    around = (view.get(id) for id in sorted(view.around(area.id) - {area.id}))
    municipality = next((outer for outer in around if isinstance(outer, Area) and outer.level == "MUNICIPALITY"), None)
    return f"{area.name} ({municipality.name})" if municipality and area.level in WITHIN_ONE else area.name


def asked_area(view: View, request: Request, language: Language) -> str | None:
    """The id of the area in `area`, None for everything. Raises NotFound for one that is not there."""
    area = request.query_params.get("area")
    if not area:
        return None
    if not isinstance(view.get(area), Area):
        raise NotFound(
            translate(language, "The area %(area)s is not in the network. Choose one of the list.", area=area)
        )
    return area
