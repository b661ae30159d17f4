"""Ending a record: a page that says what ends with it, and asks from which day."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graphsvc.access.policy import require_writer
from graphsvc.errors import BadInput, Conflict, Fault, NotFound, StoreError
from graphsvc.graph.edits import ending
from graphsvc.graph.view import View
from graphsvc.language import translate
from graphsvc.model.changes import Entry
from graphsvc.model.days import today
from graphsvc.model.fields import field_by_key
from graphsvc.model.records import TYPES, AnyRecord, Tie
from graphsvc.web.forms.edit import opened
from graphsvc.web.forms.layout import KINDS
from graphsvc.web.forms.reading import day_of, written_day
from graphsvc.web.forms.saving import OWN, told_faults
from graphsvc.web.forms.sheet import BACK, REASON, REVISION, action, cancel, hidden
from graphsvc.web.forms.typed import Typed, is_ours, remember, token_of, typed, typed_in
from graphsvc.web.forms.writing import USED, afresh, first_outcome, written
from graphsvc.web.gone import gone
from graphsvc.web.site import Site
from graphsvc.web.values import title_of

DAY = "validTo"


async def end(site: Site, request: Request) -> Response:
    """The page that asks whether a record ends; sent back, the end."""
    require_writer(site.viewer(request))
    record, view = opened(site, request)
    if record is None:
        return await gone(site, request, request.path_params["id"])
    if record.kind not in KINDS:
        raise NotFound(translate(site.language(request), "There is no form for this."))
    if request.method == "POST":
        return await _end(site, request, view, record, await typed_in(request))
    back = request.query_params.get("back", "")
    sheet = typed([(REVISION, str(record.revision)), (DAY, written_day(today())), *([(BACK, back)] if back else [])])
    return _page(site, request, view, record, sheet, [])


async def _end(site: Site, request: Request, view: View, record: AnyRecord, sheet: Typed) -> Response:
    def again(faults: list[Fault], status: int = 400) -> Response:
        return _page(site, request, view, record, sheet, faults, status)

    if not is_ours(request, sheet):
        return again([Fault("", "NOT_OURS", "")], 403)
    try:
        entry = await _ended(site, view, record, sheet)
    except BadInput as error:
        sheet = afresh(sheet) if any(fault.code == USED for fault in error.faults) else sheet
        return again(list(error.faults))
    except StoreError:
        return again([Fault("", "UNREACHABLE", "")], 503)
    except Conflict:
        found, view = opened(site, request)
        if found is None:
            return await gone(site, request, record.id)
        record, kept = found, [pair for pair in sheet.multi_items() if pair[0] != REVISION]
        sheet = typed([*kept, (REVISION, str(record.revision))])
        return again([Fault("", "CHANGED_MEANWHILE", "")], 409)
    back = sheet.get(BACK, "")
    at = back if back and view.get(back) else record.id
    return RedirectResponse(site.address(request, at, version=str(entry.version)), 303)


async def _ended(site: Site, view: View, record: AnyRecord, sheet: Typed) -> Entry:
    """Write the end, with the ties and links that end with it. Raises BadInput, Conflict or StoreError."""
    if (first := await first_outcome(site.live, view.viewer, sheet)) is not None:
        return first
    day, revision = day_of(sheet.get(DAY, "")), sheet.get(REVISION, "")
    if day is None:
        raise BadInput.of("No day.", place=DAY, code="INVALID_VALUE")
    changes = ending(view.graph, record.id, int(revision) if revision.isdecimal() else 0, day)
    return await written(site.live, view.viewer, sheet, changes, {record.id: OWN})


def _page(
    site: Site, request: Request, view: View, record: AnyRecord, sheet: Typed, faults: list[Fault], status: int = 400
) -> Response:
    token, language = token_of(request), site.language(request)
    edges = {edge.id: edge for edge in view.graph.edges_at(record.id) if view.get(edge.id)}.values()
    told = told_faults(record.kind, faults, language)
    ties = sum(isinstance(edge, Tie) for edge in edges)
    ended = {
        "name": title_of(view, record),
        "kind": record.kind.words.label(language),
        "action": action(site, request),
        "hidden": hidden(sheet, token),
        "label": field_by_key(TYPES[record.kind])[DAY].words.label(language),
        "day": sheet.get(DAY, ""),
        "reason": sheet.get(REASON, ""),
        "fault": told.get(DAY, ""),
        "whole": " ".join(text for name, text in told.items() if name != DAY),
        "ties": ties,
        "links": len(edges) - ties,
        "cancel": cancel(site, request, sheet, record),
    }
    answer = site.page(request, "end.html", status=status if faults else 200, page="form", ended=ended)
    return remember(answer, token)
