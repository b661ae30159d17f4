"""The application: which address leads to which page, and what stands around every request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from inspect import isawaitable

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute, request_response
from starlette.staticfiles import StaticFiles

from graphsvc.analysis.figures import FigureDesk
from graphsvc.analysis.gaps.thresholds import read_thresholds
from graphsvc.api.endpoint import build_endpoint
from graphsvc.api.persisted import read_listed
from graphsvc.api.search import AFTER_START, make_index
from graphsvc.errors import GraphsvcError
from graphsvc.live import LiveGraph
from graphsvc.resources import folder
from graphsvc.settings import Settings
from graphsvc.web import health
from graphsvc.web.addresses import RecordRoute
from graphsvc.web.fault import fault_page
from graphsvc.web.forms.edit import edit
from graphsvc.web.forms.end import end
from graphsvc.web.forms.new import new
from graphsvc.web.forms.suggest import suggest
from graphsvc.web.forms.undo import undo
from graphsvc.web.graphiql import graphiql
from graphsvc.web.guard import API, Guard, viewer_of
from graphsvc.web.headers import SafeHeaders
from graphsvc.web.history import history
from graphsvc.web.map import map_page
from graphsvc.web.origins import cross_origin, origins_of
from graphsvc.web.questions import FORMATS as ANSWER_FORMATS
from graphsvc.web.questions import question_file, question_list, question_page
from graphsvc.web.record import record
from graphsvc.web.report import FORMATS, report, report_file
from graphsvc.web.shortcut import Shortcut
from graphsvc.web.site import Site
from graphsvc.web.start import start

ON_FIRST_USE = "scipy.optimize"
"""What advices import when they first need it: 0.15 s of CPU and 17 MB, which the start does without."""
STATIC = ("styles", "scripts", "vendor")
Page = Callable[[Site, Request], Response | Awaitable[Response]]


def build_app(live: LiveGraph, settings: Settings, port: int) -> Starlette:
    """The application on a network. It follows other writers for as long as it runs.

    Raises SettingError for thresholds of gaps that do not fit: now, and not when somebody first asks for gaps.
    """
    read_thresholds(settings.gap_thresholds)
    desk = FigureDesk(live)
    site = Site(live, desk, settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        work = (live.follow(settings.poll_seconds), _warm(site), make_index(live), _import_ahead())
        tasks = [asyncio.create_task(one) for one in work]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, desk.close(), return_exceptions=True)

    async def failed(request: Request, error: Exception) -> Response:
        return fault_page(site, request, error)

    api = _api(site)
    return Starlette(
        routes=[*api, *_pages(site)],
        lifespan=lifespan,
        middleware=[
            Middleware(SafeHeaders),
            Middleware(Guard, port=port, origins=origins_of(settings)),
            Middleware(Shortcut, path=API, api=api[0].app),
        ],
        exception_handlers={GraphsvcError: failed, HTTPException: failed, Exception: failed},
    )


async def _warm(site: Site) -> None:
    """The first visitor need not wait for figures that everybody asks for."""
    with suppress(GraphsvcError):  # whoever asks for the figures hears why there are none
        await site.desk.get(site.live.view())


async def _import_ahead() -> None:
    """Whoever asks for the first advice need not wait for what it imports."""
    await asyncio.sleep(AFTER_START)
    await anyio.to_thread.run_sync(import_module, ON_FIRST_USE)


def _answer(site: Site, shown: Page) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        response = shown(site, request)
        return await response if isawaitable(response) else response

    return answer


def _api(site: Site) -> tuple[Route, WebSocketRoute]:
    """The routes of the API: they stand outside what only pages need."""
    return build_endpoint(
        API,
        site.live,
        site.desk,
        viewer_of=viewer_of,
        language_of=site.language,
        page=GZipMiddleware(request_response(_answer(site, graphiql))),
        listed=read_listed(site.settings.documents),
        only_listed=site.settings.only_documents,
        introspection=site.settings.introspection,
        middleware=cross_origin(site.settings),
    )


def _pages(site: Site) -> list[BaseRoute]:
    def methods(form: bool) -> list[str]:
        return ["GET", "POST"] if form else ["GET"]

    def page(path: str, shown: Page, *, form: bool = False) -> Route:
        return Route(path, _answer(site, shown), methods=methods(form))

    def record_page(part: str, shown: Page, *, form: bool = False) -> Route:
        return RecordRoute(part, _answer(site, shown), methods=methods(form))

    pages = [
        page("/", start),
        page("/map", map_page),
        page("/report", report),
        *(page(f"/report.{form}", report_file) for form in FORMATS),
        page("/questions", question_list),
        *(page(f"/questions/{{key}}.{form}", question_file) for form in ANSWER_FORMATS),
        page("/questions/{key}", question_page),
        page("/new", new, form=True),
        page("/suggest", suggest),
        page("/undo", undo, form=True),
        record_page("", record),
        record_page("/edit", edit, form=True),
        record_page("/end", end, form=True),
        record_page("/history", history),
        page("/healthz", health.alive),
        page("/readyz", health.ready),
        *(Mount(f"/static/{part}", StaticFiles(directory=folder("visualisations") / part)) for part in STATIC),
    ]
    return [Mount("", routes=pages, middleware=[Middleware(GZipMiddleware, minimum_size=1000)])]
