"""A document as HTML: one file that needs nothing else, or the part that goes into a page of the site."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from graphsvc.reports.document import Bar, Block, Document, Key, MapPicture, date_line
from graphsvc.reports.picture import draw, draw_key
from graphsvc.templates import render

Address = Callable[[str], str]
"""Gives the address of the page of a record, by its id."""


def render_html(document: Document) -> str:
    """The whole document as one page: styles inside, no script, nothing asked of another place."""
    return _render("documents/file.html", document, 1, None)


def render_body(document: Document, *, top: int = 2, address: Address | None = None) -> str:
    """The document without a page around it; its title is a heading of level `top`, and `address` gives links."""
    return _render("documents/body.html", document, top, address)


def _render(name: str, document: Document, top: int, address: Address | None) -> str:
    return render(
        document.language,
        name,
        document=document,
        date_line=date_line(document),
        top=top,
        address=address,
        kind=_kind,
        picture=_picture,
        sign=_sign,
        bar=_bar,
    )


def _kind(block: Block) -> str:
    return str(block.__struct_config__.tag)


# What these draw holds numbers and checked colours only, so it needs no escaping.


def _picture(picture: MapPicture) -> Markup:
    return _hidden(draw(picture), "picture")


def _sign(key: Key) -> Markup:
    return _hidden(draw_key(key), "sign")


def _bar(bar: Bar) -> Markup:
    width = 100 * min(1.0, max(0.0, bar.share))
    shape = f'<rect width="{width:.1f}" height="10"/>'
    return _hidden(f'<svg viewBox="0 0 100 10" preserveAspectRatio="none">{shape}</svg>', "bar")


def _hidden(svg: str, name: str) -> Markup:
    """A drawing of a class, left out for those who hear the page: the text beside it says the same."""
    return Markup(svg.replace("<svg ", f'<svg aria-hidden="true" class="{name}" ', 1))
