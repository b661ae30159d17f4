"""The routes of the API: over HTTP, with server-sent events, and over WebSocket, all at one address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp

from graphsvc.access.viewer import Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.documents import ParseFailed, ValidationFailed
from graphsvc.api.execution import Api
from graphsvc.api.http import GraphQLOverHTTP
from graphsvc.api.persisted import Persisted
from graphsvc.api.websocket import GraphQLOverWebSocket
from graphsvc.errors import LimitExceeded, SettingError
from graphsvc.language import DEFAULT, Language
from graphsvc.live import LiveGraph

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def build_endpoint(
    path: str,
    live: LiveGraph,
    desk: FigureDesk,
    *,
    viewer_of: Callable[[HTTPConnection], Viewer],
    language_of: Callable[[HTTPConnection], Language] = lambda connection: DEFAULT,
    page: ASGIApp | None = None,
    listed: Mapping[str, str] | None = None,
    only_listed: bool = False,
    introspection: bool = True,
    middleware: Sequence[Middleware] = (),
) -> tuple[Route, WebSocketRoute]:
    """The routes of the API. `viewer_of` may raise GraphsvcError to refuse; `page` answers a browser that asks for HTML.

    `listed`: the documents that clients may ask by name, name -> document. Raises SettingError for one that is not valid.
    """
    if only_listed and not listed:
        raise SettingError("GRAPHSVC_ONLY_DOCUMENTS needs a list of documents. Name it with GRAPHSVC_DOCUMENTS.")
    api = Api(live, desk, introspection=introspection)
    persisted = Persisted(listed, only=only_listed)
    _keep_listed(api, persisted)
    over_http = GraphQLOverHTTP(api, desk, persisted, viewer_of, language_of, page)
    over_websocket = GraphQLOverWebSocket(api, persisted, viewer_of, language_of)
    return (
        Route(path, over_http, methods=_METHODS, middleware=middleware),
        WebSocketRoute(path, over_websocket.converse),
    )


def _keep_listed(api: Api, persisted: Persisted) -> None:
    for name, text in persisted.listed.items():
        try:
            api.documents.keep(text)
        except (ParseFailed, ValidationFailed, LimitExceeded) as error:
            raise SettingError(f"The listed document {name} cannot be answered: {error}") from None
