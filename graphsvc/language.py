"""Dutch and English: which one a person reads, and the catalogue with every sentence."""

from __future__ import annotations

import gettext
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from graphsvc.resources import folder

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
DEFAULT: Language = "nl"


@cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The translations into a language; message ids are plain English, so English needs no catalogue."""
    if language == "en":
        return gettext.NullTranslations()
    return read_catalogue(language)


def read_catalogue(language: Language) -> gettext.NullTranslations:
    """The catalogue as it is on disk, compiled in memory: the .po file is the only one kept."""
    import io

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    path = folder("visualisations") / "locale" / language / "LC_MESSAGES" / "graphsvc.po"
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(language: Language, message: str, /, **values: object) -> str:
    """A sentence in a language, with its values filled in by name."""
    text = catalogue(language).gettext(message)
    return text % values if values else text


def translate_count(language: Language, one: str, many: str, count: int, /, **values: object) -> str:
    """A sentence about `count` things, correct in number; `%(count)s` is filled in."""
    return catalogue(language).ngettext(one, many, count) % {"count": number(language, count), **values}


@lru_cache(10_000)
def day(language: Language, value: date | None) -> str:
    """A date as people write it: 24 november 2026."""
    return "" if value is None else format_date(value, "d MMMM y", locale=language)


def number(language: Language, value: float, digits: int = 0) -> str:
    """A number with the separators of the language."""
    return str(format_decimal(value, f"#,##0.{'0' * digits}" if digits else "#,##0", locale=language))


def percent(language: Language, value: float) -> str:
    """A share as a whole percentage."""
    return str(format_percent(value, "0%", locale=language))
