"""Greedy choice: always the candidate that adds most, as far as introducers and fairness allow.

Nemhauser, Wolsey and Fisher (1978): for a monotone submodular objective at least half of the best set when what binds
it is a matroid, as budget and introducers are. In practice the gap to `bound` is a few per cent.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.analysis.advice.covering import Covering
from graphsvc.analysis.advice.fairness import Rule
from graphsvc.analysis.advice.instance import Instance, Reached, order_of
from graphsvc.analysis.advice.introducers import Introductions, together


def solve(instance: Instance) -> list[int]:
    """A feasible set of candidates, in no order that matters. The same instance gives the same set."""
    choice = _Choice(instance)
    if instance.fairness.rule is Rule.EACH:
        choice.give_each_area_one()
    choice.fill()
    while choice.drop_needless():
        choice.fill()
    return sorted(choice.chosen)


class _Choice:
    """The set so far."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.fairness = instance.fairness
        self.chosen: list[int] = []
        self.reached = instance.start.copy()
        self.introductions = Introductions(instance.options, instance.most)

    def give_each_area_one(self) -> None:
        """The best point for an area that has none, as long as the others can still get theirs."""
        while open_areas := set(range(len(self.fairness.areas))) - set(self.fairness.counts(self.chosen)):
            self._take(next(point for point in self._by_gain() if self._helps(point, open_areas)))

    def fill(self) -> None:
        """Spend the rest of the budget by gain."""
        closed: set[int] = set()
        while len(self.chosen) < self.instance.budget:
            fit = (point for point in order_of(self.reached.gains) if point not in closed)
            best = next((point for point in fit if self._fits(point, closed)), None)
            if best is None:
                return
            self._take(best)

    def drop_needless(self) -> bool:
        """Take out a point that the others made needless; says whether there was one."""
        for point in reversed(self.chosen):
            others = [other for other in self.chosen if other != point]
            self.reached.remove(point, others)
            if self.reached.gains[point] == 0 and self.fairness.holds(others):
                self.chosen = others
                self.introductions.remove(point)
                return True
            self.reached.add(point)
        return False

    def _by_gain(self) -> Iterable[int]:
        """All candidates by gain, equals by id, those that add nothing last."""
        adding = order_of(self.reached.gains)
        yield from adding
        yield from sorted(set(range(len(self.instance.points))) - set(adding) - set(self.chosen))

    def _helps(self, point: int, open_areas: set[int]) -> bool:
        given = open_areas.intersection(self.fairness.of[point])
        if not given or point in self.chosen or not self.introductions.allows(point):
            return False
        after, left = [*self.chosen, point], self.instance.budget - len(self.chosen) - 1
        rest = open_areas - given
        return Covering(self.fairness.of, self.instance.options, after, rest, left, self.instance.most).is_possible()

    def _fits(self, point: int, closed: set[int]) -> bool:
        """Whether a point can be added; what cannot now cannot later either."""
        fair = self.fairness.rule is not Rule.AT_MOST_ONE or self.fairness.fits(self.chosen)(point)
        fits = fair and self.introductions.allows(point)
        if not fits:
            closed.add(point)
        return fits

    def _take(self, point: int) -> None:
        self.introductions.add(point)
        self.chosen.append(point)
        self.reached.add(point)


def rank(instance: Instance, chosen: Iterable[int]) -> list[tuple[int, int]]:
    """The points in order of largest marginal gain, equals by id, each with that gain in weight x 96ths."""
    reached, left = instance.start.copy(), set(chosen)
    ranked = []
    while left:
        best = min(left, key=lambda point: (-int(reached.gains[point]), point))
        ranked.append((best, int(reached.gains[best])))
        reached.add(best)
        left.remove(best)
    return ranked


def next_best(instance: Instance, chosen: Iterable[int], all_reached: Reached, point: int) -> int | None:
    """The candidate outside the set that, in this point's place, gives the highest feasible value; None: nobody does.

    Of equals the one with the smallest id. Somebody who would add nothing is named only where fairness needs a point.
    `all_reached` is the state with the whole set; it is left as it is.
    """
    others = [other for other in chosen if other != point]
    reached = all_reached.copy()
    reached.remove(point, others)
    candidates = order_of(reached.gains)
    if instance.fairness.rule is Rule.EACH and not instance.fairness.holds(others):
        candidates += sorted(set(range(len(instance.points))) - set(candidates))
    fits, taken = instance.fairness.fits(others), {*others, point}
    introductions = together(instance.options, others, instance.most)
    for candidate in candidates:
        if candidate not in taken and fits(candidate) and introductions is not None and introductions.allows(candidate):
            return candidate
    return None
