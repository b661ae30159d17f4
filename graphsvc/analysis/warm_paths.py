"""Warm paths on any graph: from one node to another by the strongest steps.

A path is as strong as the product of its steps, each from above 0 to 1. Best-first search, with the strongest way that is
left as its estimate, so that it looks at little more than what it returns.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise
from math import prod
from typing import Any, NamedTuple

import networkx as nx

DIGITS = 12
"""Products of the same strengths in another order differ beyond these digits: they count as equal."""

Near = Mapping[Any, Mapping[Any, float]]
"""Node -> neighbour -> strength of the step."""
Way = tuple[Any, ...]


class WarmPath(NamedTuple):
    """A path and its strength."""

    nodes: tuple[Hashable, ...]
    strength: float


def warm_paths(
    graph: nx.Graph[Any],
    source: Hashable,
    target: Hashable,
    max_length: int = 4,
    limit: int = 5,
    weight: str = "strength",
    shortest: bool = False,
) -> list[WarmPath]:
    """The `limit` strongest simple paths of at most `max_length` steps, equals by length and then in the order of nodes.

    With `shortest` those of the fewest steps, equals by strength. `weight` names the strength of an edge, 1 where there is
    none; direction is ignored, and of several edges between two the strongest counts. Time grows with the paths that are
    as strong as those returned; at worst with all. Raises NodeNotFound, and ValueError for a strength that is not above 0
    and at most 1.
    """
    for node in (source, target):
        if node not in graph:
            raise nx.NodeNotFound(f"Node {node} is not in the graph.")
    nodes = list(graph)
    number = {node: place for place, node in enumerate(nodes)}
    near = _near(graph, number, weight)
    ways = strongest_ways(near, number[source], number[target], max_length, limit, shortest)
    return [
        WarmPath(tuple(nodes[step] for step in way), prod(near[one][other] for one, other in pairwise(way)))
        for way in ways
    ]


def strongest_ways(near: Near, start: Any, end: Any, max_length: int, limit: int, shortest: bool = False) -> list[Way]:
    """The same by strengths of steps, `near[a][b] == near[b][a]`; nodes that can be put in order, which is that of equals."""
    left = strongest_left(near, end, max_length)
    found: list[Way] = []
    open_at = _Open.shortest_at if shortest else _Open.at
    waiting = [open_at((start,), 1.0, left)] if start in left[max_length] else []
    while waiting and len(found) < limit:
        way = heapq.heappop(waiting)
        if way.nodes[-1] == end:
            found.append(way.nodes)
            continue
        for step, warmth in near[way.nodes[-1]].items():
            steps_left = max_length - len(way.nodes)
            if step not in way.nodes and step in left[steps_left]:
                heapq.heappush(waiting, open_at((*way.nodes, step), way.warmth * warmth, left[: steps_left + 1]))
    return found


def strongest_left(near: Near, end: Any, steps: int) -> list[dict[Any, float]]:
    """For 0 to `steps`: node -> strength of the strongest way to `end` in at most so many steps."""
    ways = [{end: 1.0}]
    for _ in range(steps):
        longer = dict(ways[-1])
        for node, warmth in ways[-1].items():
            for neighbour, step in near.get(node, {}).items():
                longer[neighbour] = max(longer.get(neighbour, 0.0), warmth * step)
        ways.append(longer)
    return ways


class _Open(NamedTuple):
    """The beginning of a path, in order of the best it can become: strength, then length (or the other way round), then
    nodes."""

    first: float
    then: float
    nodes: Way
    warmth: float

    @classmethod
    def at(cls, nodes: Way, warmth: float, left: Sequence[Mapping[Any, float]]) -> _Open:
        """`left[k]`: node -> strongest way to the end in at most k steps; the last holds for the steps that are left."""
        last = nodes[-1]
        best = round(warmth * left[-1][last], DIGITS)
        steps = next(k for k, ways in enumerate(left) if last in ways and round(warmth * ways[last], DIGITS) == best)
        return cls(-best, len(nodes) - 1 + steps, nodes, warmth)

    @classmethod
    def shortest_at(cls, nodes: Way, warmth: float, left: Sequence[Mapping[Any, float]]) -> _Open:
        """As `at`, for who wants the fewest steps."""
        last = nodes[-1]
        steps = next(k for k, ways in enumerate(left) if last in ways)
        return cls(len(nodes) - 1 + steps, -round(warmth * left[steps][last], DIGITS), nodes, warmth)


def _near(graph: nx.Graph[Any], number: Mapping[Hashable, int], weight: str) -> dict[int, dict[int, float]]:
    near: dict[int, dict[int, float]] = {place: {} for place in number.values()}
    for one, other, strength in graph.edges(data=weight, default=1.0):
        if not 0 < strength <= 1:
            raise ValueError(f"A {weight} of {strength} is not above 0 and at most 1.")
        a, b = number[one], number[other]
        if a != b:
            near[a][b] = near[b][a] = max(strength, near[a].get(b, 0.0))
    return near
