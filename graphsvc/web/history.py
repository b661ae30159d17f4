"""What became of a record: who changed what, when and why, as far as the viewer may see it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.access.policy import is_advisory, is_writer, visible_fields
from graphsvc.api.past import seen_past
from graphsvc.errors import Forbidden
from graphsvc.graph.sight import Seen
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.live import LiveGraph
from graphsvc.model.changes import differences
from graphsvc.model.days import TIME_ZONE
from graphsvc.model.fields import Field
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.web.forms.names import short
from graphsvc.web.gone import gone
from graphsvc.web.site import Site
from graphsvc.web.values import reference_shown, title_of, told_shown

SHOWN = 20
"""How many versions stand on a page."""
FOLDED = 4
"""So many links, or ties, to which the same was done stand folded."""
EDGES = (RecordKind.TIE, RecordKind.LINK)
NEAR = 1_000
"""Ties and links of a record, above which its page tells of itself only: an area may have 100,000."""


async def history(site: Site, request: Request) -> Response:
    """The page of a record's history, with that of its ties and links."""
    language, viewer = site.language(request), site.viewer(request)
    id, view = request.path_params["id"], site.live.view(viewer, ended=True)
    found = view.get(id)
    if found is None:
        return await gone(site, request, id)
    if not is_advisory(viewer):
        raise Forbidden(translate(language, "Only advisors may read the history."))
    told = {
        "name": short(title_of(view, found)),
        "kind": found.kind.words.label(language),
        "url": site.address(request, id),
        "versions": history_shown(view, id, await site.read(past_with_edges, site.live, view, id), language),
        "alone": len(view.graph.edges_at(id)) > NEAR,
        "may_undo": is_writer(viewer),
    }
    return site.page(request, "history.html", page="record", history=told)


def past_with_edges(live: LiveGraph, view: View, id: str) -> list[Seen]:
    """The changes of a record and of its ties and links, oldest first; of the record alone when these are too many.

    `view`: that of all times. Blocks: for a thread, while no change is applied.
    """
    edges = [edge.id for edge in view.graph.edges_at(id)]
    near = [id, *dict.fromkeys(edges)] if len(edges) <= NEAR else [id]
    past = seen_past(live, view.viewer, near)
    return sorted((seen for one in near for seen in past[one]), key=lambda seen: seen.version)


def history_shown(view: View, id: str, past: list[Seen], language: Language) -> list[dict[str, Any]]:
    """The newest versions in words, the newest first."""
    versions = [list(seen) for _, seen in groupby(past, key=lambda seen: seen.version)]
    return [
        {
            "at": changes[0].at.astimezone(TIME_ZONE).date(),
            "by": changes[0].by,
            "reason": changes[0].reason,
            "what": told_changes(view, id, changes, language),
            "version": changes[0].version,
        }
        for changes in reversed(versions[-SHOWN:])
    ]


def told_changes(view: View, id: str, changes: list[Seen], language: Language) -> list[dict[str, Any]]:
    """Changes in words, on the page of the record `id`; "" on a page of its own.

    Links and ties to which the same was done are one entry, with their texts as its `parts`: a merge moves a hundred.
    """
    alike: dict[Any, list[dict[str, Any]]] = {}
    for seen in changes:
        # All that is not a tie or link, and the record of the page, stands by itself.
        own = seen.id == id or seen.kind not in EDGES
        alike.setdefault(seen.id if own else (seen.kind, seen.action), []).append(_told(view, id, seen, language))
    told: list[dict[str, Any]] = []
    for group in alike.values():
        told += group if len(group) < FOLDED else [_folded(group)]
    return told


def _folded(group: list[dict[str, Any]]) -> dict[str, Any]:
    return {"action": group[0]["action"], "text": "", "fields": [], "parts": group}


def _told(view: View, id: str, seen: Seen, language: Language) -> dict[str, Any]:
    """One change: what was done to what, and from which value to which."""
    action = _action(seen, language)
    record = seen.after or seen.before
    if seen.id != id and isinstance(record, Tie | Link):
        other = view.get(record.to_id if record.from_id == id else record.from_id)
        kind = record.tie_kind if isinstance(record, Tie) else record.link_kind
        ends = title_of(view, other or record) if id else title_of(view, record)
        text = f"{kind.words.label(language)} – {ends}"
        return {"action": f"{record.kind.words.label(language)} {action}", "text": text, "fields": []}
    fields = _changed(view, seen.before, seen.after, language) if seen.before and seen.after else []
    if seen.id == id:
        return {"action": action, "text": "", "fields": fields}
    text = short(title_of(view, record)) if record is not None else ""
    return {"action": f"{seen.kind.words.label(language)} {action}", "text": text, "fields": fields}


def _action(seen: Seen, language: Language) -> str:
    """What was done. Only who follows the network is told of what left their sight; here GONE is what was taken away."""
    if seen.action is ChangeAction.GONE:
        return translate(language, "taken away")
    return seen.action.words.label(language)


def _changed(view: View, before: AnyRecord, after: AnyRecord, language: Language) -> list[dict[str, str]]:
    names = set(differences(before, after)) - {"assumed"}
    return [
        {
            "label": field.words.label(language),
            "before": _shown(view, field, getattr(before, field.name), language),
            "after": _shown(view, field, getattr(after, field.name), language),
        }
        for field in visible_fields(view.viewer.role, type(after))
        if field.name in names
    ]


def _shown(view: View, field: Field, value: Any, language: Language) -> str:
    if value in (None, ()):
        return ""
    return reference_shown(view, field, value) or told_shown(view, field, value, language)
