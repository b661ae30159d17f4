"""Dictionaries with known keys, made of the values of a row. Written out they are made two or three times faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Row = tuple[Any, ...]
Shape = Callable[[Row], dict[str, Any]]
"""Values in the order of the keys -> a new dictionary."""

_WRITTEN_OUT: dict[int, Callable[..., Shape]] = {
    2: lambda a, b: lambda row: {a: row[0], b: row[1]},
    3: lambda a, b, c: lambda row: {a: row[0], b: row[1], c: row[2]},
    4: lambda a, b, c, d: lambda row: {a: row[0], b: row[1], c: row[2], d: row[3]},
    5: lambda a, b, c, d, e: lambda row: {a: row[0], b: row[1], c: row[2], d: row[3], e: row[4]},
    6: lambda a, b, c, d, e, f: lambda row: {a: row[0], b: row[1], c: row[2], d: row[3], e: row[4], f: row[5]},
}
"""Number of keys -> what makes the shape with these keys."""


def shape_of(keys: Sequence[str]) -> Shape:
    """What makes dictionaries with these keys."""
    written_out = _WRITTEN_OUT.get(len(keys))
    return written_out(*keys) if written_out is not None else lambda row: dict(zip(keys, row, strict=True))
