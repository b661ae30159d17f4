"""Other sites whose pages may ask the API: CORS, by the list of the settings, and never with credentials."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from graphsvc.api.http import VERSION
from graphsvc.settings import Settings

SENT = ("Accept", "Authorization", "Content-Type", "If-None-Match", "Last-Event-ID", VERSION)
TOLD = ("ETag", VERSION, "Retry-After", "X-Request-Id")


def origins_of(settings: Settings) -> tuple[str, ...]:
    """The origins on the list."""
    return tuple(origin.strip() for origin in settings.cors_origins.split(",") if origin.strip())


def cross_origin(settings: Settings) -> list[Middleware]:
    """What answers their browsers; nothing when none is on the list."""
    if not (origins := origins_of(settings)):
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=("GET", "POST"),
            allow_headers=SENT,
            expose_headers=TOLD,
            allow_private_network=True,  # a browser asks whether a page from outside may reach this machine
        )
    ]
