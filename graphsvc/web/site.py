"""What every page shares: the network, its figures, and the frame of menu, language and footer around the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

import anyio.to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse

from graphsvc.access.policy import is_writer
from graphsvc.access.viewer import Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.execution import Api
from graphsvc.errors import BadInput, Fault
from graphsvc.graph.provenance import attributions, is_demonstration
from graphsvc.graph.view import View
from graphsvc.language import LANGUAGES, Language
from graphsvc.live import LiveGraph
from graphsvc.model.days import today
from graphsvc.settings import Settings
from graphsvc.templates import render
from graphsvc.web.addresses import path_of, record_path
from graphsvc.web.forms.names import Names
from graphsvc.web.guard import parameter, viewer_of
from graphsvc.web.waiting import AGAIN_SECONDS, Waiting

T = TypeVar("T")
NAMES_OF_LANGUAGES = {"nl": "Nederlands", "en": "English"}


class Site:
    """One network served as pages."""

    def __init__(self, live: LiveGraph, desk: FigureDesk, settings: Settings) -> None:
        self.live, self.desk, self.settings = live, desk, settings
        self.api = Api(live, desk)
        self.waiting = Waiting()

    def language(self, request: HTTPConnection) -> Language:
        """The language a request asks for by `lang`, else that of the settings."""
        asked = parameter(request, "lang")
        return asked if asked in LANGUAGES else self.settings.lang

    def view(self, request: Request) -> View:
        """What the viewer of a request sees, on the day it asks for."""
        return self.live.view(self.viewer(request), asked_day(request))

    def viewer(self, request: Request) -> Viewer:
        """On whose behalf a request is made."""
        return viewer_of(request)

    def names(self, view: View) -> Names:
        """The names of what a view shows, to find records by, and doubles among what has ended too."""
        return Names(view, self.live.view(view.viewer, ended=True))

    def link(self, request: Request, path: str, **query: str) -> str:
        """An address within the site, as a link of this request."""
        return link(request, self.language(request), self.settings, path, **query)

    def address(self, request: Request, id: str, part: str = "", **query: str) -> str:
        """The address of a record's page, or with `part` ("/edit") of one beside it, as a link of this request."""
        return link(request, self.language(request), self.settings, record_path(id, part), **query)

    async def read(self, reading: Callable[..., T], *arguments: Any) -> T:
        """The result of a function that reads a view for long, run in a thread while no change is applied."""
        async with self.live.reading():
            return await anyio.to_thread.run_sync(reading, *arguments)

    def told_to_wait(self, request: Request, page: str, title: str) -> HTMLResponse:
        """A page that says what is being made, and looks again by itself."""
        shown = self.page(request, "waiting.html", page=page, title=title)
        shown.headers["Refresh"] = str(AGAIN_SECONDS)
        shown.headers["Cache-Control"] = "no-store"
        return shown

    def page(self, request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page from a template, in its frame."""
        language = self.language(request)
        view = self.live.view(self.viewer(request))
        frame = {
            "site_name": self.settings.site_name,
            "nonce": request.state.nonce,
            "languages": [
                {"code": code, "name": NAMES_OF_LANGUAGES[code], "url": _with(request, lang=code)} for code in LANGUAGES
            ],
            "link": lambda path, **query: link(request, language, self.settings, path, **query),
            "record_url": lambda id: self.address(request, id),
            "kept": kept(request, language, self.settings),
            "demonstration": is_demonstration(view),
            "data_date": view.data_date,
            "graph_version": view.version,
            "may_write": is_writer(view.viewer),
            "attributions": [{"text": text} for text in attributions(view)],
        }
        return HTMLResponse(render(language, name, **{**frame, **values}), status)


def asked_day(request: Request) -> date | None:
    """The day in `date`, None for today. Raises BadInput for what is no date, or a day that has yet to come."""
    text = request.query_params.get("date")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        fault = Fault.saying("", "NO_DATE", "%(text)s is no date.", "Write a date as 2026-11-24.", text=text)
        raise BadInput([fault]) from None
    if day > today():
        raise BadInput(
            [Fault.saying("", "NOT_YET", "%(text)s has yet to come.", "Choose today or an earlier day.", text=text)]
        )
    return day


def kept(request: Request, language: Language, settings: Settings) -> dict[str, str]:
    """What every link and form takes along: the language, and whose view is taken."""
    taken = request.query_params.get("as")
    return {**({"lang": language} if language != settings.lang else {}), **({"as": taken} if taken else {})}


def link(request: Request, language: Language, settings: Settings, path: str, **query: str) -> str:
    """An address within the site that takes along what is kept."""
    query = {**kept(request, language, settings), **query}
    return f"{path}?{urlencode(query)}" if query else path


def _with(request: Request, **changed: str) -> str:
    return f"{path_of(request)}?{urlencode({**dict(request.query_params), **changed})}"
