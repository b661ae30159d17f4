"""The arcs of a graph as compressed sparse rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Rows:
    """The arcs of a graph, by the numbers of its nodes: row k has the heads of those from node k.

    An undirected edge is two arcs, a loop one. `weights` are by name and in the order of `heads`.
    """

    def __init__(self, first: Numbers, heads: Numbers, weights: Mapping[str, NDArray[Any]] | None = None) -> None:
        """`first[k]` to `first[k + 1]` are the places of the arcs from node k."""
        self.first, self.heads, self.weights = first, heads, dict(weights or {})

    @property
    def count(self) -> int:
        """How many nodes."""
        return len(self.first) - 1

    @cached_property
    def degrees(self) -> Numbers:
        """How many arcs leave each node."""
        return np.diff(self.first)

    @cached_property
    def tails(self) -> Numbers:
        """The node that each arc leaves."""
        return np.repeat(np.arange(self.count), self.degrees)

    @cached_property
    def loops(self) -> int:
        """How many nodes have an edge to themselves."""
        return int((self.tails == self.heads).sum())

    def weight(self, name: str | None) -> NDArray[Any]:
        """The weight of each arc; ones when there is no name, or no edge has a weight of that name."""
        if name is None or name not in self.weights:
            return np.ones(len(self.heads))
        return self.weights[name]

    def matrix(self, weight: str | None = None) -> Any:
        """The adjacency matrix, shape (count, count), sparse rows, float; not to be changed."""
        return self._ones if weight is None or weight not in self.weights else self._matrix(self.weights[weight])

    @cached_property
    def _ones(self) -> Any:
        return self._matrix(np.ones(len(self.heads)))

    def _matrix(self, values: NDArray[Any]) -> Any:
        from scipy import sparse  # on first use: who only names the backend starts without it

        shape = (self.count, self.count)
        return sparse.csr_array((values.astype(np.float64, copy=False), self.heads, self.first), shape=shape)

    def __reduce__(self) -> tuple[Any, ...]:
        return Rows, (self.first, self.heads, self.weights)  # what was made of them is made again

    def edges(self) -> Numbers:
        """The ends of each undirected edge once, the smaller number first, loops left out, shape (edges, 2)."""
        once = self.tails < self.heads
        return np.stack([self.tails[once], self.heads[once]], axis=1)

    def reversed(self) -> Rows:
        """The same arcs the other way."""
        return rows_of(self.count, self.heads, self.tails, self.weights)


def rows_of(count: int, tails: Numbers, heads: Numbers, weights: Mapping[str, NDArray[Any]] | None = None) -> Rows:
    """Rows of the arcs from tails to heads, those of one tail in the order given."""
    order = np.argsort(tails, kind="stable")
    first = np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=count))])
    return Rows(first, heads[order], {name: values[order] for name, values in (weights or {}).items()})


def rows_of_pairs(count: int, pairs: Numbers, weights: Mapping[str, NDArray[Any]] | None = None) -> Rows:
    """Rows of undirected edges: distinct pairs of different numbers, shape (pairs, 2). Heads in order of number."""
    tails, heads = (np.concatenate([pairs[:, end], pairs[:, 1 - end]]) for end in (0, 1))
    order = np.argsort(tails * count + heads)
    first = np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=count))])
    both = {name: np.concatenate([values, values])[order] for name, values in (weights or {}).items()}
    return Rows(first, heads[order], both)
