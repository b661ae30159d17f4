"""Answers as server-sent events, one stream for one operation.

Protocol: https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, distinct connections mode. Besides, each event
carries as its id the version up to which all was told; a client that comes back with Last-Event-ID misses nothing.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from starlette.responses import StreamingResponse

from graphsvc.api.answers import Answer
from graphsvc.api.media import EVENTS
from graphsvc.api.refusals import BadRequest

STILL_HERE = b":\n\n"
"""A comment, which clients leave aside."""


def stream(answers: AsyncGenerator[Answer | None, None]) -> StreamingResponse:
    """The response that gives answers as they come; None is told as a sign that the stream is still there."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(answers), media_type=EVENTS, headers=headers)


def since_of(last_event_id: str) -> int | None:
    """The version up to which a client says that it was told. Raises BadRequest."""
    if not last_event_id:
        return None
    if not (last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) <= 15):
        raise BadRequest("Last-Event-ID is the id of an event of this stream.")
    return int(last_event_id)


async def _events(answers: AsyncGenerator[Answer | None, None]) -> AsyncIterator[bytes]:
    yield STILL_HERE  # so that the client knows at once that the stream is there
    async with aclosing(answers):
        async for answer in answers:
            yield STILL_HERE if answer is None else _event(answer)
    yield b"event: complete\ndata:\n\n"


def _event(answer: Answer) -> bytes:
    told = b"" if answer.told is None else b"id: %d\n" % answer.told
    return b"event: next\n" + told + b"data: " + answer.encoded() + b"\n\n"
