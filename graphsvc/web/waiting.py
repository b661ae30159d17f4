"""What takes long to make for a page: a browser is told so after a second, and looks again until it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import ref

from starlette.requests import Request

from graphsvc.forgetting import when_erased

T = TypeVar("T")
PATIENCE_SECONDS = 1.0
AGAIN_SECONDS = 2
"""So long after it was told a browser looks again."""
KEPT_SECONDS = 30.0
"""What was made stays so long for whoever is to look again."""


class Waiting:
    """What is being made, by what it is. Whoever asks for the same meanwhile waits for the same."""

    def __init__(self) -> None:
        self._tasks: dict[Hashable, asyncio.Task[Any]] = {}
        when_erased(self.forget)

    async def result(self, request: Request, what: Hashable, make: Callable[[], Awaitable[T]]) -> T | None:
        """What `make` gives; None when it takes longer than a second and the request can be told to come again.

        A program, which would not know what to do with a page that tells it to wait, gets what it asked for.
        """
        task = self._tasks.get(what)
        if task is None:
            task = self._tasks[what] = asyncio.create_task(_run(make))
            task.add_done_callback(lambda done: self._let_go_later(what, done))
        await asyncio.wait([task], timeout=PATIENCE_SECONDS if _comes_again(request) else None)
        if not task.done():
            return None
        self._tasks.pop(what, None)
        return cast(T, task.result())

    async def close(self) -> None:
        """Stop all that is being made."""
        tasks = [*self._tasks.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def forget(self) -> None:
        """Let go of what is made: it may hold what was erased."""
        self._tasks.clear()

    def _let_go_later(self, what: Hashable, done: asyncio.Task[Any]) -> None:
        made = ref(done)  # what was fetched, or forgotten, must not stay until the time is over

        def let_go() -> None:
            if (task := self._tasks.get(what)) is not None and task is made():
                del self._tasks[what]

        asyncio.get_running_loop().call_later(KEPT_SECONDS, let_go)


async def _run(make: Callable[[], Awaitable[T]]) -> T:
    return await make()


def _comes_again(request: Request) -> bool:
    """Whether it is a browser that shows the answer as a page."""
    return request.headers.get("sec-fetch-dest") in ("document", "iframe")
