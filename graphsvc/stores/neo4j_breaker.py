"""What keeps a server that is away from holding up whoever asks: deadlines, and one try at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TypeVar

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 5.0
ASK_SECONDS = 5.0
"""How long a call may last before the server is asked whether it is still there, and again."""

T = TypeVar("T")


class Away(Exception):
    """The server did not answer a moment ago, and is not asked again yet."""


class Breaker:
    """Closed while the server answers. After a silence it lets one caller through at a time, each after a longer pause."""

    def __init__(self, silence: tuple[type[Exception], ...]) -> None:
        self._silence = silence
        """The errors that mean that the server does not answer."""
        self._turn = threading.Lock()
        self._pause, self._until, self._trying = 0.0, 0.0, False

    @property
    def is_open(self) -> bool:
        """Whether the server was silent at the last call that ended."""
        return self._pause > 0

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Around a call to the server. Raises Away, at once, while it is not asked."""
        trying = self._enter()
        silent = False
        try:
            yield
        except self._silence:
            silent = True
            raise
        finally:
            self._leave(trying, silent)

    def _enter(self) -> bool:
        with self._turn:
            if not self._pause:
                return False
            if self._trying or time.monotonic() < self._until:
                raise Away
            self._trying = True
            return True

    def _leave(self, trying: bool, silent: bool) -> None:
        with self._turn:
            if trying:
                self._trying = False
            if not silent:
                self._pause = 0.0
            elif trying or not self._pause:
                self._pause = min(LONGEST_PAUSE, self._pause * 2) or FIRST_PAUSE
                self._until = time.monotonic() + self._pause


def within(seconds: float, action: Callable[[], T], answers: Callable[[], bool] | None = None) -> T:
    """What `action` gives, made in a thread of its own. Raises TimeoutError when that takes longer; the thread goes on.

    `answers` is asked every few seconds whether it is of use to wait any longer.
    """
    answer: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def work() -> None:
        try:
            answer.put((action(), None))
        except BaseException as error:
            answer.put((None, error))

    threading.Thread(target=work, daemon=True, name="neo4j").start()
    deadline = time.monotonic() + seconds
    while True:
        try:
            value, error = answer.get(timeout=max(0.0, min(ASK_SECONDS, deadline - time.monotonic())))
            break
        except Empty:
            if time.monotonic() >= deadline or (answers is not None and not answers()):
                raise TimeoutError from None
    if error is not None:
        raise error
    return value  # type: ignore[return-value]  # None only where that is what the action gave
