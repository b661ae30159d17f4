"""The records that sentences about gaps are about, and what they are called."""

from __future__ import annotations

from typing import TypeVar

from graphsvc.graph.view import View
from graphsvc.language import Language
from graphsvc.model.records import Kept, Theme, name_of

R = TypeVar("R", bound=Kept)


class Gone(LookupError):
    """A record that a gap rests on is not seen any more: the graph has changed since the gap was found."""


def seen(view: View, id: str | None, struct: type[R]) -> R:
    """The record of this type with this id. Raises Gone when it is not seen."""
    record = view.get(id) if id is not None else None
    if not isinstance(record, struct):
        raise Gone(id)
    return record


def name(view: View, id: str | None) -> str:
    """What a record is called. Raises Gone when it is not seen."""
    return name_of(seen(view, id, Kept))


def theme_name(view: View, id: str | None, language: Language) -> str:
    """What a theme is called in a language. Raises Gone when it is not seen."""
    theme = seen(view, id, Theme)
    return (theme.name_en if language == "en" else None) or theme.name
