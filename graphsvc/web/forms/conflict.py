"""Two people changed one record: both versions side by side, and what is to be kept of each."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from graphsvc.api.past import seen_past
from graphsvc.graph.view import View
from graphsvc.language import Language
from graphsvc.model.days import TIME_ZONE
from graphsvc.model.fields import Field, field_by_key
from graphsvc.model.records import TYPES, AnyRecord, Kept, name_of
from graphsvc.web.forms.layout import reference_of
from graphsvc.web.forms.reading import Reading, changed, read_sheet
from graphsvc.web.forms.sheet import REVISION, action, cancel, heading
from graphsvc.web.forms.typed import TOKEN, Typed, remember, token_of
from graphsvc.web.site import Site
from graphsvc.web.values import reference_shown, value_shown

KEEP, STORED, MINE = "_keep.", "stored", "mine"
"""Begins the name of the control that says which version of a field to keep, and what it can say."""


class Difference(msgspec.Struct):
    """A field in which what is stored and what was typed differ."""

    key: str
    label: str
    stored: str
    mine: str
    keep: str
    """The side that is chosen beforehand: mine only where I changed it."""
    touched: bool
    """Whether I changed it, so that `mine` is what I typed; else it is what I saw."""


async def conflict_page(
    site: Site, request: Request, view: View, record: AnyRecord, sheet: Typed, revision: int
) -> Response:
    """The page on which somebody chooses, for each field that differs, what to keep."""
    language = site.language(request)
    past = (await site.read(seen_past, site.live, view.viewer, [record.id]))[record.id]
    opened = next((seen.after for seen in past if seen.after and seen.after.revision == revision), None)
    reading: Reading = await site.read(lambda: read_sheet(record.kind, sheet, site.names(view)))
    differing = [
        _difference(view, record, opened, field, reading, sheet, language)
        for field in (field_by_key(TYPES[record.kind])[key] for key in changed(record, reading, sheet))
    ]
    token = token_of(request)
    carried = [(name, text) for name, text in sheet.multi_items() if name not in (TOKEN, REVISION)]
    last = past[-1] if past else None
    conflict: dict[str, Any] = {
        "title": heading(view, record.kind, record, language),
        "action": action(site, request),
        "hidden": [(TOKEN, token), (REVISION, str(record.revision)), *carried],
        "differences": differing,
        "by": last.by if last else "",
        "at": last.at.astimezone(TIME_ZONE).date() if last else None,
        "cancel": cancel(site, request, sheet, record),
    }
    return remember(site.page(request, "conflict.html", status=409, page="form", conflict=conflict), token)


def _difference(
    view: View, record: Kept, opened: Kept | None, field: Field, reading: Reading, sheet: Typed, language: Language
) -> Difference:
    untouched = opened is not None and not changed(opened, _only(reading, field.key), sheet)
    return Difference(
        key=field.key,
        label=field.words.label(language),
        stored=_shown(view, field, getattr(record, field.name), language),
        mine=_typed(field, reading, sheet, language),
        keep=STORED if untouched else MINE,
        touched=not untouched,
    )


def _only(reading: Reading, key: str) -> Reading:
    return Reading({key: reading.values[key]}, {}, [])


def _shown(view: View, field: Field, value: Any, language: Language) -> str:
    if value in (None, ()):
        return ""
    return reference_shown(view, field, value) or value_shown(field, value, language)


def _typed(field: Field, reading: Reading, sheet: Typed, language: Language) -> str:
    if reference_of(field):
        pick = reading.picks[field.key]
        return ", ".join([*map(name_of, pick.records), *(newcomer.name for newcomer in pick.newcomers), *pick.unknown])
    if field.vocabulary is not None and (text := sheet[field.key]) in field.vocabulary.__members__:
        return str(field.vocabulary[text].words.label(language))
    return sheet[field.key]
