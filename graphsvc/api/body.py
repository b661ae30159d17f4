"""Bodies: that of a request, read no further and no longer than is allowed, and that of an answer, compressed."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Coroutine, Generator
from types import coroutine
from typing import Any

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
    reading = _read(receive)
    try:
        waits_for = reading.send(None)
    except StopIteration as done:  # it was all there, as it mostly is: no timer is set for it
        found: bytes = done.value
        return found
    try:
        async with asyncio.timeout(BODY_SECONDS if seconds is None else seconds):
            return await _rest_of(reading, waits_for)
    except TimeoutError:
        raise BadRequest("The body did not come in time.", 408) from None


@coroutine
def _rest_of(reading: Coroutine[Any, None, bytes], waits_for: Any) -> Generator[Any, None, bytes]:
    """A coroutine from where its first step waits."""
    try:
        yield waits_for
    except BaseException:
        reading.close()
        raise
    return (yield from reading.__await__())


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
