"""Two-paths x -> a -> y of a graph, and those of them that a tie x -> y closes. Brokerage counts the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers, Rows
from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.backend.structural_holes import backward, mutual_rows
from graphsvc.analysis.backend.triangles import triangles_of

_ORDERS = ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0))


class Closed(NamedTuple):
    """Closed two-paths, many at a time: the numbers of the three nodes, and places in `TwoPaths.both`."""

    x: Numbers
    middle: Numbers
    y: Numbers
    to_x: Numbers
    """The arc from the middle to x."""
    to_y: Numbers
    """The arc from the middle to y."""
    across: Numbers
    """The arc from x to y."""


class TwoPaths:
    """The arcs of a graph, and its closed two-paths. Nodes are numbered in their order; loops are left out."""

    def __init__(self, graph: nx.Graph[Any]) -> None:
        rows = _without_loops(sparse(graph).rows)
        self.both: Rows = mutual_rows(rows, None)
        """Both arcs between each two nodes that are tied in either direction; of each the tail is the middle."""
        self._back_of = backward(self.both)
        self.forth: NDArray[np.bool_] = np.isin(_keys(self.both), _keys(rows))
        """Which of `both` are arcs of the graph."""
        self.back: NDArray[np.bool_] = self.forth[self._back_of]
        """Which of `both` are arcs of the graph the other way."""

    def closed(self) -> Iterator[Closed]:
        """Every closed two-path, in passes of bounded size. Time: edges to the power 1.5 at most."""
        for nodes, (ab, ac, bc) in triangles_of(self.both):
            arcs = {(0, 1): ab, (0, 2): ac, (1, 2): bc}
            arcs |= {(other, one): self._back_of[places] for (one, other), places in arcs.items()}
            for x, middle, y in _ORDERS:
                whole = self.forth[arcs[x, middle]] & self.forth[arcs[middle, y]] & self.forth[arcs[x, y]]
                found = (nodes[x], nodes[middle], nodes[y], arcs[middle, x], arcs[middle, y], arcs[x, y])
                yield Closed(*(column[whole] for column in found))


def _keys(rows: Rows) -> Numbers:
    keys: Numbers = rows.tails * rows.count + rows.heads
    return keys


def _without_loops(rows: Rows) -> Rows:
    if not rows.loops:
        return rows
    kept = rows.tails != rows.heads
    return Rows(np.searchsorted(rows.tails[kept], np.arange(rows.count + 1)), rows.heads[kept])
