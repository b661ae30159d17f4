"""Values of records as people read them on a page."""

from __future__ import annotations

from typing import Any

from graphsvc.access.policy import FEW, is_hidden
from graphsvc.graph.view import View
from graphsvc.language import Language, day, number, translate
from graphsvc.model.fields import Field, as_text
from graphsvc.model.records import Kept, Link, Tie, name_of
from graphsvc.web.forms.layout import reference_of


def title_of(view: View, found: Kept) -> str:
    """What a page calls a record: its name; a tie or link by both its ends."""
    if isinstance(found, Tie | Link):
        ends = (view.get(found.from_id), view.get(found.to_id))
        return " – ".join(name_of(end) for end in ends if end)
    return name_of(found)


def value_shown(field: Field, value: Any, language: Language) -> str:
    """A value of a field; one that holds several, with commas between."""
    if isinstance(value, tuple):
        return ", ".join(value_shown(field, part, language) for part in value)
    if field.vocabulary is not None:
        return str(value.words.label(language))
    if field.structure is not None:
        parts = (as_text(getattr(value, name)) for name in value.__struct_fields__)
        return " · ".join(part for part in parts if part)
    if field.plain is bool:
        return translate(language, "yes") if value else translate(language, "no")
    if isinstance(value, float):
        return number(language, value, len(as_text(value).partition(".")[2].rstrip("0")))
    return day(language, value) if hasattr(value, "isoformat") else as_text(value)


def told_shown(view: View, field: Field, value: Any, language: Language) -> str:
    """A value of a field as the viewer may know it: a few residents as "<5"."""
    return f"<{FEW}" if is_hidden(view.viewer, field, value) else value_shown(field, value, language)


def reference_shown(view: View, field: Field, value: Any) -> str:
    """The name of the record whose id a field holds; "" for all other fields."""
    if reference_of(field) is None:
        return ""
    found = view.get(value)
    return name_of(found) if found is not None else str(value)
