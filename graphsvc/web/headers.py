"""Headers of every answer: nothing from elsewhere is loaded or run, and nobody frames a page or guesses a type."""

from __future__ import annotations

import secrets
import uuid

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class SafeHeaders:
    """Gives each request an id and a nonce for its scripts, and each answer its policy."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce, request_id = secrets.token_urlsafe(16), uuid.uuid4().hex
        scope.setdefault("state", {}).update(nonce=nonce, request_id=request_id)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", policy(nonce))
                headers.update(
                    {
                        "X-Content-Type-Options": "nosniff",
                        "X-Frame-Options": "SAMEORIGIN",
                        "Referrer-Policy": "same-origin",
                        "Cross-Origin-Opener-Policy": "same-origin",
                        "Cross-Origin-Resource-Policy": "same-origin",
                        "X-Request-Id": request_id,
                    }
                )
            await send(message)

        await self.app(scope, receive, sending)


def policy(nonce: str) -> str:
    """The Content-Security-Policy of a page. Styles may stand inline: vis-network and the query editor set them."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
    )
