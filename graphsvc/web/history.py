"""What became of a record: who changed what, when and why, as far as the viewer may see it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import anyio.to_thread
import msgspec
from starlette.requests import Request
from starlette.responses import Response

from graphsvc.access.policy import is_advisory, visible_fields
from graphsvc.errors import Forbidden, NotFound
from graphsvc.graph.sight import Seen, seen_changes
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.live import TIME_ZONE
from graphsvc.model.changes import Entry, differences
from graphsvc.model.fields import Field
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.web.forms.names import short
from graphsvc.web.site import Site
from graphsvc.web.values import reference_shown, title_of, value_shown

SHOWN = 20
"""How many versions stand on a page."""


async def history(site: Site, request: Request) -> Response:
    """The page of a record's history. It reads the whole log, so it is a page of its own."""
    language, viewer = site.language(request), site.viewer(request)
    id, view = request.path_params["id"], site.live.view(viewer, ended=True)
    found = view.get(id)
    if found is None:
        raise NotFound(translate(language, "There is no record with this id."))
    if not is_advisory(viewer):
        raise Forbidden(translate(language, "Only advisors may read the history."))
    told = {
        "name": short(title_of(view, found)),
        "kind": found.kind.words.label(language),
        "url": site.address(request, id),
        "versions": history_shown(view, id, await past_of(site, view, id), language),
    }
    return site.page(request, "history.html", page="record", history=told)


async def past_of(site: Site, view: View, id: str) -> list[Seen]:
    """The changes of a record and of its ties and links, oldest first. `view`: that of all times."""
    entries = await anyio.to_thread.run_sync(site.live.store.log, 0)

    def look() -> list[Seen]:
        # Others may have written since; what a view shows is judged at its own version.
        known = [entry for entry in entries if entry.version <= view.version]
        return [seen for seen in seen_changes(_near(known, id), view.graph.find, view.viewer) if _touches(seen, id)]

    return await site.read(look)


def _near(entries: list[Entry], id: str) -> list[Entry]:
    """The entries with only the changes of a record, its ties and links, and the records at their other ends."""
    near = {id}
    for change in (change for entry in entries for change in entry.changes.changes):
        for edge in (change.before, change.after):
            if isinstance(edge, Tie | Link) and id in (edge.from_id, edge.to_id):
                near.update((edge.id, edge.from_id, edge.to_id))
    return [_only(entry, near) for entry in entries]


def _only(entry: Entry, ids: set[str]) -> Entry:
    changes = tuple(change for change in entry.changes.changes if change.id in ids)
    return msgspec.structs.replace(entry, changes=msgspec.structs.replace(entry.changes, changes=changes))


def _touches(seen: Seen, id: str) -> bool:
    record = seen.after or seen.before
    return seen.id == id or (isinstance(record, Tie | Link) and id in (record.from_id, record.to_id))


def history_shown(view: View, id: str, past: list[Seen], language: Language) -> list[dict[str, Any]]:
    """The newest versions in words, the newest first."""
    versions = [list(seen) for _, seen in groupby(past, key=lambda seen: seen.version)]
    return [
        {
            "at": changes[0].at.astimezone(TIME_ZONE).date(),
            "by": changes[0].by,
            "reason": changes[0].reason,
            "what": [_told(view, id, seen, language) for seen in changes],
        }
        for changes in reversed(versions[-SHOWN:])
    ]


def _told(view: View, id: str, seen: Seen, language: Language) -> dict[str, Any]:
    """One change: what was done to what, and from which value to which."""
    action = seen.action.words.label(language)
    record = seen.after or seen.before
    if seen.id != id and isinstance(record, Tie | Link):
        other = view.get(record.to_id if record.from_id == id else record.from_id)
        kind = record.tie_kind if isinstance(record, Tie) else record.link_kind
        text = f"{kind.words.label(language)} – {title_of(view, other) if other else ''}"
        return {"action": f"{record.kind.words.label(language)} {action}", "text": text, "fields": []}
    fields = _changed(view, seen.before, seen.after, language) if seen.before and seen.after else []
    return {"action": action, "text": "", "fields": fields}


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
    return reference_shown(view, field, value) or value_shown(field, value, language)
