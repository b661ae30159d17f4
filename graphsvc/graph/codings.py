"""How the values of a field stand in a column: each as a number, so that masks compare them all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, get_args

import msgspec
import numpy as np
from numpy.typing import DTypeLike, NDArray

from graphsvc.graph.columns import Mask
from graphsvc.graph.folding import folded
from graphsvc.model.fields import Field

Codes = NDArray[Any]


class Coding:
    """Numbers for the values of a field; `null` stands for what is unknown."""

    dtype: DTypeLike
    null: float

    def code(self, value: Any) -> float | None:
        """The number that a value has; None when no record can have it."""
        raise NotImplementedError

    def bound(self, value: Any) -> float:
        """The number to compare with, for values that have an order."""
        return float(value)

    def value(self, code: Any) -> Any:
        """The value that a number stands for."""
        raise NotImplementedError

    def take(self, value: Any) -> float:
        """The number of a value that comes into a column."""
        return self.null if value is None or (code := self.code(value)) is None else code

    def release(self, code: int) -> None:
        """A value leaves a column."""

    def unknown(self, codes: Codes) -> Mask:
        """Where the value is unknown."""
        return codes == self.null  # type: ignore[no-any-return]  # numpy says Any of a comparison


class ChoiceCoding(Coding):
    """Values of a closed list, by their place in it."""

    dtype, null = np.int8, -1

    def __init__(self, values: Iterable[Any]) -> None:
        self.values = tuple(values)
        self._codes = {value: code for code, value in enumerate(self.values)}

    def code(self, value: Any) -> float | None:
        return self._codes.get(value)

    def value(self, code: Any) -> Any:
        return None if code == self.null else self.values[code]


class WholeCoding(Coding):
    """Whole numbers as they are."""

    def __init__(self, most: int | None = None) -> None:
        """`most`: the largest that may come."""
        sizes = (np.int8, np.int16, np.int32, np.int64)
        self.dtype = next(size for size in sizes if (most or 2**40) <= np.iinfo(size).max)
        self.null = int(np.iinfo(self.dtype).min)

    def code(self, value: Any) -> float | None:
        return None if value == self.null else int(value)

    def bound(self, value: Any) -> float:
        return int(value)

    def value(self, code: Any) -> Any:
        return None if code == self.null else int(code)


class DayCoding(Coding):
    """Dates by the number of their day, which is never 0."""

    dtype, null = np.int32, 0

    def code(self, value: Any) -> float | None:
        return int(value.toordinal())

    def bound(self, value: Any) -> float:
        return int(value.toordinal())

    def value(self, code: Any) -> Any:
        return None if code == self.null else date.fromordinal(int(code))


class FloatCoding(Coding):
    """Numbers as they are."""

    dtype, null = np.float64, float("nan")

    def code(self, value: Any) -> float | None:
        return float(value)

    def value(self, code: Any) -> Any:
        return None if np.isnan(code) else float(code)

    def unknown(self, codes: Codes) -> Mask:
        return np.isnan(codes)


class TextCoding(Coding):
    """Texts by their place in a table that holds each once, for as long as a column has it."""

    dtype, null = np.int32, 0

    def __init__(self) -> None:
        self.texts: list[str | None] = [None]
        self._codes: dict[str, int] = {}
        self._uses = [0]
        self._folds: list[str | None] = [None]
        self._free: list[int] = []

    def code(self, value: Any) -> float | None:
        return self._codes.get(value)

    def value(self, code: Any) -> Any:
        return self.texts[code]

    def take(self, value: Any) -> float:
        if value is None:
            return self.null
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = self._place(value)
        self._uses[code] += 1
        return code

    def release(self, code: int) -> None:
        if code == self.null:
            return
        self._uses[code] -= 1
        if not self._uses[code]:
            del self._codes[self.texts[code]]  # type: ignore[arg-type]
            self.texts[code] = self._folds[code] = None
            self._free.append(code)

    def _place(self, text: str) -> int:
        if self._free:
            code = self._free.pop()
            self.texts[code] = text
            return code
        self.texts.append(text)
        self._folds.append(None)
        self._uses.append(0)
        return len(self.texts) - 1

    def where(self, codes: Codes, holds: Callable[[Sequence[str]], list[bool]]) -> Mask:
        """Where the folded text is one that `holds`; never where it is unknown."""
        asked = range(len(self.texts)) if len(codes) > len(self.texts) else codes.tolist()
        found: Mask = np.array(holds([self._folds[code] or self._fold(code) for code in asked]), np.bool_)
        if len(codes) > len(self.texts):
            found[0] = False
            return found[codes]
        found &= codes != self.null
        return found

    def _fold(self, code: int) -> str:
        text = self.texts[code]
        fold = self._folds[code] = "" if text is None else folded(text)
        return fold


class NumberedCoding(Coding):
    """Ids by the number of the record that has them; every record has one."""

    dtype, null = np.int32, -1

    def __init__(self, number: Mapping[str, int], records: Sequence[Any]) -> None:
        self._number, self._records = number, records

    def code(self, value: Any) -> float | None:
        return self._number.get(value)

    def value(self, code: Any) -> Any:
        return None if code == self.null else self._records[code].id


def coding_of(field: Field) -> Coding:
    """The numbers for the values of a declared field."""
    if field.vocabulary is not None:
        return ChoiceCoding(field.vocabulary)
    if field.plain is bool:
        return ChoiceCoding((False, True))
    if field.plain is date:
        return DayCoding()
    if field.plain is float:
        return FloatCoding()
    return WholeCoding(largest(field.type)) if field.plain is int else TextCoding()


def largest(hint: Any) -> int | None:
    """The largest whole number that a type allows."""
    marks = [*get_args(hint), *getattr(hint, "__metadata__", ())]
    own = (mark.le for mark in marks if isinstance(mark, msgspec.Meta) and mark.le is not None)
    inner = (most for part in get_args(hint) if (most := largest(part)) is not None)
    return next((int(most) for most in (*own, *inner)), None)
