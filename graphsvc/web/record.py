"""The page of one record: what is known of it, its ties, and what it is linked to."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.access.policy import visible_fields
from graphsvc.errors import NotFound
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate
from graphsvc.model.fields import Field, as_text, fields_of
from graphsvc.model.kinds import INVERSE, LinkKind
from graphsvc.model.records import Actor, Kept, Link, Record, Tie, name_of
from graphsvc.web.site import Site

SHOWN = 100
"""How many ties, and how many links of a kind, stand on the page."""
COMMON = frozenset(field.name for field in fields_of(Record))
UNSHOWN = {"id", "name", "revision", "extra", "origin", "assumed"}


def record(site: Site, request: Request) -> Response:
    """The page of a record; one that the viewer may not see answers as one that does not exist."""
    view, language = site.view(request), site.language(request)
    found = view.get(request.path_params["id"])
    if found is None:
        raise NotFound(translate(language, "There is no record with this id."))
    return site.page(request, "record.html", page="record", record=described(view, found, language))


def described(view: View, found: Kept, language: Language) -> dict[str, Any]:
    """A record as its page shows it."""
    shown: dict[str, Any] = {
        "id": found.id,
        "name": _name(view, found),
        "kind": found.actor_kind.words.label(language)
        if isinstance(found, Actor)
        else found.kind.words.label(language),
        "ended": found.valid_to if view.day and found.valid_to and found.valid_to <= view.day else None,
        "on_map": isinstance(found, Actor),
        "fields": fields_shown(view, found, language),
        "links": links_shown(view, found, language),
    }
    if isinstance(found, Actor):
        ties = view.ties_of(found.id)
        shown["tie_count"] = len(ties)
        shown["ties"] = [_tie(view, tie, found.id, language) for tie in ties[:SHOWN]]
    return shown


def fields_shown(view: View, found: Kept, language: Language) -> list[dict[str, Any]]:
    """Label and value of each field that has one and that the viewer may see."""
    shown = []
    # What is particular to the kind comes before what every record has.
    for field in sorted(visible_fields(view.viewer.role, type(found)), key=lambda field: field.name in COMMON):
        value = getattr(found, field.name)
        if field.key in UNSHOWN or value in (None, ()):
            continue
        entry: dict[str, Any] = {"label": field.words.label(language), "assumed": field.key in found.assumed}
        if field.key == "source":
            entry.update(_source(view, value))
        elif field.many:
            entry["list"] = [_shown(field, part, language) for part in value]
        else:
            entry["value"] = _shown(field, value, language)
        shown.append(entry)
    return shown


def _source(view: View, id: str) -> dict[str, Any]:
    source = view.get(id)
    return {"value": name_of(source) if source else id}


def links_shown(view: View, found: Kept, language: Language) -> list[dict[str, Any]]:
    """What a record is linked to, both ways, by kind of link."""
    groups = []
    for kind in LinkKind:
        for links, outward in ((view.links_from(found.id, kind), True), (view.links_to(found.id, kind), False)):
            if links:
                records = [_linked(view, link, found.id, language) for link in links[:SHOWN]]
                label = kind.words.label(language) if outward else INVERSE[kind].label(language)
                groups.append({"label": label[0].upper() + label[1:], "records": records, "total": len(links)})
    return groups


def _linked(view: View, link: Link, id: str, language: Language) -> dict[str, str]:
    other = view.other_end(link, id)
    notes = [value.words.label(language) for value in (link.state, link.answered, link.level, link.phase) if value]
    return {"id": other.id, "name": name_of(other), "note": ", ".join([*notes, *([link.role] if link.role else [])])}


def _tie(view: View, tie: Tie, id: str, language: Language) -> dict[str, Any]:
    other = view.other_end(tie, id)
    assert isinstance(other, Actor)  # the rules let a tie join actors only
    direction = "ANY" if not tie.directed else "OUT" if tie.from_id == id else "IN"
    return {
        "kind": tie.tie_kind.words.label(language),
        "direction": direction,
        "other": {"id": other.id, "name": other.name, "kind": other.actor_kind.words.label(language)},
        "intensity": tie.intensity,
        "verified": tie.last_verified,
    }


def _name(view: View, found: Kept) -> str:
    if isinstance(found, Tie | Link):
        ends = (view.get(found.from_id), view.get(found.to_id))
        return " – ".join(name_of(end) for end in ends if end)
    return name_of(found)


def _shown(field: Field, value: Any, language: Language) -> str:
    if field.vocabulary is not None:
        return str(value.words.label(language))
    if field.structure is not None:
        parts = (as_text(getattr(value, name)) for name in value.__struct_fields__)
        return " · ".join(part for part in parts if part)
    if field.plain is bool:
        return translate(language, "yes") if value else translate(language, "no")
    return day(language, value) if hasattr(value, "isoformat") else as_text(value)
