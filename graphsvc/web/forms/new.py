"""Adding a record: the choice of what to add, and its form."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graphsvc.access.policy import require_writer
from graphsvc.errors import BadInput, Fault, NotFound, StoreError
from graphsvc.graph.view import View
from graphsvc.language import translate
from graphsvc.model.days import today
from graphsvc.model.fields import field_by_key
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES, Record
from graphsvc.web.forms.layout import KINDS, OFFERED
from graphsvc.web.forms.reading import read_sheet, read_ties, written_day
from graphsvc.web.forms.saving import Wanted, new_record, told_faults
from graphsvc.web.forms.sheet import BACK, OTHER, form_page
from graphsvc.web.forms.typed import Typed, is_ours, typed, typed_in
from graphsvc.web.forms.writing import USED, afresh, first_outcome, written
from graphsvc.web.site import Site, link

TODAY = ("lastVerified", "date")
"""Fields that begin as today: whoever adds something has just heard it."""
WITHIN_SITE = frozenset({"kind", "lang", "as", "date"})
"""Parameters of an address that are no control of a form."""


async def new(site: Site, request: Request) -> Response:
    """The form of a new record (`kind`), or the choice of kinds. Controls may be filled in by the address."""
    require_writer(site.viewer(request))
    view = site.live.view(site.viewer(request))
    kind = _kind(site, request)
    if kind is None:
        return _choice(site, request)
    if request.method == "POST":
        return await _add(site, request, view, kind)
    return await form_page(site, request, view, kind, _begun(request, kind))


def _kind(site: Site, request: Request) -> RecordKind | None:
    asked = request.query_params.get("kind")
    if asked is None:
        return None
    if asked not in KINDS:
        raise NotFound(translate(site.language(request), "There is no form for this."))
    return RecordKind[asked]


def _choice(site: Site, request: Request) -> Response:
    language = site.language(request)
    kinds = [
        {
            "label": kind.words.label(language),
            "definition": kind.words.definition(language),
            "url": link(request, language, site.settings, "/new", kind=str(kind)),
        }
        for kind in KINDS
    ]
    offered = len(OFFERED)
    return site.page(request, "new.html", page="form", kinds=kinds[:offered], others=kinds[offered:])


def _begun(request: Request, kind: RecordKind) -> Typed:
    """A new form, with what the address fills in and what is so unless somebody says otherwise."""
    given = [(name, text) for name, text in request.query_params.multi_items() if name not in WITHIN_SITE]
    back = [(BACK, text) for name, text in given if name == "back"]
    fields = field_by_key(TYPES[kind])
    usual = {key: written_day(today()) for key in TODAY if key in fields}
    usual |= {
        key: str(field.default) for key, field in fields.items() if field.vocabulary and field.default is not None
    }
    return typed([*usual.items(), *given, *back])


async def _add(site: Site, request: Request, view: View, kind: RecordKind) -> Response:
    sheet = await typed_in(request)

    async def again(faults: Iterable[Fault], doubles: Iterable[Record] = (), status: int = 400) -> Response:
        told = told_faults(kind, faults, site.language(request))
        return await form_page(site, request, view, kind, sheet, faults=told, doubles=doubles, status=status)

    if not is_ours(request, sheet):
        return await again([Fault("", "NOT_OURS", "")], status=403)
    try:
        entry = await first_outcome(site.live, view.viewer, sheet)
        if entry is None:
            wanted, doubles = await site.read(_read, site, view, kind, sheet)
            if wanted.faults or doubles:
                found = [Fault("name", "DOUBLE", "")] if doubles else []
                return await again([*wanted.faults, *found], doubles)
            entry = await written(site.live, view.viewer, sheet, wanted.changes, wanted.places)
    except BadInput as error:
        sheet = afresh(sheet) if any(fault.code == USED for fault in error.faults) else sheet
        return await again(error.faults)
    except StoreError:
        return await again([Fault("", "UNREACHABLE", "")], status=503)
    made = entry.changes.changes[0].id
    back = sheet.get(BACK, "")
    at = back if back and view.get(back) else made
    return RedirectResponse(site.address(request, at, version=str(entry.version)), 303)


def _read(site: Site, view: View, kind: RecordKind, sheet: Typed) -> tuple[Wanted, list[Record]]:
    """What the form asks for, and the records of the same name when nobody has looked at them yet."""
    names = site.names(view)
    reading = read_sheet(kind, sheet, names)
    ties = read_ties(sheet, names, reading.newcomers) if kind is RecordKind.ACTOR else {}
    wanted = new_record(kind, reading, ties, sheet)
    asked = sheet.get("name", "").strip()
    doubles = names.doubles(asked, kind) if asked and sheet.get(OTHER) != "yes" else []
    return wanted, doubles
