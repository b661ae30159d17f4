"""Who a request is from. Until there is signing in, only this machine's own user may come in, as administrator.

A page of another site, open in the same browser, can reach a server on loopback too. So a request counts as the user's
own only when nothing in it points elsewhere: Host, Origin, Sec-Fetch-Site and forwarding headers (`design`: Access).
A page of a site that is listed in the settings may ask the API, but as the public does: nobody listed it as administrator.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from graphsvc.access.viewer import ADMIN, PUBLIC, Viewer
from graphsvc.api.answers import refused
from graphsvc.errors import Forbidden

API = "/graphql"
"""The one address that pages of listed sites may ask."""
NAMES = ("localhost", "127.0.0.1", "[::1]")
FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-real-ip")
_LOOKED_AT = frozenset(name.encode() for name in ("host", "origin", "sec-fetch-site", *FORWARDING))
AS = b"graphsvc-as"
"""Header by which an administrator looks as the public does; on pages it is `?as=public`."""


def refusal(headers: Mapping[str, str], port: int, *, listed: bool = False) -> str | None:
    """Why a request does not come in; None when it does. `listed`: its Origin is one of the settings."""
    if (host := headers.get("host", "").lower()) not in own_hosts(port):
        return f"the Host is {host!r}"
    if not listed:
        origin = headers.get("origin")
        if origin is not None and not _is_own(origin.lower(), port):
            return f"the Origin is {origin!r}"
        if (site := headers.get("sec-fetch-site")) not in (None, "none", "same-origin"):
            return f"Sec-Fetch-Site is {site!r}"
    forwarding = [name for name in headers if name in FORWARDING or name.startswith("x-forwarded")]
    return f"it carries {forwarding[0]}" if forwarding else None


@cache
def own_hosts(port: int) -> frozenset[str]:
    """What Host is in a request to this service."""
    return frozenset({f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set()))


def _is_own(origin: str, port: int) -> bool:
    return origin.startswith("http://") and origin.removeprefix("http://") in own_hosts(port)


def viewer_of(connection: HTTPConnection) -> Viewer:
    """The viewer of a request that the guard let in. Raises Forbidden for a view it cannot take."""
    if connection.scope.get("state", {}).get("listed"):
        return PUBLIC
    asked = parameter(connection, "as") or _header_as(connection.scope) or "admin"
    if asked not in ("admin", "public"):
        raise Forbidden(f"There is no view {asked!r}. Look as admin or as public.")
    return PUBLIC if asked == "public" else ADMIN


def _header_as(scope: Scope) -> str:
    """Most requests have no such header, and then nothing is decoded."""
    for name, value in scope["headers"]:
        if name == AS:
            return str(value, "latin-1")
    return ""


def parameter(connection: HTTPConnection, name: str) -> str | None:
    """A parameter of the address. Most requests to the API have none, and then nothing is parsed."""
    return connection.query_params.get(name) if connection.scope["query_string"] else None


class Guard:
    """Refuses every request that is neither this machine's own user's nor, to the API, of a page of a listed site."""

    def __init__(self, app: ASGIApp, port: int, origins: Collection[str] = ()) -> None:
        self.app, self.port, self.origins = app, port, frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = _headers_that_count(scope)
            listed = headers.get("origin") in self.origins and scope["path"] == API
            reason = refusal(headers, self.port, listed=listed)
            if reason is not None:
                await _refuse(reason, scope, receive, send)
                return
            if listed:
                scope.setdefault("state", {})["listed"] = True
        await self.app(scope, receive, send)


def _headers_that_count(scope: Scope) -> dict[str, str]:
    """Those by which a request is let in or refused."""
    return {
        name.decode("latin-1"): value.decode("latin-1")
        for name, value in scope["headers"]
        if name in _LOOKED_AT or name.startswith(b"x-forwarded")
    }


async def _refuse(reason: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4403, "reason": "refused"})
        return
    text = f"This service answers only its own machine for now, and of this request {reason}."
    await _response(text, scope)(scope, receive, send)


def _response(text: str, scope: Scope) -> Response:
    """The refusal, to the API as an answer of GraphQL."""
    if scope["path"] != API:
        return PlainTextResponse(f"{text}\n", status_code=403)
    answer = refused(Forbidden(text), scope["state"]["request_id"])
    return Response(answer.encoded(), 403, media_type="application/json")
