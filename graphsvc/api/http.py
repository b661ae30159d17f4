"""GraphQL over HTTP: one address for POST and GET, as https://graphql.github.io/graphql-over-http/ says.

Written on ASGI itself: a request costs a few microseconds here, and each layer of conveniences would cost tens.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import cache

import anyio.to_thread
import orjson
from starlette.datastructures import QueryParams
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from graphsvc.access.viewer import Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.answers import Answer, refused
from graphsvc.api.body import SMALL, compressed, read_body
from graphsvc.api.etags import Etags
from graphsvc.api.events import since_of, stream
from graphsvc.api.execution import Api, Asked
from graphsvc.api.media import EVENTS, JSON, media_of, takes_gzip, wants_page
from graphsvc.api.parameters import asked_of, from_address
from graphsvc.api.persisted import Persisted
from graphsvc.api.refusals import BadRequest
from graphsvc.language import Language

VERSION = "Graphsvc-Version"
"""In a request: the version that the answer must be of at least. In an answer: the version it is of."""
RETRY_SECONDS = b"2"
IN_THREAD = 128 * 1024
"""Bytes of an answer from which it is compressed in a thread, so that others need not wait."""

_Headers = list[tuple[bytes, bytes]]
_Received = dict[bytes, bytes]
_VARY = (b"vary", b"Accept, Accept-Encoding")
_KEPT = (b"cache-control", b"private, no-cache")
_NOT_KEPT = (b"cache-control", b"no-store")


class GraphQLOverHTTP:
    """The endpoint. `viewer_of` may raise GraphsvcError to refuse; `page` answers a browser that asks for HTML."""

    def __init__(
        self,
        api: Api,
        desk: FigureDesk,
        persisted: Persisted,
        viewer_of: Callable[[HTTPConnection], Viewer],
        language_of: Callable[[HTTPConnection], Language],
        page: ASGIApp | None = None,
    ) -> None:
        self.api, self.persisted = api, persisted
        self.viewer_of, self.language_of, self.page = viewer_of, language_of, page
        self.etags = Etags(api.live, desk)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers_of(scope)
        accept = _text(headers, b"accept")
        if self.page is not None and scope["method"] in ("GET", "HEAD") and wants_page(accept):
            await self.page(scope, receive, send)
            return
        request_id = scope.get("state", {}).get("request_id") or secrets.token_hex(8)
        media = JSON
        try:
            media = media_of(accept)
            connection = HTTPConnection(scope)
            viewer, language = self.viewer_of(connection), self.language_of(connection)
            asked = await self._asked(scope, headers, receive, viewer)
            if b"graphsvc-version" in headers:
                await self._reach(_text(headers, b"graphsvc-version"))
            question = self.etags.question(asked, viewer, language, media)
        except Exception as error:
            await _refuse(refused(error, request_id), JSON if media == EVENTS else media, send)
            return
        if media == EVENTS:
            await stream(self.api.follow(asked, viewer, language, request_id))(scope, receive, send)
            return
        if (held := _text(headers, b"if-none-match")) and (tag := self.etags.held(held, question, viewer)):
            version = str(self.api.live.graph.version)
            await _send(send, 304, [(b"etag", tag.encode()), _KEPT, _VARY, _version(version)])
            return
        answer = await self.api.answer(asked, viewer, language, request_id)
        await self._answer(answer, self.etags.of(answer, question), media, headers, send)

    async def _asked(self, scope: Scope, headers: _Received, receive: Receive, viewer: Viewer) -> Asked:
        """What a request asks. Raises BadRequest with its status, TooMuch, Forbidden or PersistedQueryNotFound."""
        since = since_of(_text(headers, b"last-event-id"))
        if scope["method"] in ("GET", "HEAD"):
            given = from_address(QueryParams(scope["query_string"]))
            return asked_of(given, self.persisted, viewer, only_read=True, since=since)
        if scope["method"] != "POST":
            raise BadRequest("Ask by POST, or a query by GET.", 405)
        if (content_type := _text(headers, b"content-type")) != JSON:
            _require_json(content_type)
        try:
            given = orjson.loads(await read_body(receive))
        except orjson.JSONDecodeError:
            raise BadRequest("The body is no JSON in UTF-8.") from None
        return asked_of(given, self.persisted, viewer, since=since)

    async def _reach(self, version: str) -> None:
        """Wait for the version that a client has written or read elsewhere. Raises BadRequest or StoreUnavailable."""
        if not (version.isascii() and version.isdigit() and len(version) <= 15):
            raise BadRequest(f"{VERSION} is the number of a version of the graph.")
        await self.api.live.reach(int(version))

    async def _answer(self, answer: Answer, tag: str | None, media: str, received: _Received, send: Send) -> None:
        """In plain JSON it says 200, whatever became of the document."""
        status = 200 if answer.ran or (media == JSON and answer.status == 400) else answer.status
        headers: _Headers = [_type(media), _VARY, _NOT_KEPT if tag is None else _KEPT]
        if tag is not None:
            headers.append((b"etag", tag.encode()))
        if answer.version is not None:
            headers.append(_version(str(answer.version)))
        body = answer.encoded()
        if len(body) > SMALL and takes_gzip(_text(received, b"accept-encoding")):
            body = await anyio.to_thread.run_sync(compressed, body) if len(body) > IN_THREAD else compressed(body)
            headers.append((b"content-encoding", b"gzip"))
        await _send(send, status, [*headers, *_CONSEQUENCES.get(status, ())], body)


async def _refuse(answer: Answer, media: str, send: Send) -> None:
    """The answer to what is no GraphQL request."""
    headers = [_type(media), _VARY, _NOT_KEPT, *_CONSEQUENCES.get(answer.status, ())]
    await _send(send, answer.status, headers, answer.encoded())


async def _send(send: Send, status: int, headers: _Headers, body: bytes = b"") -> None:
    if status != 304:
        headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


_CONSEQUENCES: dict[int, _Headers] = {
    405: [(b"allow", b"POST")],
    408: [(b"connection", b"close")],
    413: [(b"connection", b"close")],
    503: [(b"retry-after", RETRY_SECONDS)],
}
"""What a client should know or do besides, by status. What is left of a body is not waited for."""


def _version(version: str) -> tuple[bytes, bytes]:
    return b"graphsvc-version", version.encode()


@cache
def _type(media: str) -> tuple[bytes, bytes]:
    return b"content-type", f"{media}; charset=utf-8".encode()


def _headers_of(scope: Scope) -> _Received:
    """The headers of a request; one that came several times as the list it stands for."""
    pairs = scope["headers"]
    found = dict(pairs)
    if len(found) < len(pairs):
        found = {name: b",".join([value for key, value in pairs if key == name]) for name in found}
    return found


def _text(headers: _Received, name: bytes) -> str:
    """A header, "" when there is none."""
    return str(headers.get(name, b""), "latin-1")


def _require_json(content_type: str) -> None:
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    if media != JSON or any(part.startswith("charset=") and part[8:].strip('"') != "utf-8" for part in parameters):
        raise BadRequest(f"Send {JSON} in UTF-8.", 415)
