"""Shortest paths from one node, by scipy: breadth-first without weights, by Dijkstra's algorithm with them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Rows

Path = list[Hashable]


def single_source_shortest_path_length(G: Any, source: Hashable, cutoff: float | None = None) -> dict[Hashable, int]:
    """The steps to each node that a path of at most `cutoff` steps (rounded up) leads to, the nearest first."""
    found = _Tree(G.rows, _number(G, source, "Source"), None)
    return {node: steps for node, steps in found.lengths(G).items() if cutoff is None or steps < cutoff + 1}


def single_source_shortest_path(G: Any, source: Hashable, cutoff: float | None = None) -> dict[Hashable, Path]:
    """A shortest path to each node that one of at most `cutoff` steps (rounded up) leads to."""
    found = _Tree(G.rows, _number(G, source, "Source"), None)
    return {node: path for node, path in found.paths(G).items() if cutoff is None or len(path) < cutoff + 2}


def bidirectional_shortest_path(G: Any, source: Hashable, target: Hashable) -> Path:
    """A shortest path between two nodes; raises NodeNotFound, and NetworkXNoPath when there is none."""
    return _between(G, source, target, None)[1]


def has_path(G: Any, source: Hashable, target: Hashable) -> bool:
    """Whether a path leads from one node to another."""
    try:
        _between(G, source, target, None)
    except nx.NetworkXNoPath:
        return False
    return True


def shortest_path(
    G: Any, source: Any = None, target: Any = None, weight: Any = None, method: str = "dijkstra"
) -> Path | dict[Hashable, Path]:
    """A shortest path from `source` to `target`, or to each node. What has no source is left to networkx."""
    _refuse(G.rows, source, weight, method)
    if target is None:
        return _Tree(G.rows, _number(G, source, "Source"), weight).paths(G)
    return _between(G, source, target, weight)[1]


def shortest_path_length(
    G: Any, source: Any = None, target: Any = None, weight: Any = None, method: str = "dijkstra"
) -> Any:
    """The length of a shortest path from `source` to `target`, or to each node. Without a source: networkx."""
    _refuse(G.rows, source, weight, method)
    if target is None:
        return _Tree(G.rows, _number(G, source, "Source"), weight).lengths(G)
    return _between(G, source, target, weight)[0]


class _Tree:
    """A shortest path from one node to each that can be reached, by numbers."""

    def __init__(self, rows: Rows, start: int, weight: str | None) -> None:
        from scipy.sparse.csgraph import breadth_first_order, dijkstra

        if weight is None:
            # The neighbours in their order: of several shortest paths the first, as networkx.
            order, before = breadth_first_order(rows.matrix(), start)
            self.order, self.before = order.astype(np.int64), before.astype(np.int64)
            self.far = steps_along(self.order, self.before)
        else:
            lengths, parents = dijkstra(rows.matrix(weight), indices=[start], return_predecessors=True)
            far, self.before = lengths[0], parents[0].astype(np.int64)
            ranked = np.argsort(far, kind="stable")
            self.order = ranked[np.isfinite(far[ranked])]
            whole = np.issubdtype(rows.weight(weight).dtype, np.integer)
            self.far = np.where(np.isfinite(far), far, -1).astype(np.int64 if whole else np.float64)

    def lengths(self, graph: Any) -> dict[Hashable, Any]:
        """By node, the nearest first."""
        return {
            graph.ids[node]: far for node, far in zip(self.order.tolist(), self.far[self.order].tolist(), strict=True)
        }

    def paths(self, graph: Any) -> dict[Hashable, Path]:
        """By node, the nearest first."""
        found: dict[int, Path] = {}
        for node in self.order.tolist():
            found[node] = [*found.get(int(self.before[node]), []), graph.ids[node]]
        return {graph.ids[node]: path for node, path in found.items()}

    def path(self, graph: Any, end: int) -> Path:
        """The path to one node that can be reached."""
        path = [graph.ids[end]]
        while (end := int(self.before[end])) >= 0:
            path.append(graph.ids[end])
        return path[::-1]


def steps_along(order: NDArray[Any], before: NDArray[Any]) -> NDArray[np.int64]:
    """The steps to each node of a breadth-first order; -1 for those that are not in it."""
    place = np.empty(len(before), np.int64)
    place[order] = np.arange(len(order))
    parents = place[before[order[1:]]]  # in order too: those of one step stand together
    steps, start, end = np.full(len(before), -1), 0, 1
    for far in range(len(order)):
        if start == end:
            break
        steps[order[start:end]] = far
        start, end = end, 1 + int(np.searchsorted(parents, end))
    return steps


def _between(graph: Any, source: Hashable, target: Hashable, weight: str | None) -> tuple[Any, Path]:
    """The length of a shortest path, and one."""
    start, end = _number(graph, source, "Source"), _number(graph, target, "Target")
    tree = _Tree(graph.rows, start, weight)
    if start != end and tree.before[end] < 0:
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    return tree.far[end].item(), tree.path(graph, end)


def _number(graph: Any, node: Hashable, role: str) -> int:
    if node not in graph:
        raise nx.NodeNotFound(f"{role} {node} is not in G")
    return int(graph.number[node])


def _refuse(rows: Rows, source: Any, weight: Any, method: str) -> None:
    """Raise NotImplementedError for what is left to networkx."""
    if source is None or method not in ("dijkstra", "bellman-ford"):
        raise NotImplementedError("Paths from all nodes are left to networkx.")
    if weight is not None and (method != "dijkstra" or (rows.weight(weight) <= 0).any()):
        raise NotImplementedError("Other methods, and weights that are not above 0, are left to networkx.")
