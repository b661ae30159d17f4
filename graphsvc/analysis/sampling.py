"""Estimates from a sample of sources, each with the half-width of its 95% interval."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054
"""95% of a normal distribution lies within so many standard deviations."""


SKEW = (1 + 2 * Z95**2) / 6
"""How far a skewed distribution stretches the longer side of that interval, Johnson (1978), equation 2.3."""


class Estimate(NamedTuple):
    """A figure and its error: the half-width of the 95% interval, 0 when exact."""

    value: float
    error: float


class Moments:
    """The sums of the first, second and third powers of what each source gave each of `count` nodes."""

    def __init__(self, count: int) -> None:
        self.first, self.second, self.third = np.zeros(count), np.zeros(count), np.zeros(count)


def sample(count: int, k: int | None, seed: int) -> NDArray[np.intp]:
    """`k` of the numbers below `count`, drawn without replacement; all when k is None or not below it."""
    if k is None or k >= count:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).choice(count, k, replace=False))


def estimates(nodes: Iterable[Hashable], moments: Moments, drawn: int, scale: float = 1.0) -> dict[Hashable, Estimate]:
    """The total over all sources of what the `drawn` ones gave each node, scaled.

    The error is that of a mean from a simple random sample without replacement (Cochran 1977, Sampling Techniques),
    with the longer side of the interval that Johnson gives for skewed distributions (1978, JASA 73:536-544): few
    sources give much, and a sample may miss them.
    """
    count = len(moments.first)
    if drawn == count:
        return {node: Estimate(value, 0.0) for node, value in zip(nodes, (moments.first * scale).tolist(), strict=True)}
    mean = moments.first / drawn
    variance = np.maximum(moments.second / drawn - mean**2, 0)
    third = moments.third / drawn - 3 * mean * variance - mean**3
    with np.errstate(divide="ignore", invalid="ignore"):
        skew = np.where(variance > 0, np.maximum(third, 0) / variance, 0.0)
    left_out = 1 - drawn / count
    error = count * scale * (Z95 * np.sqrt(variance / drawn * left_out) + SKEW * skew / drawn * left_out)
    values = mean * count * scale
    return {
        node: Estimate(value, half) for node, value, half in zip(nodes, values.tolist(), error.tolist(), strict=True)
    }
