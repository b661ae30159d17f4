"""Who a request is from. Until there is signing in, only this machine's own user may come in, as administrator.

A page of another site, open in the same browser, can reach a server on loopback too. So a request counts as the user's
own only when nothing in it points elsewhere: Host, Origin, Sec-Fetch-Site and forwarding headers (`design`: Access).
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from graphsvc.access.viewer import ADMIN, PUBLIC, Viewer
from graphsvc.errors import Forbidden

NAMES = ("localhost", "127.0.0.1", "[::1]")
FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-real-ip")
AS = "graphsvc-as"
"""Header by which an administrator looks as the public does; on pages it is `?as=public`."""


def refusal(headers: Mapping[str, str], port: int) -> str | None:
    """Why a request is not this machine's own user's; None when it is."""
    own = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
    if (host := headers.get("host", "").lower()) not in own:
        return f"the Host is {host!r}"
    origin = headers.get("origin")
    if origin is not None and not (urlsplit(origin).scheme == "http" and urlsplit(origin).netloc.lower() in own):
        return f"the Origin is {origin!r}"
    if (site := headers.get("sec-fetch-site")) not in (None, "none", "same-origin"):
        return f"Sec-Fetch-Site is {site!r}"
    forwarding = [name for name in headers if name in FORWARDING or name.startswith("x-forwarded")]
    return f"it carries {forwarding[0]}" if forwarding else None


def viewer_of(headers: Mapping[str, str], parameters: Mapping[str, str]) -> Viewer:
    """The viewer of a request that the guard let in. Raises Forbidden for a view it cannot take."""
    asked = parameters.get("as") or headers.get(AS) or "admin"
    if asked not in ("admin", "public"):
        raise Forbidden(f"There is no view {asked!r}. Look as admin or as public.")
    return PUBLIC if asked == "public" else ADMIN


class Guard:
    """Refuses every request that is not this machine's own user's."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app, self.port = app, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            reason = refusal(Headers(scope=scope), self.port)
            if reason is not None:
                text = f"This service answers only its own machine for now, and of this request {reason}.\n"
                if scope["type"] == "websocket":
                    await send({"type": "websocket.close", "code": 4403, "reason": "refused"})
                    return
                await PlainTextResponse(text, status_code=403)(scope, receive, send)
                return
        await self.app(scope, receive, send)
