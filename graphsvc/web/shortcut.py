"""The short way to the API, which is asked far more often than any page."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send


class Shortcut:
    """Gives what is sent to the API to it at once, past the search for a route and all that only pages need.

    Whatever else is asked at its address goes the way of the pages, and comes to the API by its route.
    """

    def __init__(self, app: ASGIApp, path: str, api: ASGIApp) -> None:
        self.app, self.path, self.api = app, path, api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sent = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == self.path
        await (self.api if sent else self.app)(scope, receive, send)
