"""The page of a record that was there and is no more: what became of it, for who could see it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.access.policy import is_advisory, is_writer
from graphsvc.api.past import seen_past
from graphsvc.api.undoing import seen_version
from graphsvc.errors import NotFound
from graphsvc.graph.sight import Seen
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate
from graphsvc.model.days import TIME_ZONE
from graphsvc.model.kinds import RecordKind
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.web.forms.names import short
from graphsvc.web.site import Site, link
from graphsvc.web.values import title_of
from graphsvc.web.version import VERSION

STATUS = 410
SENTENCES = {
    ChangeAction.ERASED: "This was erased on %(date)s. What was known of it is no longer kept.",
    ChangeAction.MERGED: "This became one with another on %(date)s.",
}
TAKEN_AWAY = "This was taken away on %(date)s."
"""What became of a record: that it was taken away when nothing else is known, as by an undo."""


async def gone(site: Site, request: Request, id: str) -> Response:
    """The page of a record that is not there. Raises NotFound for one that never was, and, in the same words, for one
    that the viewer could not see."""
    viewer, language = site.viewer(request), site.language(request)
    past = (await site.read(seen_past, site.live, viewer, [id]))[id]
    if not past or site.live.graph.find(id) is not None:
        raise NotFound(translate(language, "There is no record with this id."))
    last = past[-1]
    merged = last.action is ChangeAction.MERGED
    seen = await site.read(seen_version, site.live, viewer, last.version) if merged else []
    view, date = site.live.view(viewer, ended=True), last.at.astimezone(TIME_ZONE).date()
    told: dict[str, Any] = {
        "kind": last.kind.words.label(language),
        "sentence": translate(language, SENTENCES.get(last.action, TAKEN_AWAY), date=day(language, date)),
        "taker": taker_of(view, last, seen, language),
    }
    if is_advisory(viewer):
        told |= {"by": last.by, "reason": last.reason}
    if is_writer(viewer) and last.action is not ChangeAction.ERASED and last.before is not None:
        told["undo"] = link(request, language, site.settings, "/undo", **{VERSION: str(last.version)})
    return site.page(request, "gone.html", status=STATUS, page="record", gone=told)


def taker_of(view: View, last: Seen, seen: list[Seen], language: Language) -> dict[str, str] | None:
    """The record into which another was merged; None when it was not, when the viewer may not see it, or when the
    version merged several of a kind, of which the log does not tell which took which. `seen`: its visible changes."""
    if last.kind in (RecordKind.TIE, RecordKind.LINK):
        return None
    takers = [one for one in seen if one.action is ChangeAction.MERGED and one.kind is last.kind and one.id != last.id]
    if len(takers) != 1:
        return None
    record = view.get(takers[0].id) or takers[0].after
    name = short(title_of(view, record)) if record is not None else translate(language, "the other one")
    return {"id": takers[0].id, "name": name}
