"""Brokerage beside what chance gives: its mean and standard deviation when groups are dealt out at random.

The ties, the sizes of the groups and the group of the broker itself are kept; each way to deal out the groups of all others
is equally likely. Whether two open two-paths of one broker play a role together depends only on which ends they share, so
counting pairs of them by what they share gives the variance. After Gould and Fernandez (1989), Sociological Methodology
19:89-126.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

import msgspec
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.brokerage import ROLES, role_counts
from graphsvc.analysis.groups import Groups, numbered_groups
from graphsvc.analysis.two_paths import TwoPaths

Values = NDArray[np.float64]


class Chance(msgspec.Struct, frozen=True):
    """How often a node plays a role, beside what chance gives."""

    count: int
    expected: float
    deviation: float
    """The standard deviation under chance."""

    @property
    def z(self) -> float:
        """How many standard deviations the count is from what is expected; nan when chance leaves no choice."""
        return (self.count - self.expected) / self.deviation if self.deviation else float("nan")


def expected_brokerage(
    graph: nx.Graph[Any], groups: Groups, nodes: Iterable[Hashable] | None = None
) -> dict[Hashable, dict[str, Chance]]:
    """For each node the count, mean and standard deviation of each role (`coordinator` and so on).

    `groups` as in `brokerage`, and as fast. Closed formulas, no simulation.
    """
    names, own = numbered_groups(graph, groups)
    paths = TwoPaths(graph)
    counts, pairs = role_counts(paths, own), _pairs_of_paths(paths)
    chances = np.array([_chances(np.bincount(own, minlength=len(names)), group) for group in range(len(names))])
    by_node = chances[own] if len(own) else np.zeros((0, len(ROLES), len(_Pairs._fields)))
    mean = by_node[:, :, 0] * pairs.same[:, None]
    variance = np.einsum("nrp,pn->nr", by_node, np.stack(pairs)) - mean**2
    deviation = np.sqrt(np.maximum(variance, 0))
    deviation[variance <= 1e-9 * (1 + mean**2)] = 0
    found = {
        node: {role: Chance(*told) for role, *told in zip(ROLES, counted, expected, spread, strict=True)}
        for node, counted, expected, spread in zip(
            graph, counts.T.tolist(), mean.tolist(), deviation.tolist(), strict=True
        )
    }
    return found if nodes is None else {node: found[node] for node in nodes}


class _Pairs(NamedTuple):
    """For each node, how many ordered pairs of its open two-paths x, y and x', y' share which ends."""

    same: Values
    """Both: so the two-paths themselves."""
    turned: Values
    """x = y' and y = x'."""
    start: Values
    """x = x' alone."""
    end: Values
    """y = y' alone."""
    crossed: Values
    """x = y' alone, or y = x' alone."""
    apart: Values
    """None."""


def _pairs_of_paths(paths: TwoPaths) -> _Pairs:
    both, count = paths.both, paths.both.count
    middle, there_and_back = both.tails, paths.forth & paths.back
    out_of, into = (np.bincount(middle[arcs], minlength=count) for arcs in (paths.forth, paths.back))
    after = np.where(paths.back, out_of[middle] - paths.forth, 0).astype(np.float64)  # y for each x
    before = np.where(paths.forth, into[middle] - paths.back, 0).astype(np.float64)  # x for each y
    mutual = np.bincount(middle[there_and_back], minlength=count).astype(np.float64)
    turned = mutual * (mutual - 1)
    for closed in paths.closed():
        after -= np.bincount(closed.to_x, minlength=len(middle))
        before -= np.bincount(closed.to_y, minlength=len(middle))
        # Two neighbours that are tied: met once when the tie has one direction, else twice.
        arms = there_and_back[closed.to_x] & there_and_back[closed.to_y]
        turned -= np.bincount(closed.middle[arms], 2.0 - there_and_back[closed.across[arms]], count)
    total, starts, ends, crossings = (
        np.bincount(middle, ways, count).astype(np.float64) for ways in (after, after**2, before**2, after * before)
    )
    start, end, crossed = starts - total, ends - total, 2 * (crossings - turned)
    return _Pairs(total, turned, start, end, crossed, total**2 - total - turned - start - end - crossed)


def _chances(sizes: NDArray[np.intp], group: int) -> Values:
    """For a broker of a group, how likely two two-paths that share such ends both play each role: (roles, pairs)."""
    others = sizes.astype(np.float64)
    others[group] -= 1  # the broker itself
    inside, everybody = float(others[group]), float(others.sum())
    outside, elsewhere = everybody - inside, np.delete(others, group)
    two, three = _falling(elsewhere, 2).sum(), _falling(elsewhere, 3).sum()
    two_pairs = _falling(elsewhere, 4).sum() + two**2 - (_falling(elsewhere, 2) ** 2).sum()
    centre = (elsewhere * (outside - elsewhere) * (outside - elsewhere - 1)).sum()
    differing = outside * (outside - 1) - two
    apart = _falling(outside, 4) - 2 * two * (outside - 2) * (outside - 3) + two_pairs
    one_in, two_in = inside * _falling(outside, 2), _falling(inside, 2) * outside
    split = _falling(inside, 2) * _falling(outside, 2)
    ways = [
        [_falling(inside, 2), _falling(inside, 2), *[_falling(inside, 3)] * 3, _falling(inside, 4)],
        [inside * outside, 0, two_in, one_in, 0, split],
        [inside * outside, 0, one_in, two_in, 0, split],
        [two, two, three, three, three, two_pairs],
        [differing, differing, centre, centre, centre, apart],
    ]
    of = [max(1.0, float(_falling(everybody, ends))) for ends in (2, 2, 3, 3, 3, 4)]
    found: Values = np.array(ways, np.float64) / of
    return found


def _falling(numbers: Any, ends: int) -> Any:
    """In how many ways so many different ones are taken in order: n (n - 1) ..., 0 below that many."""
    product = 1.0
    for taken in range(ends):
        product = product * np.maximum(numbers - taken, 0)
    return product
