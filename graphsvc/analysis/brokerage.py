"""Gould-Fernandez brokerage: how often an actor stands between two that are not tied, by the groups of the three.

Gould and Fernandez (1989), Sociological Methodology 19:89-126; gatekeeper and representative as there and in UCINET (other
packages swap them).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import msgspec
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers
from graphsvc.analysis.groups import Groups, numbered_groups
from graphsvc.analysis.two_paths import TwoPaths

Counts = NDArray[np.int64]


class Brokerage(msgspec.Struct, frozen=True, gc=False):
    """How often an actor is in the middle of x to y, in each role. G is the group."""

    coordinator: int
    """All three of one group."""
    gatekeeper: int
    """x from outside, y of the own group."""
    representative: int
    """x of the own group, y outside."""
    consultant: int
    """x and y of one other group."""
    liaison: int
    """Three different groups."""


ROLES = Brokerage.__struct_fields__


def brokerage(
    graph: nx.Graph[Any], groups: Groups, nodes: Iterable[Hashable] | None = None
) -> dict[Hashable, Brokerage]:
    """The brokerage of each node over ordered pairs x, y with x -> node -> y; `groups`: an attribute, or node -> group.

    A pair counts when x is not tied to y; an undirected edge counts in both directions, so each open triangle twice.
    All two-paths are counted by group, without looking at them, and the closed ones taken off: in time bounded by edges
    to the power 1.5 and in memory proportional to the edges, around a hub too.
    """
    _, own = numbered_groups(graph, groups)
    counts = role_counts(TwoPaths(graph), own)
    found = dict(zip(graph, _named(counts), strict=True))
    return found if nodes is None else {node: found[node] for node in nodes}


def role_counts(paths: TwoPaths, own: NDArray[np.intp]) -> Counts:
    """The open two-paths through each node in each role, shape (roles, n); `own`: the number of each node's group."""
    counts = _all_two_paths(paths, own)
    for closed in paths.closed():
        role = _roles(own[closed.x], own[closed.middle], own[closed.y])
        counts -= _histogram(role, closed.middle, len(own))
    return counts


def _all_two_paths(paths: TwoPaths, own: NDArray[np.intp]) -> Counts:
    """Closed ones too, but x and y are two."""
    both, count = paths.both, len(own)
    after, before = _by_node(both.tails, paths.forth, count), _by_node(both.tails, paths.back, count)
    same = own[both.heads] == own[both.tails]
    own_after, own_before = (_by_node(both.tails, arcs & same, count) for arcs in (paths.forth, paths.back))
    of_one_group = _same_group(paths, own)
    coordinator = own_before * own_after
    elsewhere = (before - own_before) * (after - own_after)
    consultant = of_one_group - coordinator
    counts = np.stack(
        [
            coordinator,
            (before - own_before) * own_after,
            own_before * (after - own_after),
            consultant,
            elsewhere - consultant,
        ]
    )
    there_and_back = paths.forth & paths.back
    counts[0] -= _by_node(both.tails, there_and_back & same, count)
    counts[3] -= _by_node(both.tails, there_and_back & ~same, count)
    return counts


def _same_group(paths: TwoPaths, own: NDArray[np.intp]) -> Counts:
    """For each node the pairs of one before it and one after it that are of one group, whichever."""
    both, groups = paths.both, int(own.max(initial=0)) + 1
    keys, place = np.unique(both.tails * groups + own[both.heads], return_inverse=True)
    before, after = (np.bincount(place, arcs, len(keys)) for arcs in (paths.back, paths.forth))
    found: Counts = np.bincount(keys // groups, before * after, len(own)).astype(np.int64)
    return found


def _roles(x: NDArray[np.intp], middle: NDArray[np.intp], y: NDArray[np.intp]) -> NDArray[np.intp]:
    """The number of the role by the groups of the three."""
    conditions = [(x == middle) & (y == middle), y == middle, x == middle, x == y]
    return np.select(conditions, [0, 1, 2, 3], 4)


def _histogram(role: NDArray[np.intp], middle: Numbers, count: int) -> Counts:
    return np.bincount(role * count + middle, minlength=len(ROLES) * count).reshape(len(ROLES), count)


def _by_node(tails: Numbers, arcs: NDArray[np.bool_], count: int) -> Counts:
    return np.bincount(tails[arcs], minlength=count)


def _named(counts: Counts) -> Iterable[Brokerage]:
    return (Brokerage(*roles) for roles in zip(*counts.tolist(), strict=True))
