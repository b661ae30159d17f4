"""The map as part of a page of the site, and as one file that needs nothing else."""

from __future__ import annotations

import json
import secrets
from typing import Any

from markupsafe import Markup

from graphsvc.graph.provenance import attributions, is_demonstration
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.maps.drawing import draw
from graphsvc.model.records import Area
from graphsvc.templates import render

_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def map_context(view: View, area: str | None, language: Language) -> dict[str, Any]:
    """What the map's template needs: its data as JSON, safe inside a script element, and how much is drawn."""
    drawing = draw(view, area, language)
    data = {"nodes": drawing.nodes, "edges": drawing.edges, "legend": drawing.legend, "texts": {}}
    return {
        "map_json": Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)),
        "counts": {"actors": len(drawing.nodes), "ties": len(drawing.edges)},
    }


def map_file(view: View, area: str | None, language: Language, *, site_name: str) -> str:
    """The map of an area (None: everything) as one HTML file without any outside request."""
    where = view.get(area) if area else None
    title = translate(language, "Who knows whom in %(area)s", area=where.name) if isinstance(where, Area) else None
    values = {
        "site_name": site_name,
        "nonce": secrets.token_urlsafe(16),
        "data_date": view.data_date,
        "graph_version": view.version,
        "demonstration": is_demonstration(view),
        "attributions": [{"text": text} for text in attributions(view)],
        **({"title": title} if title else {}),
    }
    return render(language, "map-file.html", **values, **map_context(view, area, language))
