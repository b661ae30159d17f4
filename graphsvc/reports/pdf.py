"""A document as PDF/UA-1, set by typst.

The document goes to typst as JSON, never as typst source: no text of the data can be read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from graphsvc.language import translate
from graphsvc.reports.document import Document, MapPicture, date_line, head_line
from graphsvc.reports.picture import draw, draw_key
from graphsvc.resources import folder

MISSING_SIGN = "□"
"""Stands for a character that none of typst's own fonts has: PDF/UA-1 allows no text without a shape."""
_WITHOUT_SHAPE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x200C, 0x200D, 0xFE0E, 0xFE0F, 0xFEFF], "")
"""Characters that show nothing by themselves, and for which fonts have no shape."""
_LONG_WORD = re.compile(r"(\S{30})(?=\S)")
"""A word this long gets a place where a line may end: a table cell is narrow."""
_NOT_DISPLAYED = re.compile(r'the text `"(.*?)"` could not be displayed')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_TRIES = 20


def render_pdf(document: Document) -> bytes:
    """The document as a PDF that passes PDF/UA-1. The same document gives the same bytes."""
    import typst

    source = (folder("visualisations") / "reports" / "report.typ").read_bytes()
    made = datetime.combine(document.made, datetime.min.time(), UTC)
    replaced: dict[int, str] = dict(_WITHOUT_SHAPE)
    values = _values(document)
    for _ in range(_TRIES):
        text = msgspec.json.encode(_drawn(_translated(values, replaced))).decode()
        try:
            return typst.compile(
                source,
                ignore_system_fonts=True,
                sys_inputs={"document": text},
                pdf_standards=["ua-1"],
                timestamp=made,
            )
        except typst.TypstError as error:
            missing = _missing_characters(error.diagnostic)
            if not missing - replaced.keys():
                raise
            replaced |= dict.fromkeys(missing, MISSING_SIGN)
    raise RuntimeError("typst kept finding characters without a shape")


def _values(document: Document) -> dict[str, Any]:
    """What the template reads: the document, and the words of the pages themselves."""
    language = document.language
    values: dict[str, Any] = msgspec.to_builtins(document)
    values["words"] = {
        "date": date_line(document),
        "head": head_line(document),
        "contents": translate(language, "Contents"),
        "page": translate(language, "Page"),
        "of": translate(language, "of"),
        "certainty": translate(language, "How sure"),
        "question": translate(language, "Question"),
    }
    return values


def _drawn(value: Any) -> Any:
    """The value with every map in it drawn: SVG instead of nodes and lines."""
    if isinstance(value, list | tuple):
        return [_drawn(part) for part in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") != "map":
        return {key: _drawn(part) for key, part in value.items()}
    picture = msgspec.convert(value, MapPicture)
    legend = [{"text": key.text, "svg": draw_key(key)} for key in picture.legend]
    words = {"type": "map", "caption": picture.caption, "description": picture.description}
    return {**words, "svg": draw(picture), "legend": legend}


def _translated(value: Any, table: Mapping[int, str]) -> Any:
    """The value with every text in it translated by the table, and long words made breakable."""
    if isinstance(value, str):
        return _LONG_WORD.sub("\\1\u200b", value.translate(table))
    if isinstance(value, list | tuple):
        return [_translated(part, table) for part in value]
    if isinstance(value, dict):
        return {key: _translated(part, table) for key, part in value.items()}
    return value


def _missing_characters(diagnostic: str) -> set[int]:
    """The characters that typst says it has no shape for. It writes some of them as \\u{1f389}."""
    found: set[int] = set()
    for text in _NOT_DISPLAYED.findall(diagnostic):
        found.update(int(code, 16) for code in _CODE.findall(text))
        found.update(ord(character) for character in _CODE.sub("", text) if ord(character) > 0x7E)
    return found
