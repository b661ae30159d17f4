"""The set that was chosen, as numbers: ranked, with the introducers and what each point is worth to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from scipy.sparse.csgraph import connected_components

from graphsvc.analysis.advice.greedy import next_best, rank
from graphsvc.analysis.advice.instance import Instance, Reached
from graphsvc.analysis.advice.introducers import assign
from graphsvc.analysis.advice.problem import Levels, Problem
from graphsvc.analysis.advice.ways import Ways
from graphsvc.analysis.paths import Path


class Choice:
    """A feasible set of an instance. Points are candidates, in order of rank."""

    def __init__(self, instance: Instance, ways: Ways, chosen: list[int]) -> None:
        self.instance, self.ways = instance, ways
        ranked = rank(instance, chosen)
        self.points = [point for point, _ in ranked]
        self.gains = [instance.problem.measure(gain) for _, gain in ranked]
        self.base = instance.value(())
        self.covered = instance.value(chosen)

    def id(self, point: int) -> str:
        """The actor that a candidate is."""
        return self.instance.problem.ids[self.instance.points[point]]

    @cached_property
    def paths(self) -> dict[int, Path]:
        """Point -> the warm path to it, such that the paths together are warmest."""
        options = self.instance.options
        possible = {
            (point, introducer): self.ways.path(self.id(point), introducer)
            for point in self.points
            for introducer in options[point].introducers
        }
        warmth = {way: path.strength for way, path in possible.items()}
        assigned = assign(options, self.points, warmth, self.instance.most)
        return {
            point: possible[point, assigned[point]] if point in assigned else self.ways.path(self.id(point), None)
            for point in self.points
        }

    @cached_property
    def _reached(self) -> Reached:
        """How well each network is reached with all points."""
        reached = self.instance.start.copy()
        for point in self.points:
            reached.add(point)
        return reached

    def without(self, point: int) -> float:
        """What is lost when this point falls out and the others stay."""
        return self.covered - self.instance.value(other for other in self.points if other != point)

    def instead_of(self, point: int) -> str | None:
        """The actor that would do best in this point's place."""
        other = next_best(self.instance, self.points, self._reached, point)
        return None if other is None else self.id(other)

    def rises(self) -> Iterator[tuple[Levels, Levels]]:
        """Per point the levels before and after it, in order of rank."""
        levels = self.instance.problem.today
        for place in range(len(self.points)):
            after = self.instance.problem.levels(self.instance.networks(self.points[: place + 1]))
            yield levels, after
            levels = after


def is_cut_point(problem: Problem, living: int) -> bool:
    """Whether others of the living world lose touch with each other without this one (a number among all of them)."""
    ties = problem.living_ties
    neighbours = ties.indices[ties.indptr[living] : ties.indptr[living + 1]]
    keep = np.arange(ties.shape[0]) != living
    _, component = connected_components(ties[keep][:, keep], directed=False)
    # Those behind the one that was left out have moved up one place.
    return len(set(component[neighbours - (neighbours > living)].tolist())) > 1
