"""The shortest simple paths between two nodes, one after the other: Yen (1971), Management Science 17:712-716.

Each search for a way around is led by the true distance to the end, so that it looks at little beside what it finds.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Rows
from graphsvc.analysis.backend.shortest_paths import steps_along

Way = tuple[int, ...]
INFINITE = float("inf")


def shortest_simple_paths(
    G: Any, source: Hashable, target: Hashable, weight: str | None = None
) -> Iterator[list[Hashable]]:
    """All paths without a node twice, the shortest first. Weights that are not above 0 are left to networkx.

    Raises NodeNotFound, and NetworkXNoPath when there is no path, both as soon as the first is asked for.
    """
    if weight is not None and (G.rows.weight(weight) <= 0).any():
        raise NotImplementedError("Weights that are not above 0 are left to networkx.")
    return _paths(G, source, target, weight)


def _paths(graph: Any, source: Hashable, target: Hashable, weight: str | None) -> Iterator[list[Hashable]]:
    for role, node in (("source", source), ("target", target)):
        if node not in graph:
            raise nx.NodeNotFound(f"{role} node {node} not in graph")
    search = _Search(graph, graph.number[target], weight)
    first = search.way((graph.number[source],), ())
    if first is None:
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    for way in _ways(search, first):
        yield [graph.ids[number] for number in way]


def _ways(search: _Search, first: tuple[float, Way]) -> Iterator[Way]:
    """Of each way found, those that leave it at each of its nodes for the first time."""
    found: list[Way] = []
    turn = count()
    waiting, known = [(first[0], next(turn), first[1])], {first[1]}
    while waiting:
        _, _, way = heappop(waiting)
        yield way
        found.append(way)
        for place in range(1, len(way)):
            root = way[:place]
            taken = {other[place] for other in found if other[:place] == root}
            detour = search.way(root, taken)
            if detour is not None and detour[1] not in known:
                known.add(detour[1])
                heappush(waiting, (detour[0], next(turn), detour[1]))


class _Search:
    """Ways to one end, by numbers."""

    def __init__(self, graph: Any, end: int, weight: str | None) -> None:
        self._rows, self._end, self._weights = graph.rows, end, graph.rows.weight(weight)
        into = graph.rows.reversed() if graph.is_directed() else graph.rows
        self._left: list[float] = _distances(into, end, weight).tolist()
        self._near: dict[int, list[tuple[float, int, float]]] = {}

    def way(self, root: Way, taken: Collection[int]) -> tuple[float, Way] | None:
        """The shortest way on from the end of `root`, with it and its length, not over it nor first to one `taken`.

        Of the neighbours of a node the best waits alone; when it is taken, the next.
        """
        walked = sum(self._step(one, other) for one, other in pairwise(root))
        if root[-1] == self._end:
            return walked, root
        closed, turn = set(root), count()
        waiting: list[tuple[float, int, float, Way, int]] = []

        def wait(way: Way, length: float, place: int) -> None:
            near = self._around(way[-1])
            while place < len(near) and near[place][1] in closed:
                place += 1
            if place < len(near):
                heappush(waiting, (length + near[place][0], -next(turn), length, way, place))

        wait(root, walked, 0)
        while waiting:
            _, _, length, way, place = heappop(waiting)
            _, node, step = self._around(way[-1])[place]
            wait(way, length, place + 1)
            if node in closed or (len(way) == len(root) and node in taken):
                continue
            if node == self._end:
                return length + step, (*way, node)
            closed.add(node)
            wait((*way, node), length + step, 0)
        return None

    def _around(self, node: int) -> list[tuple[float, int, float]]:
        """The neighbours of a node from which a way leads on: how far the end is over each, its number and the step to it."""
        if node not in self._near:
            arcs = slice(self._rows.first[node], self._rows.first[node + 1])
            ends = zip(self._rows.heads[arcs].tolist()[::-1], self._weights[arcs].tolist()[::-1], strict=True)
            over = [(step + self._left[near], near, step) for near, step in ends if self._left[near] < INFINITE]
            self._near[node] = sorted(over, key=lambda one: one[0])  # of equals the last, as networkx
        return self._near[node]

    def _step(self, one: int, other: int) -> float:
        return next(step for _, near, step in self._around(one) if near == other)


def _distances(rows: Rows, start: int, weight: str | None) -> NDArray[np.float64]:
    """From one node to each, infinite where no path leads."""
    from scipy.sparse.csgraph import breadth_first_order, dijkstra

    if weight is not None:
        found: NDArray[np.float64] = dijkstra(rows.matrix(weight), indices=[start])[0]
        return found
    order, before = breadth_first_order(rows.matrix(), start)
    steps = steps_along(order, before).astype(np.float64)
    return np.where(steps < 0, np.inf, steps)
