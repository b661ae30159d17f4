"""Undoing what was saved: a page that shows what a version changed, and takes it back."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graphsvc.access.policy import require_writer
from graphsvc.access.viewer import Viewer
from graphsvc.api.undoing import seen_version, taken_back
from graphsvc.errors import BadInput, Conflict, Fault, NotFound, StoreError
from graphsvc.graph.sight import Seen
from graphsvc.language import Language, translate
from graphsvc.model.changes import Entry
from graphsvc.model.days import TIME_ZONE
from graphsvc.web.forms.names import short
from graphsvc.web.forms.sentences import sentence
from graphsvc.web.forms.typed import Typed, is_ours, remember, token_of, typed_in
from graphsvc.web.forms.writing import first_outcome, written
from graphsvc.web.history import told_changes
from graphsvc.web.saved import undo_form
from graphsvc.web.site import Site, link
from graphsvc.web.values import title_of
from graphsvc.web.version import VERSION, number_of

UNDONE = "UNDONE"
LOOKED = "_looked"
"""A control of the form on the page that shows what a version changed."""
MANY = 50
"""Changes above which that page comes first, wherever the form stood that was sent: it may be a whole import."""
PASSING = frozenset({"NOT_OURS", "UNREACHABLE", "CHANGED_MEANWHILE"})
"""Codes of what may go well when it is tried again."""


async def undo(site: Site, request: Request) -> Response:
    """The page of a `version`; its form sent back, what takes it back."""
    require_writer(site.viewer(request))
    if request.method == "POST":
        return await _undo(site, request, await typed_in(request))
    return await _page(site, request, number_of(request.query_params.get(VERSION, "")))


async def _undo(site: Site, request: Request, sheet: Typed) -> Response:
    version = number_of(sheet.get(VERSION, ""))

    async def again(code: str, status: int) -> Response:
        return await _page(site, request, version, code, status)

    if not is_ours(request, sheet):
        return await again("NOT_OURS", 403)
    try:
        entry = await _undone(site, request, sheet, version)
        if entry is None:
            return await _page(site, request, version)
    except BadInput as error:
        return await again(error.faults[0].code, 400)
    except Conflict:
        return await again("CHANGED_MEANWHILE", 409)
    except StoreError:
        return await again("UNREACHABLE", 503)
    query = {VERSION: str(entry.version), "done": UNDONE}
    return RedirectResponse(link(request, site.language(request), site.settings, "/undo", **query), 303)


async def _undone(site: Site, request: Request, sheet: Typed, version: int) -> Entry | None:
    """The entry that takes back a version; None when that is much at once, and nobody looked at it yet."""
    live, viewer = site.live, site.viewer(request)
    if (first := await first_outcome(live, viewer, sheet)) is not None:
        return first
    changes = await site.read(taken_back, live, viewer, version)
    if len(changes) > MANY and LOOKED not in sheet:
        return None
    return await written(live, viewer, sheet, changes, {})


def _look(site: Site, viewer: Viewer, version: int, language: Language) -> tuple[list[Seen], list[dict[str, Any]]]:
    """What a version changed, and in words. Blocks: an import changes much."""
    seen = seen_version(site.live, viewer, version)
    return seen, told_changes(site.live.view(viewer, ended=True), "", seen, language)


async def _page(site: Site, request: Request, version: int, code: str = "", status: int = 200) -> Response:
    language, viewer = site.language(request), site.viewer(request)
    seen, told = await site.read(_look, site, viewer, version, language)
    if not seen:
        raise NotFound(translate(language, "There is no such change."))
    token = token_of(request)
    done = request.query_params.get("done") == UNDONE
    record = _record(site, request, seen)
    shown = {
        "title": translate(language, "It has been undone" if done else "Undo this change"),
        "done": done,
        "at": seen[0].at.astimezone(TIME_ZONE).date(),
        "by": seen[0].by,
        "changes": told,
        "count": len(seen),
        "many": not done and len(seen) > MANY,
        "fault": sentence(Fault("", code, ""), None, language) if code else "",
        "again": code in PASSING,
        "history": site.address(request, record["id"], "/history") if record else "",
        "record": record,
        "form": undo_form(site, request, version, token, (LOOKED, "yes")),
    }
    return remember(site.page(request, "undo.html", status=status, page="form", undo=shown), token)


def _record(site: Site, request: Request, seen: list[Seen]) -> dict[str, str] | None:
    """The record that a version was about first, of those that are still there."""
    view = site.live.view(site.viewer(request), ended=True)
    found = next((record for one in seen if (record := view.get(one.id)) is not None), None)
    return {"id": found.id, "name": short(title_of(view, found))} if found is not None else None
