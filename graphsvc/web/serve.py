"""Serving: one process, one store, on this machine."""

from __future__ import annotations

import socket
import sys

import uvicorn

from graphsvc.api.body import BODY
from graphsvc.errors import SettingError
from graphsvc.live import LiveGraph
from graphsvc.settings import Settings
from graphsvc.web.app import build_app
from graphsvc.web.writes import HTTP

STALL_MILLISECONDS = 60_000
"""A client that takes in nothing of what is sent to it for so long is let go."""


def serve_forever(store: str, settings: Settings, host: str, port: int) -> None:
    """Serve the store at an address until interrupted. Raises SettingError when the port is taken."""
    listening = _listen(host, port)
    live = LiveGraph.open(store)
    server = uvicorn.Server(
        uvicorn.Config(
            build_app(live, settings, port),
            log_level="warning",
            server_header=False,
            date_header=True,
            access_log=False,
            http=HTTP,
            ws="websockets-sansio",
            ws_max_size=BODY,
            ws_per_message_deflate=False,  # it would cost memory for each connection
            lifespan="on",
            timeout_graceful_shutdown=3,  # streams of changes never end by themselves
        )
    )
    print(
        f"{settings.site_name}: http://{_shown(host)}:{port}  ({store}, version {live.graph.version})", file=sys.stderr
    )
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        live.close()


def _listen(host: str, port: int) -> socket.socket:
    """The socket, taken before the store is read: a port in use should be heard at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # connections take it over; other systems than Linux have no such thing
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALL_MILLISECONDS)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise SettingError(
            f"Port {port} cannot be used: {error.strerror}. Choose another with --port or PORT."
        ) from None
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
