"""The page of a form: everything its template draws."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.changes import new_id
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import AnyRecord, Record
from graphsvc.model.vocabularies import ActorKind
from graphsvc.web.addresses import path_of
from graphsvc.web.forms.controls import Drawing
from graphsvc.web.forms.names import short, told
from graphsvc.web.forms.saving import HAD
from graphsvc.web.forms.typed import MUTATION, TOKEN, Typed, remember, token_of
from graphsvc.web.site import Site, link
from graphsvc.web.values import title_of

BACK, REVISION, REASON, OTHER = "_back", "_revision", "_reason", "_other"
"""Controls that are no field: the record to go back to, the revision that was opened, why, and that it is no double."""
LEAST_TIES = 2
"""How many rows of ties stand in the form of a new actor."""


async def form_page(
    site: Site,
    request: Request,
    view: View,
    kind: RecordKind,
    sheet: Typed,
    *,
    faults: dict[str, str] | None = None,
    record: AnyRecord | None = None,
    doubles: Iterable[Record] = (),
    status: int = 200,
) -> Response:
    """The form with what was typed in it and the faults beside their controls, by name ("": of the whole)."""
    faults = faults or {}
    language = site.language(request)

    def draw() -> dict[str, Any]:
        drawing = Drawing(view, site.names(view), language, sheet, faults)
        ties = kind is RecordKind.ACTOR and record is None
        return {
            "groups": drawing.groups(kind),
            "ties": drawing.ties(LEAST_TIES) if ties else [],
            "tie_pattern": drawing.tie("tie.NUMBER") if ties else [],
            "actor_kinds": actor_kinds(language),
            "doubles": [told(view, double, language) for double in doubles],
        }

    drawn = await site.read(draw)
    token = token_of(request)
    form = {
        **drawn,
        "kind": str(kind),
        "title": heading(view, kind, record, language),
        "action": action(site, request),
        "hidden": hidden(sheet, token),
        "faults": _listed(drawn, faults),
        "whole": faults.get("", ""),
        "reason": sheet.get(REASON, ""),
        "is_new": record is None,
        "cancel": cancel(site, request, sheet, record),
    }
    return remember(site.page(request, "form.html", status=status, page="form", form=form), token)


def actor_kinds(language: Language) -> list[tuple[str, str]]:
    """The kinds of an actor that is added along, to choose from."""
    return [("", translate(language, "choose")), *((str(kind), kind.words.label(language)) for kind in ActorKind)]


def heading(view: View, kind: RecordKind, record: AnyRecord | None, language: Language) -> str:
    """What the form is for."""
    if record is None:
        label = kind.words.label(language)
        return translate(language, "Add: %(kind)s", kind=label[:1].upper() + label[1:])
    return translate(language, "Change: %(name)s", name=short(title_of(view, record)))


def action(site: Site, request: Request) -> str:
    """The address that the form is sent to: its own."""
    kind = {"kind": kind} if (kind := request.query_params.get("kind")) else {}
    return link(request, site.language(request), site.settings, path_of(request), **kind)


def cancel(site: Site, request: Request, sheet: Typed, record: AnyRecord | None) -> str:
    """Where somebody goes who leaves the form."""
    id = record.id if record is not None else sheet.get(BACK, "")
    return site.address(request, id) if id else link(request, site.language(request), site.settings, "/")


def mutation_of(sheet: Typed) -> str:
    """The id of this write, made once for each form."""
    id = sheet.get(MUTATION, "")
    return id if re.fullmatch(r"[0-9a-z]{16}", id) else new_id()


def hidden(sheet: Typed, token: str) -> list[tuple[str, str]]:
    """What goes along with the form unseen."""
    kept = [(name, text) for name, text in sheet.multi_items() if name in (BACK, REVISION) or name.startswith(HAD)]
    return [(TOKEN, token), (MUTATION, mutation_of(sheet)), *kept]


def _listed(drawn: dict[str, Any], faults: dict[str, str]) -> list[dict[str, str]]:
    """The faults in the order of their controls, for the list at the top."""
    controls = [control for group in drawn["groups"] for control in group["controls"]]
    controls += [control for row in drawn["ties"] for control in row]
    return [{"id": found.id, "label": found.label, "text": found.fault} for found in controls if found.fault]
