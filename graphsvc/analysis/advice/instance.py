"""What a solver gets: the candidates, how each can be approached, and what binds the set. Solvers know nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphsvc.analysis.advice.fairness import Fairness
from graphsvc.analysis.advice.introducers import together
from graphsvc.analysis.advice.problem import Levels, Problem
from graphsvc.analysis.advice.ways import Options

Numbers = NDArray[np.int32] | NDArray[np.int64]


class Reached:
    """How well each network is reached as points are added, and what each candidate would still add: always exact."""

    def __init__(self, problem: Problem, points: Sequence[int]) -> None:
        """`points`: the networks that may be points."""
        self.problem = problem
        self._rows = problem.reach[list(points)]
        self._columns = self._rows.tocsc()
        self.levels: Levels = problem.today.copy()
        more = np.maximum(0, self._rows.data - self.levels[self._rows.indices]) * problem.parts[self._rows.indices]
        self.gains = _sum_rows(more, self._rows.indptr)
        """Candidate -> what it would add to F, in weight x 96ths (`Problem.measure` makes a number of it)."""

    def copy(self) -> Reached:
        """The same state, to go on from apart."""
        other = copy(self)
        other.levels, other.gains = self.levels.copy(), self.gains.copy()
        return other

    def add(self, candidate: int) -> None:
        """Reach what this candidate reaches."""
        reached, levels = self._row(candidate)
        raised = levels > self.levels[reached]
        self._set(reached[raised], levels[raised])

    def remove(self, candidate: int, others: Iterable[int]) -> None:
        """Reach only what the others do, `candidate` having been added before."""
        reached, _ = self._row(candidate)
        levels = self.problem.today.copy()
        for other in others:
            columns, values = self._row(other)
            np.maximum.at(levels, columns, values)
        lowered = levels[reached] < self.levels[reached]
        self._set(reached[lowered], levels[reached[lowered]])

    def lifts(self) -> Iterator[tuple[int, int, int]]:
        """Each (candidate, network, level in 96ths) such that the candidate would lift the network to that level."""
        candidates = np.repeat(np.arange(len(self.gains)), np.diff(self._rows.indptr))
        lifted = self._lifted(self._rows)
        cells = candidates[lifted], self._rows.indices[lifted], self._rows.data[lifted]
        yield from zip(*(cell.tolist() for cell in cells), strict=True)

    @property
    def cells(self) -> int:
        """How many lifts there are."""
        return int(np.count_nonzero(self._lifted(self._rows)))

    def _lifted(self, rows: sparse.csr_array) -> NDArray[np.bool_]:
        """Of each cell whether it would raise something that counts."""
        worth = self.problem.parts[rows.indices] > 0
        lifted: NDArray[np.bool_] = worth & (rows.data > self.levels[rows.indices])
        return lifted

    def _row(self, candidate: int) -> tuple[Numbers, Numbers]:
        cells = slice(self._rows.indptr[candidate], self._rows.indptr[candidate + 1])
        return self._rows.indices[cells], self._rows.data[cells]

    def _set(self, networks: Numbers, levels: Numbers) -> None:
        """Change the level of some networks, and with it what the candidates near them would add."""
        first, counts = self._columns.indptr[networks], np.diff(self._columns.indptr)[networks]
        # The cells of these columns, one after the other.
        cells = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        values = self._columns.data[cells].astype(np.int64)
        before = np.maximum(0, values - np.repeat(self.levels[networks], counts))
        after = np.maximum(0, values - np.repeat(levels, counts))
        np.add.at(
            self.gains, self._columns.indices[cells], (after - before) * np.repeat(self.problem.parts[networks], counts)
        )
        self.levels[networks] = levels


class Instance(msgspec.Struct, frozen=True):
    """Candidates are numbered by their place in `points`; a set of points is a set of such numbers."""

    problem: Problem
    points: tuple[int, ...]
    """Candidate -> its number as a network, in order of id."""
    options: tuple[Options, ...]
    """Candidate -> how it can be approached."""
    budget: int
    most: int
    """How many points one actor may introduce."""
    fairness: Fairness
    start: Reached
    """How well each network is reached today."""

    def networks(self, chosen: Iterable[int]) -> list[int]:
        """The candidates as networks."""
        return [self.points[candidate] for candidate in chosen]

    def is_feasible(self, chosen: Sequence[int]) -> bool:
        """Whether a set keeps to the budget, the introducers and fairness."""
        within = len(chosen) <= self.budget and self.fairness.holds(chosen)
        return within and together(self.options, chosen, self.most) is not None

    def value(self, chosen: Iterable[int]) -> float:
        """F of a set of candidates."""
        return self.problem.value(self.networks(chosen))


def _sum_rows(values: Numbers, indptr: Numbers) -> NDArray[np.int64]:
    sums = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    rows: NDArray[np.int64] = sums[indptr[1:]] - sums[indptr[:-1]]
    return rows


def order_of(gains: NDArray[np.int64]) -> list[int]:
    """Candidates by gain, the largest first, equals in order of id; those that add nothing are left out."""
    order = np.argsort(-gains, kind="stable")
    return [int(candidate) for candidate in order[: np.count_nonzero(gains > 0)]]
