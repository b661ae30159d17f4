"""What is worked out from a view and kept until the graph changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

KEPT = 64
"""How many answers are kept per view; the one that was asked longest ago goes first."""


class Derived:
    """Answers by their question, all of one version of the graph."""

    def __init__(self) -> None:
        self._version = -1
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()  # readers in threads ask too

    def clear(self) -> None:
        """Let go of all answers: the graph changed, and what they hold may be erased."""
        with self._lock:
            self._answers.clear()

    def get(self, version: int, question: Hashable, work_out: Callable[[], Any]) -> Any:
        """The answer at a version, worked out when it is not known. Two threads may work it out at once."""
        with self._lock:
            if self._version != version:
                self._answers.clear()
                self._version = version
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        answer = work_out()
        with self._lock:
            self._answers[question] = answer
            while len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return answer
