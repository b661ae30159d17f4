"""Faults in the language of whoever made them: message and remedy from the catalogue, and the place in words."""

from __future__ import annotations

import re
from typing import Any

from graphsvc.errors import Fault
from graphsvc.language import Language, translate
from graphsvc.model.words import Words

PLACES = {
    "row": "row %(at)s",
    "line": "line %(at)s",
    "position": "position %(at)s",
    "column": "column %(at)s",
    "sheet": "sheet %(at)s",
    "attribute": "attribute %(at)s",
    "element": "element %(at)s",
    "connection": "connection %(at)s",
    "node": "node %(at)s",
    "edge": "edge %(at)s",
}
"""How each part of a place in a file begins, and how people say it."""
_PART = re.compile(rf"({'|'.join(PLACES)}) (.+)", re.DOTALL)


def told(fault: Fault, language: Language) -> str:
    """A fault in a language; one that was made without `Fault.saying` stays as it is."""
    message, remedy = fault.message, fault.remedy
    if fault.said[0]:
        values = {name: _in_words(value, language) for name, value in fault.values}
        message, remedy = (translate(language, said, **values) if said else "" for said in fault.said)
    start = f"{place_of(fault.place, language)}: " if fault.place else ""
    return f"{start}{message}{' ' + remedy if remedy else ''}"


def place_of(place: str, language: Language) -> str:
    """A place in a file in a language: "actoren.csv, row 3, column naam" as "actoren.csv, rij 3, kolom naam"."""
    file, *parts = place.split(", ")
    return ", ".join([file, *(_part(part, language) for part in parts)])


def _part(text: str, language: Language) -> str:
    found = _PART.fullmatch(text)
    return translate(language, PLACES[found[1]], at=found[2]) if found else text


def _in_words(value: Any, language: Language) -> str:
    if isinstance(value, tuple):
        return ", ".join(_in_words(part, language) for part in value)
    words = getattr(value, "words", value)
    return words.label(language) if isinstance(words, Words) else str(value)
