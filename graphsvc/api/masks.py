"""Tests of many records at once: a test says which of some numbers pass, whether these are all of a kind or a few."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.graph.columns import Mask

COLUMN, LISTS, TEXTS = 0, 1, 2
"""What a test costs: one look in a column, a walk to other records, or reading texts one by one."""
_AT_ONCE = {COLUMN: 20, LISTS: 20, TEXTS: 5}
"""How many records that a test looks at together count as one that is read by itself, by what it costs: about the time it takes."""

Passes = Callable[[NDArray[Any]], Mask]
"""Numbers of records (or codes of values) -> which of them pass."""


class Test(msgspec.Struct, frozen=True):
    """Which of some records pass."""

    passes: Passes
    cost: int = COLUMN


def looks(count: int, cost: int = LISTS) -> float:
    """What looking at so many records at once counts, in records that are read one by one."""
    return count / _AT_ONCE[cost]


def all_of(tests: Sequence[Test]) -> Test:
    """Whether every test holds. Cheap tests come first, and each looks only at what is left by those before it."""
    if len(tests) == 1:
        return tests[0]
    ordered = sorted(tests, key=lambda test: test.cost)

    def passes(numbers: NDArray[Any]) -> Mask:
        mask = np.ones(len(numbers), np.bool_)
        for test in ordered:
            _narrow(mask, np.flatnonzero(mask), test, numbers)
        return mask

    return Test(passes, _cost(tests))


def any_of(tests: Sequence[Test]) -> Test:
    """Whether some test holds; none of no tests. Each looks only at what passed none before it."""
    ordered = sorted(tests, key=lambda test: test.cost)

    def passes(numbers: NDArray[Any]) -> Mask:
        mask = np.zeros(len(numbers), np.bool_)
        for test in ordered:
            _narrow(mask, np.flatnonzero(~mask), test, numbers)
        return mask

    return Test(passes, _cost(tests))


def opposite(test: Test) -> Test:
    """Whether the test does not hold."""
    return Test(lambda numbers: ~test.passes(numbers), test.cost)


def _narrow(mask: Mask, places: NDArray[np.intp], test: Test, numbers: NDArray[Any]) -> None:
    if len(places) == len(numbers):
        mask[:] = test.passes(numbers)
    elif len(places):
        mask[places] = test.passes(numbers[places])


def _cost(tests: Sequence[Test]) -> int:
    return max((test.cost for test in tests), default=COLUMN)


class Outcomes:
    """A test whose outcome is kept per record; `look` is told what looking at records for the first time counts."""

    def __init__(self, test: Test, size: Callable[[], int], look: Callable[[float], None]) -> None:
        """`size`: how many numbers there are at present."""
        self._test, self._size, self._look = test, size, look
        self._known: NDArray[np.int8] = np.zeros(size(), np.int8)

    def passes(self, numbers: NDArray[Any]) -> Mask:
        if len(self._known) != self._size():  # a change of the same request made records
            self._known = np.zeros(self._size(), np.int8)
        known = self._known[numbers]
        if len(new := numbers[known == 0]):
            new = self._distinct(new)
            self._look(looks(len(new), self._test.cost))
            self._known[new] = _FAILED + self._test.passes(new)
            known = self._known[numbers]
        return known > _FAILED  # type: ignore[no-any-return]  # numpy says Any of a comparison

    def _distinct(self, numbers: NDArray[Any]) -> NDArray[np.intp]:
        if len(numbers) < _FEW:
            return np.unique(numbers)
        marked = np.zeros(len(self._known), np.bool_)
        marked[numbers] = True
        return np.flatnonzero(marked)


_FAILED = 1
"""The outcome of what did not pass; one more for what did, and 0 for what is not known."""
_FEW = 500
"""Up to so many numbers, sorting them is cheaper than marking them among all."""
