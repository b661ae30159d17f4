"""Chance from a seed: the same seed draws the same, on every machine."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """A source of chance; only `random()` is drawn from, so that the order of draws is all that matters."""

    def one(self, items: Sequence[T]) -> T:
        """One of the items, each as likely."""
        return items[int(self.random() * len(items))]

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` up to and including `high`."""
        return low + int(self.random() * (high - low + 1))

    def often(self, share: float) -> bool:
        """True with this probability."""
        return self.random() < share

    def heavy(self, exponent: float, most: float) -> float:
        """A number from 1 to `most` that is mostly small (Pareto): what makes hubs."""
        drawn: float = (1.0 - self.random()) ** (-1.0 / exponent)
        return min(most, drawn)

    def few(self, items: Sequence[T], count: int) -> list[T]:
        """At most `count` different items, in the order they were drawn."""
        drawn = [self.one(items) for _ in range(count)] if items else []
        return list(dict.fromkeys(drawn))


class Wheel(Generic[T]):
    """Items with weights, drawn in proportion to them."""

    def __init__(self, weights: Mapping[T, float] | Iterable[tuple[T, float]]) -> None:
        pairs = list(weights.items() if isinstance(weights, Mapping) else weights)
        self.items: list[T] = [item for item, _ in pairs]
        self._sums = list(accumulate(weight for _, weight in pairs))

    def __bool__(self) -> bool:
        return bool(self.items) and self._sums[-1] > 0

    def spin(self, chance: Chance) -> T:
        """One item."""
        item: T = self.items[bisect(self._sums, chance.random() * self._sums[-1], 0, len(self.items) - 1)]
        return item
