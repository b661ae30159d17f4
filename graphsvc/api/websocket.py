"""GraphQL over WebSocket: many operations on one connection, each answered as its answers come.

Protocol: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md. The next message is read only when the last one
was answered, and an operation goes on only when its answer was taken, so a slow client never makes memory grow.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import orjson
from starlette.requests import HTTPConnection
from starlette.websockets import WebSocket, WebSocketDisconnect

from graphsvc.access.viewer import Viewer
from graphsvc.api.answers import Answer, refused
from graphsvc.api.execution import Api, Asked
from graphsvc.api.following import BEHIND
from graphsvc.api.limits import require_flat
from graphsvc.api.parameters import asked_of
from graphsvc.api.persisted import Persisted
from graphsvc.api.refusals import BadRequest, TooMuch, Unauthenticated
from graphsvc.errors import GraphsvcError
from graphsvc.language import Language

PROTOCOL = "graphql-transport-ws"
INIT_SECONDS = 3.0
"""A client that has not begun by then is let go."""
MOST_OPERATIONS = 20
"""Operations of one connection that run at once."""
REASON = 120
"""Bytes of the reason for closing; a frame that closes holds no more."""


class Close(Exception):
    """The connection is to be closed, with a code of the protocol and a reason."""

    def __init__(self, code: int, reason: str) -> None:
        self.code, self.reason = code, reason.encode()[:REASON].decode(errors="ignore")
        super().__init__(reason)


class GraphQLOverWebSocket:
    """The endpoint. `viewer_of` may raise GraphsvcError to refuse."""

    def __init__(
        self,
        api: Api,
        persisted: Persisted,
        viewer_of: Callable[[HTTPConnection], Viewer],
        language_of: Callable[[HTTPConnection], Language],
    ) -> None:
        self.api, self.persisted = api, persisted
        self.viewer_of, self.language_of = viewer_of, language_of

    async def converse(self, socket: WebSocket) -> None:
        """One connection, from beginning to end."""
        if PROTOCOL not in socket.scope["subprotocols"]:
            await socket.accept()
            await socket.close(4406, "Subprotocol not acceptable")
            return
        await socket.accept(PROTOCOL)
        close: Close | None = None
        try:
            async with asyncio.TaskGroup() as tasks:
                await Conversation(self, socket, tasks).listen()
        except* Close as closes:
            close = _first(closes)
        except* WebSocketDisconnect:
            pass
        if close is not None:
            await socket.close(close.code, close.reason)


class Conversation:
    """What was said on one connection."""

    def __init__(self, endpoint: GraphQLOverWebSocket, socket: WebSocket, tasks: asyncio.TaskGroup) -> None:
        self._endpoint, self._socket, self._tasks = endpoint, socket, tasks
        self._viewer: Viewer | None = None
        """Who speaks; None until it has begun."""
        self._operations: dict[str, asyncio.Task[None]] = {}

    async def listen(self) -> None:
        """Take in messages until the connection ends. Raises Close or WebSocketDisconnect."""
        try:
            async with asyncio.timeout(INIT_SECONDS):
                while self._viewer is None:
                    await self._hear()
        except TimeoutError:
            raise Close(4408, "Connection initialisation timeout") from None
        while True:
            await self._hear()

    async def _hear(self) -> None:
        message = await self._message()
        match message.get("type"):
            case "connection_init":
                await self._begin(message)
            case "ping":
                await self._say("pong", **_payload(message))
            case "pong":
                _payload(message)
            case "subscribe":
                await self._subscribe(message)
            case "complete":
                if (task := self._operations.pop(_id(message), None)) is not None:
                    task.cancel()
            case other:
                raise Close(4400, f"Invalid message type {other!r}")

    async def _message(self) -> dict[str, Any]:
        received = await self._socket.receive()
        if received["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(received.get("code") or 1005)
        try:
            message = orjson.loads(received.get("text") or "")
        except orjson.JSONDecodeError:
            raise Close(4400, "A message is an object in JSON, sent as text") from None
        if not isinstance(message, dict):
            raise Close(4400, "A message is an object")
        return message

    async def _begin(self, message: dict[str, Any]) -> None:
        if self._viewer is not None:
            raise Close(4429, "Too many initialisation requests")
        _payload(message)
        try:
            self._viewer = self._endpoint.viewer_of(self._socket)
        except Unauthenticated as error:
            raise Close(4401, str(error)) from None
        except GraphsvcError as error:
            raise Close(4403, str(error)) from None
        await self._say("connection_ack")

    async def _subscribe(self, message: dict[str, Any]) -> None:
        if self._viewer is None:
            raise Close(4401, "Unauthorized")
        id, request_id = _id(message), secrets.token_hex(8)
        if id in self._operations:
            raise Close(4409, f"Subscriber for {id} already exists")
        try:
            asked = asked_of(message.get("payload"), self._endpoint.persisted, self._viewer)
            if len(self._operations) >= MOST_OPERATIONS:
                raise TooMuch(
                    "OPERATIONS",
                    MOST_OPERATIONS,
                    MOST_OPERATIONS + 1,
                    f"One connection runs at most {MOST_OPERATIONS} operations at once.",
                )
        except BadRequest as error:
            raise Close(4400, str(error)) from None
        except GraphsvcError as error:
            await self._say("error", id=id, payload=refused(error, request_id).body["errors"])
            return
        self._operations[id] = self._tasks.create_task(self._operate(id, asked, self._viewer, request_id))

    async def _operate(self, id: str, asked: Asked, viewer: Viewer, request_id: str) -> None:
        """Answer one operation. Raises Close when the client is too far behind."""
        language = self._endpoint.language_of(self._socket)
        try:
            async with aclosing(self._endpoint.api.follow(asked, viewer, language, request_id)) as answers:
                async for answer in answers:
                    if answer is not None and not await self._tell(id, answer):
                        return
            await self._say("complete", id=id)
        finally:
            if self._operations.get(id) is asyncio.current_task():
                del self._operations[id]

    async def _tell(self, id: str, answer: Answer) -> bool:
        """Whether the operation goes on after this answer."""
        if answer.limit == BEHIND:
            raise Close(4408, answer.body["errors"][0]["message"])
        if answer.ran:
            await self._say("next", id=id, payload=orjson.Fragment(answer.encoded()))
        else:
            await self._say("error", id=id, payload=answer.body["errors"])
        return answer.ran

    async def _say(self, type: str, **parts: Any) -> None:
        await self._socket.send_text(orjson.dumps({"type": type, **parts}).decode())


def _id(message: dict[str, Any]) -> str:
    id = message.get("id")
    if not isinstance(id, str) or not id:
        raise Close(4400, "The message has no id")
    return id


def _payload(message: dict[str, Any]) -> dict[str, Any]:
    """The payload as a part of an answer, if there is one."""
    payload = message.get("payload")
    if payload is not None and not isinstance(payload, dict):
        raise Close(4400, "The payload is no object")
    if payload is None:
        return {}
    try:
        require_flat(payload)
    except TooMuch:
        raise Close(4400, "The payload holds too much, or is nested too deep") from None
    return {"payload": payload}


def _first(closes: BaseExceptionGroup[Close]) -> Close:
    found = closes.exceptions[0]
    return _first(found) if isinstance(found, BaseExceptionGroup) else found
