"""Bodies: that of a request, read no further and no longer than is allowed, and that of an answer, compressed."""

from __future__ import annotations

import asyncio
import gzip

from starlette.types import Receive

from graphsvc.api.refusals import BadRequest, TooMuch

BODY = 256 * 1024
"""Bytes of a request at most."""
BODY_SECONDS = 10.0
"""A request that is not here whole after so long is refused."""
SMALL = 1_024
"""Bytes of an answer that are not worth compressing."""
LEVEL = 1
"""Of gzip: JSON of records is made five times smaller at a fifth of the time of level 6, which makes it six times smaller."""


class BodyTooLarge(TooMuch, BadRequest):
    """The body is larger than the limit."""

    def __init__(self, found: int) -> None:
        super().__init__("BODY", BODY, found, f"The body is larger than {BODY} bytes.")
        self.status = 413


async def read_body(receive: Receive, seconds: float | None = None) -> bytes:
    """The body of a request. Raises BodyTooLarge, or BadRequest (408) when it does not come."""
    try:
        async with asyncio.timeout(BODY_SECONDS if seconds is None else seconds):
            return await _read(receive)
    except TimeoutError:
        raise BadRequest("The body did not come in time.", 408) from None


async def _read(receive: Receive) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise BadRequest("The connection was lost.")
        part = message.get("body", b"")
        size += len(part)
        if size > BODY:
            raise BodyTooLarge(size)
        parts.append(part)
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def compressed(body: bytes) -> bytes:
    """A body in gzip."""
    return gzip.compress(body, LEVEL, mtime=0)
