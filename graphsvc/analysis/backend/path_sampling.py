"""Shortest paths drawn at random: of a random pair of nodes, one of all shortest paths between them.

Each pair is searched from both ends at once, always from the end with the fewest edges ahead, many pairs in one pass of
sparse matrices. Riondato and Kornaropoulos (2016), Data Mining and Knowledge Discovery 30:438-475; from both ends:
Borassi and Natale (2019), ACM Journal of Experimental Algorithmics 24, 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

CELLS_AT_ONCE = 6_000_000
"""Nodes times pairs in one pass: each takes 24 bytes."""

Numbers = NDArray[np.intp]
Weights = NDArray[np.float64]


def inner_nodes(matrix: Any, pairs: int, rng: np.random.Generator) -> Iterator[Numbers]:
    """The nodes strictly inside each of `pairs` random shortest paths, a node once for each path it is inside.

    `matrix` is a symmetric adjacency in sparse rows, of ones, without loops, of at least two nodes. A pair that no path
    joins, or an edge does, has none inside. The pairs are drawn with replacement, all alike: the paths are independent.
    """
    count = matrix.shape[0]
    _, component = connected_components(matrix, directed=False)
    at_once = max(16, min(pairs, CELLS_AT_ONCE // count))
    both = (_Search(matrix, at_once), _Search(matrix, at_once))
    for start in range(0, pairs, at_once):
        size = min(at_once, pairs - start)
        one, other = rng.integers(0, count, size), rng.integers(0, count - 1, size)
        other += other >= one  # two different nodes
        joined = component[one] == component[other]
        both[0].begin(one[joined])
        both[1].begin(other[joined])
        yield from _paths(both, rng)


def _paths(both: tuple[_Search, _Search], rng: np.random.Generator) -> Iterator[Numbers]:
    """Search until all pairs have met, then walk back from each meeting to both ends."""
    waiting = np.ones(len(both[0].ahead), np.bool_)
    meeting = np.zeros(len(waiting), np.intp)
    depths = np.zeros((2, len(waiting)), np.intp)
    while waiting.any():
        pairs = np.flatnonzero(waiting)
        first = both[0].ahead[pairs] <= both[1].ahead[pairs]
        for side, turn in ((0, pairs[first]), (1, pairs[~first])):
            near, far = both[side], both[1 - side]
            row, node, ways = near.step(turn)
            met = far.is_front(row, node)
            waiting[row[met]] = False
            on = waiting[row]
            near.advance(turn[waiting[turn]], row[on], node[on], ways[on])
            row, node = row[met], node[met]
            chosen = _one_a_row(row, ways[met] * far.ways(row, node), rng)
            row = row[chosen]
            meeting[row], depths[side, row], depths[1 - side, row] = node[chosen], near.depth[row] + 1, far.depth[row]
    yield meeting[depths.all(axis=0)]
    for search, depth in zip(both, depths, strict=True):
        yield from search.walk_back(np.arange(len(meeting)), meeting, depth, rng)


class _Search:
    """Breadth-first search from one end of each pair. A cell is a pair times a node."""

    def __init__(self, matrix: Any, pairs: int) -> None:
        self._matrix, self._count = matrix, matrix.shape[0]
        self._degrees = np.diff(matrix.indptr)
        self._level = np.zeros(pairs * self._count, np.int32)
        """Steps from the end plus one; 0: not seen."""
        self._ways = np.zeros(pairs * self._count)
        """How many shortest paths lead there."""
        self._cells = np.zeros(0, np.intp)
        """All cells seen, in the order of being seen; those of one pair and step stand together."""
        self._used = 0

    def begin(self, nodes: Numbers) -> None:
        """Forget the pairs before, and stand at one node for each pair."""
        self._level[self._cells[: self._used]] = 0
        self._used = 0
        pairs = np.arange(len(nodes))
        self.depth = np.full(len(nodes), -1)
        """How many steps each pair has come."""
        self._first, self._last = np.zeros(len(nodes), np.intp), np.zeros(len(nodes), np.intp)
        self.ahead = np.zeros(len(nodes), np.intp)
        """How many edges the next step of each pair follows."""
        self.advance(pairs, pairs, nodes, np.ones(len(nodes)))

    def step(self, pairs: Numbers) -> tuple[Numbers, Numbers, Weights]:
        """One step on in these pairs: the pair, node and number of ways of each cell that is new."""
        sizes = self._last[pairs] - self._first[pairs]
        cells = self._cells[_runs(self._first[pairs], sizes)]
        row = np.repeat(pairs, sizes)
        shape = (len(pairs), self._count)
        front: Any = sparse.csr_array(
            (self._ways[cells], cells - row * self._count, np.append(0, np.cumsum(sizes))), shape
        )
        found = front @ self._matrix
        row = np.repeat(pairs, np.diff(found.indptr))
        new = self._level[row * self._count + found.indices] == 0
        return row[new], found.indices[new], found.data[new]

    def advance(self, pairs: Numbers, row: Numbers, node: Numbers, ways: Weights) -> None:
        """Go on in these pairs to what `step` found."""
        self.depth[pairs] += 1
        cells = row * self._count + node
        self._level[cells] = self.depth[row] + 1
        self._ways[cells] = ways
        sizes = np.bincount(row, minlength=len(self.depth))[pairs]
        self._last[pairs] = self._used + np.cumsum(sizes)
        self._first[pairs] = self._last[pairs] - sizes
        self.ahead[pairs] = np.bincount(row, self._degrees[node], len(self.depth))[pairs]
        self._append(cells)

    def is_front(self, row: Numbers, node: Numbers) -> NDArray[np.bool_]:
        """Which of these are as far as this search has come."""
        found: NDArray[np.bool_] = self._level[row * self._count + node] == self.depth[row] + 1
        return found

    def ways(self, row: Numbers, node: Numbers) -> Weights:
        """By how many shortest paths the search came there."""
        found: Weights = self._ways[row * self._count + node]
        return found

    def walk_back(self, row: Numbers, node: Numbers, depth: Numbers, rng: np.random.Generator) -> Iterator[Numbers]:
        """From these nodes, so many steps from the end of their pair, to it by random shortest paths: the nodes between."""
        while True:
            on = depth > 1
            row, node, depth = row[on], node[on], depth[on]
            if not len(row):
                return
            sizes = self._degrees[node]
            place = np.repeat(np.arange(len(node)), sizes)
            near = self._matrix.indices[_runs(self._matrix.indptr[node], sizes)]
            cells = row[place] * self._count + near
            before = self._level[cells] == depth[place]  # a level is a depth plus one
            chosen = _one_a_row(place[before], self._ways[cells[before]], rng)
            node, depth = near[before][chosen], depth - 1
            yield node

    def _append(self, cells: Numbers) -> None:
        used = self._used + len(cells)
        if used > len(self._cells):
            self._cells = np.concatenate([self._cells[: self._used], np.empty(used, np.intp)])
        self._cells[self._used : used] = cells
        self._used = used


def _runs(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers from each start on, so many as its size, one run after the other."""
    found: Numbers = np.arange(sizes.sum()) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
    return found


def _one_a_row(row: Numbers, weights: Weights, rng: np.random.Generator) -> Numbers:
    """The place of one entry of each row that occurs, drawn by weight; the entries of a row stand together."""
    starts = np.flatnonzero(np.diff(row, prepend=-1))
    sums = np.cumsum(weights)
    before = sums[starts] - weights[starts]
    whole = np.append(before[1:], sums[-1:]) - before
    drawn = np.searchsorted(sums, before + rng.random(len(starts)) * whole, side="right")
    return np.clip(drawn, starts, np.append(starts[1:], len(row)) - 1)  # rounding may lead just past the row
