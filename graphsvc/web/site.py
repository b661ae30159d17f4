"""What every page shares: the network, its figures, and the frame of menu, language and footer around the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse

from graphsvc.analysis.figures import FigureDesk
from graphsvc.errors import BadInput
from graphsvc.graph.provenance import attributions, is_demonstration
from graphsvc.graph.view import View
from graphsvc.language import LANGUAGES, Language
from graphsvc.live import LiveGraph
from graphsvc.settings import Settings
from graphsvc.templates import render
from graphsvc.web.guard import viewer_of

T = TypeVar("T")
NAMES_OF_LANGUAGES = {"nl": "Nederlands", "en": "English"}


class Site:
    """One network served as pages."""

    def __init__(self, live: LiveGraph, desk: FigureDesk, settings: Settings) -> None:
        self.live, self.desk, self.settings = live, desk, settings

    def language(self, request: Request) -> Language:
        """The language a request asks for by `lang`, else that of the settings."""
        asked = request.query_params.get("lang")
        return asked if asked in LANGUAGES else self.settings.lang

    def view(self, request: Request) -> View:
        """What the viewer of a request sees, on the day it asks for."""
        viewer = viewer_of(request.headers, request.query_params)
        return self.live.view(viewer, asked_day(request))

    async def read(self, reading: Callable[..., T], *arguments: Any) -> T:
        """The result of a function that reads a view for long, run in a thread while no change is applied."""
        async with self.live.reading():
            return await anyio.to_thread.run_sync(reading, *arguments)

    def page(self, request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page from a template, in its frame."""
        language = self.language(request)
        view = self.live.view(viewer_of(request.headers, request.query_params))
        frame = {
            "site_name": self.settings.site_name,
            "nonce": request.state.nonce,
            "languages": [
                {"code": code, "name": NAMES_OF_LANGUAGES[code], "url": _with(request, lang=code)} for code in LANGUAGES
            ],
            "link": lambda path, **query: link(request, language, self.settings, path, **query),
            "kept": kept(request, language, self.settings),
            "demonstration": is_demonstration(view),
            "data_date": view.data_date,
            "graph_version": view.version,
            "attributions": [{"text": text} for text in attributions(view)],
        }
        return HTMLResponse(render(language, name, **{**frame, **values}), status)


def asked_day(request: Request) -> date | None:
    """The day in `date`, None for today. Raises BadInput for what is no date."""
    text = request.query_params.get("date")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput.of(f"{text!r} is no date.", place="date", remedy="Write a date as 2026-11-24.") from None


def kept(request: Request, language: Language, settings: Settings) -> dict[str, str]:
    """What every link and form takes along: the language, and whose view is taken."""
    taken = request.query_params.get("as")
    return {**({"lang": language} if language != settings.lang else {}), **({"as": taken} if taken else {})}


def link(request: Request, language: Language, settings: Settings, path: str, **query: str) -> str:
    """An address within the site that takes along what is kept."""
    query = {**kept(request, language, settings), **query}
    return f"{path}?{urlencode(query)}" if query else path


def _with(request: Request, **changed: str) -> str:
    return f"{request.url.path}?{urlencode({**dict(request.query_params), **changed})}"
