"""Estimates from samples, each with the half-width of its 95% interval."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]

OUTSIDE = 0.05
"""What an interval may miss, as a share."""
Z95 = 1.959963984540054
"""95% of a normal distribution lies within so many standard deviations."""
SKEW = (1 + 2 * Z95**2) / 6
"""How far a skewed distribution stretches the longer side of that interval, Johnson (1978), equation 2.3."""


class Estimate(NamedTuple):
    """A figure and its error: the half-width of the 95% interval, 0 when exact."""

    value: float
    error: float


def estimates(nodes: Iterable[Hashable], values: Values, errors: Values) -> dict[Hashable, Estimate]:
    """Each node with its figure and error."""
    return {
        node: Estimate(value, error) for node, value, error in zip(nodes, values.tolist(), errors.tolist(), strict=True)
    }


def share_error(hits: NDArray[np.int64], drawn: int) -> Values:
    """How far a share may be from `hits` of the `drawn` independent trials: the longer side of the exact interval.

    Of all shares, at most 5% of the samples have an interval that misses it, however small it is. Clopper and Pearson
    (1934), Biometrika 26:404-413.
    """
    from scipy.special import betaincinv

    found, tail = hits / drawn, OUTSIDE / 2
    low = np.where(hits > 0, betaincinv(np.maximum(hits, 1), drawn - hits + 1, tail), 0.0)
    high = np.where(hits < drawn, betaincinv(hits + 1, np.maximum(drawn - hits, 1), 1 - tail), 1.0)
    error: Values = np.maximum(found - low, high - found)
    return error


class Moments:
    """The sums of the first, second and third powers of what each source gave each of `count` nodes."""

    def __init__(self, count: int) -> None:
        self.first, self.second, self.third = np.zeros(count), np.zeros(count), np.zeros(count)

    def add(self, times: NDArray[np.int64], value: float) -> None:
        """So many sources gave each node this value."""
        self.first += times * value
        self.second += times * value**2
        self.third += times * value**3

    def mean_error(self, drawn: int, of: int) -> Values:
        """How far the mean over all `of` sources may be from that over the `drawn` ones.

        That of a simple random sample without replacement (Cochran 1977, Sampling Techniques), with the longer side of
        the interval that Johnson gives for skewed distributions (1978, JASA 73:536-544).
        """
        mean = self.first / drawn
        variance = np.maximum(self.second / drawn - mean**2, 0)
        third = self.third / drawn - 3 * mean * variance - mean**3
        skew = np.divide(np.maximum(third, 0), variance, out=np.zeros_like(mean), where=variance > 0)
        left_out = 1 - drawn / of
        error: Values = Z95 * np.sqrt(variance / drawn * left_out) + SKEW * skew / drawn * left_out
        return error
