"""The map as part of a page of the site, and as one file that needs nothing else."""

from __future__ import annotations

import json
import secrets
from typing import Any
from weakref import WeakKeyDictionary

from markupsafe import Markup

from graphsvc.forgetting import when_erased
from graphsvc.graph.provenance import attributions, is_demonstration
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.maps.drawing import draw
from graphsvc.model.records import Area
from graphsvc.templates import render

KEPT = 4
"""Maps kept of each view."""
_kept: WeakKeyDictionary[View, dict[tuple[int, str | None, Language], dict[str, Any]]] = WeakKeyDictionary()
when_erased(_kept.clear)
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def map_context(view: View, area: str | None, language: Language) -> dict[str, Any]:
    """What the map's template needs: its data as JSON, safe inside a script element, and how much is drawn.

    Kept until the network changes: a map of thousands takes seconds to lay out, and is looked at again and again.
    """
    kept = _kept.setdefault(view, {})
    key = (view.version, area, language)
    if key not in kept:
        for old in [other for other in kept if other[0] != view.version] + list(kept)[: max(0, len(kept) - KEPT + 1)]:
            kept.pop(old, None)
        kept[key] = _context(view, area, language)
    return kept[key]


def _context(view: View, area: str | None, language: Language) -> dict[str, Any]:
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
