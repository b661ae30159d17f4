"""Templates of pages and files: Jinja with autoescape, in one language, from `visualisations/templates/`."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup

from graphsvc.language import Language, catalogue, day, number
from graphsvc.resources import folder


def render(language: Language, name: str, **values: Any) -> str:
    """A template filled in. Whatever comes from data is escaped."""
    return environment(language).get_template(name).render(lang=language, **values)


@cache
def environment(language: Language) -> jinja2.Environment:
    """The templates of one language; `static` gives the address of a file, `inline` its text."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder("visualisations") / "templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]  # of the extension
    templates.filters["day"] = lambda value: day(language, value)
    templates.filters["number"] = lambda value: number(language, value)
    templates.globals.update(static=static, inline=inline)
    return templates


@cache
def static(path: str) -> str:
    """The address of a file of `visualisations/`, which changes with its content so that it may be cached for good."""
    content = (folder("visualisations") / path).read_bytes()
    return f"/static/{path}?v={hashlib.sha256(content).hexdigest()[:12]}"


@cache
def inline(path: str) -> Markup:
    """The text of a style or script of ours, to stand inside a page."""
    text = (folder("visualisations") / path).read_text(encoding="utf-8")
    return Markup(text.replace("</script", "<\\/script"))
