"""The page of one record: what is known of it, its ties, and what it is linked to."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.access.policy import is_advisory, is_writer, visible_fields
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.days import today
from graphsvc.model.fields import fields_of
from graphsvc.model.kinds import INVERSE, LinkKind, RecordKind
from graphsvc.model.records import Actor, Kept, Link, Record, Tie, name_of
from graphsvc.web.forms.layout import KINDS, joins, reference_of
from graphsvc.web.forms.typed import remember, token_of
from graphsvc.web.gone import gone
from graphsvc.web.saved import saved
from graphsvc.web.site import Site, link
from graphsvc.web.values import reference_shown, title_of, told_shown, value_shown

SHOWN = 100
"""How many ties, and how many links of a kind, stand on the page."""
COMMON = frozenset(field.name for field in fields_of(Record))
UNSHOWN = {"id", "name", "text", "revision", "extra", "origin", "assumed"}
ADDED = {
    RecordKind.TIE: "Add a tie",
    RecordKind.SIGNAL: "Add a signal",
    RecordKind.PROCESS: "Add a process",
    RecordKind.AGREEMENT: "Add an agreement",
    RecordKind.NOTE: "Add a note",
}
"""What can be added from the page of a record, and what its button says."""


async def record(site: Site, request: Request) -> Response:
    """The page of a record; one that the viewer may not see answers as one that never was."""
    view, language = site.view(request), site.language(request)
    id, always = request.path_params["id"], site.live.view(view.viewer, ended=True)
    found = always.get(id)
    if found is None:
        return await gone(site, request, id)
    # What has ended is shown with all that it had.
    shown = described(view if view.get(id) else always, found, language)
    if is_advisory(view.viewer):
        shown["history"] = site.address(request, id, "/history")
    if is_writer(view.viewer):
        shown["ways"] = ways_of(site, request, found)
    nothing = request.query_params.get("done") == "NOTHING"
    told = translate(language, "Nothing was different, so nothing was saved.") if nothing else ""
    token = token_of(request)
    done = await saved(site, request, found, token)
    page = site.page(request, "record.html", page="record", record=shown, told=told, saved=done)
    return remember(page, token) if done else page


def described(view: View, found: Kept, language: Language) -> dict[str, Any]:
    """A record as its page shows it."""
    shown: dict[str, Any] = {
        "id": found.id,
        "name": title_of(view, found),
        "kind": found.actor_kind.words.label(language)
        if isinstance(found, Actor)
        else found.kind.words.label(language),
        "ends": found.valid_to,
        "ended": found.valid_to is not None and found.valid_to <= (view.day or today()),
        "on_map": isinstance(found, Actor),
        "fields": fields_shown(view, found, language),
        "links": links_shown(view, found, language),
    }
    if isinstance(found, Actor):
        ties = view.ties_of(found.id)
        shown["tie_count"] = len(ties)
        shown["ties"] = [_tie(view, tie, found.id, language) for tie in ties[:SHOWN]]
    return shown


def ways_of(site: Site, request: Request, found: Kept) -> dict[str, Any]:
    """The addresses of the forms that change a record, end it, or add something to it."""
    language = site.language(request)

    def address(path: str, **query: str) -> str:
        return link(request, language, site.settings, path, **query)

    adding = [
        {
            "text": translate(language, text),
            "url": address("/new", kind=str(kind), back=found.id, **{control: found.id}),
        }
        for kind, text in ADDED.items()
        if (control := joins(kind, found.kind))
    ]
    editable = found.kind in KINDS
    return {
        "edit": site.address(request, found.id, "/edit") if editable else "",
        "end": site.address(request, found.id, "/end") if editable else "",
        "add": adding,
    }


def fields_shown(view: View, found: Kept, language: Language) -> list[dict[str, Any]]:
    """Label and value of each field that has one and that the viewer may see."""
    shown = []
    # What is particular to the kind comes before what every record has.
    for field in sorted(visible_fields(view.viewer.role, type(found)), key=lambda field: field.name in COMMON):
        value = getattr(found, field.name)
        if field.key in UNSHOWN or value in (None, ()):
            continue
        entry: dict[str, Any] = {"label": field.words.label(language), "assumed": field.key in found.assumed}
        if reference_of(field):
            other = view.get(value)
            entry["value"] = reference_shown(view, field, value)
            entry["record"] = {"id": value, "name": entry["value"]} if other else None
        elif field.many:
            entry["list"] = [value_shown(field, part, language) for part in value]
        else:
            entry["value"] = told_shown(view, field, value, language)
        shown.append(entry)
    return shown


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
        "id": tie.id,
        "kind": tie.tie_kind.words.label(language),
        "direction": direction,
        "other": {"id": other.id, "name": other.name, "kind": other.actor_kind.words.label(language)},
        "intensity": tie.intensity,
        "verified": tie.last_verified,
    }
