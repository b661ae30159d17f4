"""Columns of numbers that grow: what masks are computed from, for all records at once."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

ALWAYS = np.iinfo(np.int32).min
"""validFrom of a record that has none."""
NEVER = np.iinfo(np.int32).max
"""validTo of a record that has none."""


class Column:
    """An int32 column with room to grow, so that adding a record costs the same at any size."""

    def __init__(self) -> None:
        self._room: NDArray[np.int32] = np.zeros(1024, np.int32)
        self._length = 0

    def append(self, value: int) -> None:
        if self._length == len(self._room):
            self._room = np.concatenate([self._room, np.zeros_like(self._room)])
        self._room[self._length] = value
        self._length += 1

    def __setitem__(self, number: int, value: int) -> None:
        self._room[number] = value

    def __getitem__(self, number: int) -> int:
        return int(self._room[number])

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[np.int32]:
        """All values, shape (length,); a window on the column, not a copy."""
        return self._room[: self._length]


def first_day(day: date | None) -> int:
    """validFrom as a day number."""
    return ALWAYS if day is None else day.toordinal()


def last_day(day: date | None) -> int:
    """validTo as a day number."""
    return NEVER if day is None else day.toordinal()
