"""GraphQL over HTTP: one endpoint for POST and GET, as https://graphql.github.io/graphql-over-http/ says."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from inspect import isawaitable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from graphsvc.access.viewer import Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.answers import Answer, refused
from graphsvc.api.execution import Api, Asked
from graphsvc.api.refusals import BadRequest, PersistedQueryNotFound, TooMuch
from graphsvc.language import DEFAULT, Language
from graphsvc.live import LiveGraph

BODY = 256 * 1024
"""Bytes of a request at most."""
JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
HTML = "text/html"
EVENTS = "text/event-stream"

VERSION = "Graphsvc-Version"
"""In a request: the version that the answer must be of at least. In an answer: the version it is of."""
RETRY_SECONDS = "2"

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def build_endpoint(
    path: str,
    live: LiveGraph,
    desk: FigureDesk,
    *,
    viewer_of: Callable[[Request], Viewer],
    language_of: Callable[[Request], Language] = lambda request: DEFAULT,
    page: Callable[[Request], Response | Awaitable[Response]] | None = None,
) -> Route:
    """The route of the API. `viewer_of` may raise GraphsvcError to refuse; `page` answers a browser that asks for HTML."""
    api = Api(live, desk)

    async def endpoint(request: Request) -> Response:
        request_id = getattr(request.state, "request_id", None) or secrets.token_hex(8)
        media = JSON
        try:
            if page is not None and request.method in ("GET", "HEAD") and _wants_page(request):
                response = page(request)
                return await response if isawaitable(response) else response
            media = _media(request)
            viewer = viewer_of(request)
            asked = await _asked(request)
            await _reach(request, live)
        except Exception as error:
            return _response(refused(error, request_id), JSON if media == EVENTS else media, asked=False)
        if media == EVENTS:
            answers = api.follow(asked, viewer, language_of(request), request_id)
            return StreamingResponse(_events(answers), media_type=EVENTS, headers={"Cache-Control": "no-store"})
        answer = await api.answer(asked, viewer, language_of(request), request_id)
        return _response(answer, media, asked=True)

    return Route(path, endpoint, methods=_METHODS)


async def _reach(request: Request, live: LiveGraph) -> None:
    """Wait for the version that a client has written or read elsewhere. Raises BadRequest or StoreUnavailable."""
    text = request.headers.get(VERSION)
    if text is None:
        return
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise BadRequest(f"{VERSION} is the number of a version of the graph.")
    await live.reach(int(text))


def _response(answer: Answer, media: str, *, asked: bool) -> Response:
    """`asked` says whether the request was one of GraphQL: then plain JSON says 200 whatever became of its document."""
    status = 200 if answer.ran else answer.status
    if media == JSON and asked and status == 400:
        status = 200
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if status == 405:
        headers["Allow"] = "POST"
    if status == 503:
        headers["Retry-After"] = RETRY_SECONDS
    if (version := answer.body.get("extensions", {}).get("graphVersion")) is not None:
        headers[VERSION] = str(version)
    body = orjson.dumps(answer.body, option=orjson.OPT_NON_STR_KEYS)
    return Response(body, status, headers, media_type=f"{media}; charset=utf-8")


async def _events(answers: AsyncIterator[Answer | None]) -> AsyncIterator[bytes]:
    """Answers as events, each stream of one operation: https://github.com/enisdenjo/graphql-sse, distinct connections."""
    yield b":\n\n"  # so that the client knows at once that the stream is there
    async for answer in answers:
        yield b":\n\n" if answer is None else b"event: next\ndata: " + orjson.dumps(answer.body) + b"\n\n"
    yield b"event: complete\ndata:\n\n"


def _accepted(request: Request) -> list[str]:
    """The media types a client accepts, the dearest first; what it refuses (q=0) left out."""
    weighed = []
    for place, part in enumerate(request.headers.get("accept", "").split(",")):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((_weight(piece[2:]) for piece in parameters if piece.startswith("q=")), 1.0)
        if media and weight > 0:
            weighed.append((-weight, place, media))
    return [media for _, _, media in sorted(weighed)]


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _media(request: Request) -> str:
    """Raises BadRequest (406) when the client takes none of what there is."""
    accepted = _accepted(request)
    for media in accepted:
        if media in (GRAPHQL, EVENTS):
            return media
        if media in (JSON, "application/*", "*/*"):
            return JSON
    if accepted:
        raise BadRequest(f"Answers are {GRAPHQL}, {JSON} or {EVENTS}; Accept names none of them.", 406)
    return JSON


def _wants_page(request: Request) -> bool:
    found = [media for media in _accepted(request) if media in (HTML, JSON, GRAPHQL)]
    return found[:1] == [HTML]


async def _asked(request: Request) -> Asked:
    """What a request asks. Raises BadRequest with its status, TooMuch or PersistedQueryNotFound."""
    if request.method in ("GET", "HEAD"):
        return _of_parameters(_from_url(request), only_read=True)
    if request.method != "POST":
        raise BadRequest("Ask by POST, or a query by GET.", 405)
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    if media != JSON or any(part.startswith("charset=") and part[8:].strip('"') != "utf-8" for part in parameters):
        raise BadRequest(f"Send {JSON} in UTF-8.", 415)
    try:
        parameters_given = orjson.loads(await _body(request))
    except orjson.JSONDecodeError:
        raise BadRequest("The body is no JSON.") from None
    return _of_parameters(parameters_given, only_read=False)


async def _body(request: Request) -> bytes:
    """The body, read no further than the limit."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BODY:
            raise BodyTooLarge(size)
        parts.append(part)
    return b"".join(parts)


class BodyTooLarge(TooMuch, BadRequest):
    """The body is larger than the limit."""

    def __init__(self, found: int) -> None:
        super().__init__("BODY", BODY, found, f"The body is larger than {BODY} bytes.")
        self.status = 413


def _from_url(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    for name in ("variables", "extensions"):
        if given.get(name):
            try:
                given[name] = orjson.loads(given[name])
            except orjson.JSONDecodeError:
                raise BadRequest(f"{name} is no JSON.") from None
        else:
            given.pop(name, None)
    return given


def _of_parameters(given: Any, *, only_read: bool) -> Asked:
    if not isinstance(given, Mapping):
        raise BadRequest("The body is an object with query, and perhaps variables and operationName.")
    query, operation = given.get("query"), given.get("operationName")
    variables, extensions = given.get("variables"), given.get("extensions")
    for name, value in (("variables", variables), ("extensions", extensions)):
        if value is not None and not isinstance(value, Mapping):
            raise BadRequest(f"{name} is no object.")
    if operation is not None and not isinstance(operation, str):
        raise BadRequest("operationName is no text.")
    if query is None and isinstance(extensions, Mapping) and "persistedQuery" in extensions:
        raise PersistedQueryNotFound("No document is stored under this name.")
    if not isinstance(query, str):
        raise BadRequest("query is missing, or no text.")
    return Asked(query, variables or {}, operation or None, only_read)
