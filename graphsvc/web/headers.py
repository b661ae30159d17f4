"""Headers of every answer: nothing from elsewhere is loaded or run, and nobody frames a page or guesses a type."""

from __future__ import annotations

import random
import secrets

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graphsvc.web.guard import API

CONSTANT = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
_POLICY = b"content-security-policy"
OF_DATA = [
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (_POLICY, b"default-src 'none'; frame-ancestors 'none'"),
]
"""Of what the API answers, which is no page: whoever shows it as one gets nothing loaded, run or framed."""


class SafeHeaders:
    """Gives each request an id, a page also a nonce for its scripts, and each answer its policy."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        of_data = scope["method"] == "POST" and scope["path"] == API
        nonce, request_id = "" if of_data else secrets.token_hex(16), f"{random.getrandbits(128):032x}"
        scope.setdefault("state", {}).update(nonce=nonce, request_id=request_id)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                constant = OF_DATA if of_data else CONSTANT
                headers = [*message["headers"], *constant, (b"x-request-id", request_id.encode())]
                if not (of_data or any(name == _POLICY for name, _ in headers)):
                    headers.append((_POLICY, policy(nonce).encode()))
                message["headers"] = headers
            await send(message)

        await self.app(scope, receive, sending)


def policy(nonce: str) -> str:
    """The Content-Security-Policy of a page. Styles may stand inline: vis-network and the query editor set them."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
    )
