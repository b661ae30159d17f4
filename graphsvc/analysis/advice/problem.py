"""The problem as numbers: what each network is worth and what each point would make of it.

Reach is counted in whole 96ths (fits are sixteenths, nearness is in sixths) and weights in whole parts, so that sums
are exact: two points are equal in gain or they are not, in whatever order the records came.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphsvc.analysis.advice.scope import Scope
from graphsvc.analysis.advice.weights import SIXTEENTHS, Weights
from graphsvc.analysis.ties import living_ties
from graphsvc.graph.view import View

SIXTHS = 6
NEARNESS = (6, 3, 2)
"""In sixths, for 0, 1 and 2 steps: 1, 1/2 and 1/3; beyond that nothing."""
WHOLE = SIXTEENTHS * SIXTHS
"""A network fully reached."""

Levels = NDArray[np.int64]
"""Per network how well it is reached, in 96ths."""


class Problem:
    """The objective F over sets of networks; a network's number is its place in `ids`, in order of id."""

    def __init__(self, view: View, scope: Scope, weights: list[Weights]) -> None:
        self.ids = scope.networks
        self.number = {id: number for number, id in enumerate(self.ids)}
        self.weights = weights
        self.weight = np.array([parts.weight for parts in weights], np.float64)
        # As fine as fits: the largest sum is all networks fully reached, each of a weight of at most 2.
        self.unit = 2.0 ** (61 - (2 * WHOLE * max(1, len(self.ids))).bit_length())
        self.parts: NDArray[np.int64] = np.rint(self.weight * self.unit).astype(np.int64)
        living = {id: number for number, id in enumerate(scope.living)}
        ties = _living_pairs(view, living)
        columns = [living[id] for id in self.ids]
        fits = np.array([parts.sixteenths for parts in weights], np.int64)
        self.reach = _scaled(_nearness(ties, columns, columns), fits)
        """Networks x networks: how well the row, as a point, would reach the column (96ths)."""
        contacts = sorted(scope.contacts)
        reliance = np.array([round(scope.contacts[id] * SIXTEENTHS) for id in contacts], np.int64)
        today = _scaled(_nearness(ties, [living[id] for id in contacts], columns), reliance)
        self.today: Levels = _highest(today, np.zeros(len(self.ids), np.int64))
        """How well each network is reached today."""
        self.living_ties = ties

    def levels(self, points: Iterable[int]) -> Levels:
        """How well each network is reached when these are points."""
        return _highest(self.reach[sorted(points)], self.today)

    def total(self, levels: Levels) -> float:
        """F: the weights times how well each is reached. Summed exactly, so the order does not matter."""
        return fsum((self.weight * (levels / WHOLE)).tolist())

    def value(self, points: Iterable[int]) -> float:
        """F of a set of points."""
        return self.total(self.levels(points))

    def measure(self, units: int) -> float:
        """A whole number of weight x 96ths as a number."""
        return units / (self.unit * WHOLE)


def _living_pairs(view: View, living: dict[str, int]) -> sparse.csr_array:
    """Which living world actors are tied: all of them x all of them, 0 or 1, in both directions."""
    ends = np.array([(living[tie.from_id], living[tie.to_id]) for tie in living_ties(view)], np.int64).reshape(-1, 2)
    rows, columns = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    tied = sparse.csr_array((np.ones(len(rows), np.int32), (rows, columns)), shape=(len(living), len(living)))
    tied.data[:] = 1
    return tied


def _nearness(ties: sparse.csr_array, rows: list[int], columns: list[int]) -> sparse.csr_array:
    """How near each row is to each column over at most two ties, in sixths."""
    all_at, one, two = NEARNESS
    itself = sparse.csr_array(sparse.eye_array(ties.shape[0], dtype=np.int32, format="csr"))
    onward = ties[:, columns]
    twice = ties[rows] @ onward
    twice.data[:] = two
    near = twice.maximum(ties[rows][:, columns] * one).maximum(itself[rows][:, columns] * all_at)
    near = sparse.csr_array(near)
    near.sort_indices()
    return near


def _scaled(near: sparse.csr_array, by: NDArray[np.int64]) -> sparse.csr_array:
    """Each row times its own factor."""
    near.data = (near.data * np.repeat(by, np.diff(near.indptr))).astype(np.int32)
    return near


def _highest(rows: sparse.csr_array, least: Levels) -> Levels:
    """Per column the highest of the rows and `least`."""
    levels = least.copy()
    np.maximum.at(levels, rows.indices, rows.data)
    return levels
