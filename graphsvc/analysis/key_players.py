"""Key players: the actors that reach most others (KPP-Pos), or without whom the network falls apart most (KPP-Neg).

Borgatti (2006), Computational and Mathematical Organization Theory 12:21-34. A set is found greedily, or exactly by trying
all sets where these are no more than `EXACT_SETS`. Of equal sets the one whose nodes come first in the graph.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from itertools import combinations
from math import comb
from typing import Any

import msgspec
import networkx as nx
import numpy as np

from graphsvc.analysis.backend.rows import Numbers, Rows
from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.backend.waves import by_source, fronts
from graphsvc.analysis.cohesion import distance_fragmentation, fragmentation
from graphsvc.analysis.distances import Values, Worth, into_rows, inverse_distances, nearness, worth_from
from graphsvc.analysis.fragmenting import distancing_set, exact_set, fragmenting_set, near_joined, pairs_joined
from graphsvc.errors import BadInput

EXACT_SETS = 50_000
"""So many sets are tried one by one; more are refused."""
EXACT_SETS_BY_DISTANCE = 10_000
"""The same where all distances are summed for each."""
TOGETHER = 64
"""So many candidates are looked at in one pass: the bits of a word."""
DIGITS = 12
"""Sums that differ beyond these digits count as equal."""


class KeyPlayers(msgspec.Struct, frozen=True):
    """A set of key players."""

    nodes: tuple[Hashable, ...]
    """Greedy: in the order in which they were chosen; exact: in the order of the graph."""
    value: float
    """What the set reaches, or how far the rest is fragmented."""
    exact: bool
    """Whether no set of this size is better."""


def distance_reach(graph: nx.Graph[Any], group: Collection[Hashable], steps: int | None = None) -> float:
    """The mean over all nodes of 1/distance from the nearest of `group`, its own counted as 1: D_R, 0 to 1.

    Beyond `steps` nothing counts. Directed paths in a directed graph. In time groups x edges / 64.
    """
    return _reach(graph, sparse(graph).numbers_of(group), _worth(steps))


def m_reach(graph: nx.Graph[Any], group: Collection[Hashable], steps: int) -> int:
    """How many nodes outside `group` a path of at most `steps` steps from one of it reaches."""
    worth = worth_from(into_rows(graph), sparse(graph).numbers_of(group), _within(steps))
    return int(worth.any(axis=0).sum()) - len(set(group))


def reach_closeness(
    graph: nx.Graph[Any],
    nodes: Iterable[Hashable] | None = None,
    steps: int | None = None,
    distance: str | None = None,
) -> dict[Hashable, float]:
    """The sum of 1/distance from each node to all others, as a share of the most there can be (m-reach closeness).

    `distance` names the attribute with the length of an edge, `steps` the largest distance that counts. An and Liu (2016),
    The R Journal 8(1):257-268. In time nodes x edges / 64; with lengths by Dijkstra's algorithm, in 8 n^2 bytes.
    """
    count = len(graph)
    if distance is None:
        sums, largest = nearness(sparse(graph).rows, _worth(steps)), 1.0
    else:
        near = inverse_distances(graph, distance)
        near[near < 1 / (np.inf if steps is None else steps)] = 0
        sums, largest = near.sum(axis=1), near.max(initial=0)
    most = (count - 1) * largest
    values = dict(zip(graph, (sums / most if most else sums).tolist(), strict=True))
    return values if nodes is None else {node: values[node] for node in nodes}


def best_reach(
    graph: nx.Graph[Any], size: int, steps: int | None = None, exact: bool = False, distance_weighted: bool = True
) -> KeyPlayers:
    """The set of `size` nodes with the largest D_R, greedily or exactly; `steps` as in `distance_reach`.

    Without `distance_weighted` the set from which most nodes lie within `steps`: its value is their share of all nodes, its
    own counted (m-reach). Greedy: at least 63% of the best value, for both are submodular (Nemhauser, Wolsey and Fisher
    1978). Candidates wait with what they would have gained before, and only those at the head are looked at again (Minoux
    1978). Raises BadInput for a size out of range, and for more sets than can be tried.
    """
    _check(graph, size, exact)
    worth = _worth(steps) if distance_weighted else _within(len(graph) if steps is None else steps)
    chosen = _exact_reach(graph, size, worth) if exact else _greedy_reach(graph, size, worth)
    return KeyPlayers(_named(graph, chosen), _reach(graph, np.array(chosen, np.int64), worth), exact or size <= 1)


@nx.utils.not_implemented_for("directed")
def best_fragmentation(
    graph: nx.Graph[Any], size: int, exact: bool = False, distance_weighted: bool = False
) -> KeyPlayers:
    """The set of `size` nodes without which the rest has the largest F, greedily or exactly.

    F is that of the nodes that are left. Greedy: one after the other, each the best by then among all, then exchanged while
    that helps; each step in time proportional to the edges. `distance_weighted`: by `distance_fragmentation`, which tells
    sets apart where no set cuts anybody off; greedy then tries some nodes most between others, by distances from 512
    nodes. Nothing says how far a greedy set is from the best. Raises BadInput as `best_reach`.
    """
    rows = sparse(graph).rows
    _check(graph, size, exact, EXACT_SETS_BY_DISTANCE if distance_weighted else EXACT_SETS)
    if exact:
        chosen = exact_set(rows, size, near_joined(rows) if distance_weighted else pairs_joined(rows))
    else:
        chosen = distancing_set(rows, size) if distance_weighted else fragmenting_set(rows, size)
    nodes = _named(graph, chosen)
    measure = distance_fragmentation if distance_weighted else fragmentation
    return KeyPlayers(nodes, fragmentation_without(graph, nodes, measure), exact)


def fragmentation_without(
    graph: nx.Graph[Any], group: Collection[Hashable], measure: Callable[[nx.Graph[Any]], float] = fragmentation
) -> float:
    """The fragmentation of what is left without `group`, over the nodes that are left."""
    gone = set(group)
    kept = [node for node in graph if node not in gone]
    return measure(graph.subgraph(kept).copy())


def _check(graph: nx.Graph[Any], size: int, exact: bool, most: int = EXACT_SETS) -> None:
    if not 0 <= size <= len(graph):
        raise BadInput.of(f"{size} is not between 0 and {len(graph)}.", place="size")
    if exact and comb(len(graph), size) > most:
        raise BadInput.of(f"There are more than {most} sets of {size} to try.", place="exact")


def _reach(graph: nx.Graph[Any], group: Numbers, worth: Worth) -> float:
    """The mean over all nodes of what they are worth from the nearest of a group."""
    if not len(graph):
        return 0.0
    return float(worth_from(into_rows(graph), group, worth).max(axis=0, initial=0.0).sum() / len(graph))


def _worth(steps: int | None) -> Worth:
    return lambda far: 1 / far if steps is None or far <= steps else 0.0


def _within(steps: int) -> Worth:
    return lambda far: float(far <= steps)


def _named(graph: nx.Graph[Any], numbers: Iterable[int]) -> tuple[Hashable, ...]:
    nodes = list(graph)
    return tuple(nodes[number] for number in numbers)


def _greedy_reach(graph: nx.Graph[Any], size: int, worth: Worth) -> list[int]:
    into, reached = into_rows(graph), np.zeros(len(graph))
    gains = nearness(sparse(graph).rows, worth) + 1
    waiting = [(-gain, number) for number, gain in enumerate(np.round(gains, DIGITS).tolist())]
    heapq.heapify(waiting)
    chosen: list[int] = []
    while len(chosen) < size:
        best = heapq.heappop(waiting) if not chosen else _best(waiting, into, reached, worth)
        chosen.append(best[1])
        reached = np.maximum(reached, worth_from(into, np.array([best[1]]), worth)[0])
    return chosen


def _best(waiting: list[tuple[float, int]], into: Rows, reached: Values, worth: Worth) -> tuple[float, int]:
    """Take out of a heap of (-gain, number), its gains those of an earlier round, the one that gains most now."""
    looked: list[tuple[float, int]] = []
    while waiting and (not looked or min(looked) > waiting[0]):
        numbers = [heapq.heappop(waiting)[1] for _ in range(min(TOGETHER, len(waiting)))]
        more = _gains(into, np.array(numbers), reached, worth)
        looked += [(-gain, number) for gain, number in zip(np.round(more, DIGITS).tolist(), numbers, strict=True)]
    best = min(looked)
    for other in looked:
        if other is not best:
            heapq.heappush(waiting, other)
    return best


def _gains(into: Rows, sources: Numbers, reached: Values, worth: Worth) -> Values:
    """What each of some nodes adds to what is reached; looks only at those that it can still bring nearer."""
    gains: Values = np.maximum(1 - reached[sources], 0)
    for steps, front in fronts(into, sources):
        need = worth(steps) - reached
        rows = np.flatnonzero(need > 0)
        if not len(rows):
            break
        gains += need[rows] @ by_source(front[rows], len(sources))
    return gains


def _exact_reach(graph: nx.Graph[Any], size: int, worth: Worth) -> tuple[int, ...]:
    every = worth_from(into_rows(graph), np.arange(len(graph)), worth)
    return max(_by_first(every, size), default=(0.0, ()), key=lambda found: found[0])[1]


def _by_first(every: Values, size: int) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Of all sets that begin with the same nodes the best: what it reaches, and it."""
    for first in combinations(range(len(every) - 1), size - 1) if size else ():
        start = first[-1] + 1 if first else 0
        if start < len(every):
            reached = every[list(first)].max(axis=0, initial=0.0)
            sums = np.round(np.maximum(every[start:], reached).sum(axis=1), DIGITS)
            yield float(sums.max()), (*first, start + int(sums.argmax()))
