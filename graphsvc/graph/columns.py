"""Columns of numbers that grow: what masks are computed from, for all records at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Numbers = NDArray[np.intp]
"""The numbers of nodes, or of edges."""
Mask = NDArray[np.bool_]
"""Which of some numbers."""

ALWAYS = np.iinfo(np.int32).min
"""validFrom of a record that has none."""
NEVER = np.iinfo(np.int32).max
"""validTo of a record that has none."""


class Column:
    """A column with room to grow, so that adding a record costs the same at any size.

    `fill` stands where nothing was put yet.
    """

    def __init__(self, dtype: DTypeLike = np.int32, fill: float = 0) -> None:
        self._fill = fill
        self._room: NDArray[Any] = np.full(1024, fill, dtype)
        self._length = 0

    def extend_to(self, length: int) -> None:
        """Make it at least so long."""
        if length > len(self._room):
            more = max(length, 2 * len(self._room)) - len(self._room)
            self._room = np.concatenate([self._room, np.full(more, self._fill, self._room.dtype)])
        self._length = max(self._length, length)

    def append(self, value: float) -> None:
        self.extend_to(self._length + 1)
        self._room[self._length - 1] = value

    def __setitem__(self, number: int, value: float) -> None:
        self._room[number] = value

    def __getitem__(self, number: int) -> int:
        return int(self._room[number])

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[Any]:
        """All values, shape (length,); a window on the column, not a copy."""
        return self._room[: self._length]


def first_day(day: date | None) -> int:
    """validFrom as a day number."""
    return ALWAYS if day is None else day.toordinal()


def last_day(day: date | None) -> int:
    """validTo as a day number."""
    return NEVER if day is None else day.toordinal()
