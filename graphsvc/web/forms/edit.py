"""Changing a record: its form, and what happens when somebody else was first."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graphsvc.access.policy import require_writer
from graphsvc.errors import BadInput, Conflict, Fault, NotFound, StoreError
from graphsvc.graph.view import View
from graphsvc.language import translate
from graphsvc.model.changes import Entry
from graphsvc.model.records import AnyRecord
from graphsvc.web.forms.conflict import KEEP, STORED, conflict_page
from graphsvc.web.forms.layout import KINDS, choices_of, groups_of
from graphsvc.web.forms.reading import read_sheet, text_of
from graphsvc.web.forms.saving import HAD, Wanted, changed_record, links_of, other_end, told_faults
from graphsvc.web.forms.sheet import BACK, REVISION, form_page
from graphsvc.web.forms.typed import Typed, is_ours, typed, typed_in
from graphsvc.web.forms.writing import USED, afresh, first_outcome, written
from graphsvc.web.gone import gone
from graphsvc.web.site import Site


async def edit(site: Site, request: Request) -> Response:
    """The form of a record that is there; sent back, its changes."""
    require_writer(site.viewer(request))
    record, view = opened(site, request)
    if record is None:
        return await gone(site, request, request.path_params["id"])
    if record.kind not in KINDS:
        raise NotFound(translate(site.language(request), "There is no form for this."))
    if request.method == "POST":
        return await _change(site, request, view, record, await typed_in(request))
    sheet = sheet_of(view, record, request.query_params.get("back", ""))
    return await form_page(site, request, view, record.kind, sheet, record=record)


def opened(site: Site, request: Request) -> tuple[AnyRecord | None, View]:
    """The record of an address, ended or not, if there is one that the viewer may see, and the view of today."""
    viewer = site.viewer(request)
    return site.live.view(viewer, ended=True).get(request.path_params["id"]), site.live.view(viewer)


def sheet_of(view: View, record: AnyRecord, back: str = "") -> Typed:
    """A record as its form shows it."""
    pairs = [(REVISION, str(record.revision)), *([(BACK, back)] if back else [])]
    for group in groups_of(record.kind):
        fields = [field for field in group.fields if field.key != "validTo" or record.valid_to]
        pairs += [(field.key, text_of(record, field)) for field in fields]
    for choice in choices_of(record.kind):
        ids = [other_end(link, choice) for link in links_of(view, record.id, choice)]
        pairs += [(choice.name, id) for id in ids] + [(HAD + choice.name, " ".join(ids))]
    return typed(pairs)


async def _change(site: Site, request: Request, view: View, record: AnyRecord, sheet: Typed) -> Response:
    async def again(faults: Iterable[Fault], status: int = 400) -> Response:
        told = told_faults(record.kind, faults, site.language(request))
        return await form_page(site, request, view, record.kind, sheet, faults=told, record=record, status=status)

    if not is_ours(request, sheet):
        return await again([Fault("", "NOT_OURS", "")], 403)
    try:
        done = await _saved(site, view, record, sheet)
    except BadInput as error:
        sheet = afresh(sheet) if any(fault.code == USED for fault in error.faults) else sheet
        return await again(error.faults)
    except StoreError:
        return await again([Fault("", "UNREACHABLE", "")], 503)
    except Conflict as conflict:
        found, view = opened(site, request)
        if found is None:
            return await gone(site, request, record.id)
        return await conflict_page(site, request, view, found, resolved(sheet), conflict.expected)
    back = sheet.get(BACK, "")
    at = back if back and view.get(back) else record.id
    told = {"version": str(done.version)} if done is not None else {"done": "NOTHING"}
    return RedirectResponse(site.address(request, at, **told), 303)


async def _saved(site: Site, view: View, record: AnyRecord, sheet: Typed) -> Entry | None:
    """What became of the form; None when nothing in it was different. Raises BadInput, Conflict or StoreError."""
    if (first := await first_outcome(site.live, view.viewer, sheet)) is not None:
        return first
    revision = int(sheet[REVISION]) if sheet.get(REVISION, "").isdecimal() else 0
    if revision != record.revision:
        raise Conflict(record.id, revision, record.revision)

    def look() -> Wanted:
        typed_over = resolved(sheet)
        reading = read_sheet(record.kind, typed_over, site.names(view))
        return changed_record(view, record, revision, reading, typed_over)

    wanted = await site.read(look)
    if wanted.faults:
        raise BadInput(wanted.faults)
    if not wanted.changes:
        return None
    return await written(site.live, view.viewer, sheet, wanted.changes, wanted.places)


def resolved(sheet: Typed) -> Typed:
    """A form in which two versions were compared, without what is to stay as it is stored."""
    items = sheet.multi_items()
    stored = {name.removeprefix(KEEP) for name, text in items if name.startswith(KEEP) and text == STORED}
    return typed(pair for pair in items if pair[0] not in stored and not pair[0].startswith(KEEP))
