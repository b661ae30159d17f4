"""Whether points can be added so that each of some areas has one: what fairness must know beforehand."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

import msgspec
import numpy as np
from scipy import sparse

from graphsvc.analysis.advice.introducers import Introductions
from graphsvc.analysis.advice.ways import Options


class Covering(msgspec.Struct, frozen=True):
    """Add at most `left` points to `chosen` such that each of the `wanted` areas has one of them."""

    of: Sequence[Sequence[int]]
    """Candidate -> the areas it counts for, at most two."""
    options: Sequence[Options]
    chosen: Collection[int]
    wanted: Collection[int]
    left: int
    most: int
    """How many points one actor may introduce."""

    def is_possible(self) -> bool:
        """Exact. The first points that come to hand mostly do; if not, a flow decides whether each area can have a
        point of its own; and only when it cannot, and candidates of two areas might do with fewer, an integer program.
        """
        wanted = set(self.wanted)
        if not wanted:
            return True
        if len(wanted) > 2 * self.left:
            return False
        open_to_all = (point for point in range(len(self.of)) if point not in self.chosen)
        useful = [point for point in open_to_all if not wanted.isdisjoint(self.of[point])]
        if len(wanted) <= self.left and (self._is_easy(useful) or self._flows(useful)):
            return True
        return any(len(wanted.intersection(self.of[point])) > 1 for point in useful) and self._is_solvable(useful)

    def _is_easy(self, useful: Sequence[int]) -> bool:
        """Whether it is enough to give each area in turn the first point that can still be introduced."""
        introductions = Introductions(self.options, self.most)
        for point in self.chosen:
            introductions.add(point)
        open_to: dict[int, list[int]] = {area: [] for area in self.wanted}
        for point in useful:
            for area in self.of[point]:
                open_to.get(area, []).append(point)
        return all(
            any(point not in introductions.points and introductions.add(point) for point in points)
            for points in open_to.values()
        )

    def _flows(self, useful: Sequence[int]) -> bool:
        """Whether a flow start -> area -> point -> introducer -> end fills every wanted area and chosen point."""
        from scipy.sparse.csgraph import maximum_flow

        pipes: dict[tuple[Hashable, Hashable], int] = {("start", ("area", area)): 1 for area in self.wanted}
        pipes |= {("start", ("point", point)): 1 for point in self.chosen}
        pipes |= {
            (("area", area), ("point", point)): 1 for point in useful for area in self.of[point] if area in self.wanted
        }
        for point in (*self.chosen, *useful):
            pipes[("point", point), ("approached", point)] = 1
            if self.options[point].direct:
                pipes[("approached", point), "end"] = 1
            for introducer in self.options[point].introducers:
                pipes[("approached", point), ("introducer", introducer)] = 1
                pipes[("introducer", introducer), "end"] = self.most
        number: dict[Hashable, int] = {"start": 0, "end": 1}
        ends = [[number.setdefault(node, len(number)) for node in pipe] for pipe in pipes]
        rows, columns = np.array(ends, np.int32).T
        width = np.fromiter(pipes.values(), np.int32, len(pipes))
        graph = sparse.csr_array((width, (rows, columns)), shape=(len(number), len(number)))
        return int(maximum_flow(graph, 0, 1).flow_value) == len(self.wanted) + len(self.chosen)

    def _is_solvable(self, useful: Sequence[int]) -> bool:
        """Whether there are 0s and 1s, one per point and one per introduction, that meet every demand."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        demands = list(self._demands(useful))
        number: dict[Hashable, int] = {}
        for coefficients, _ in demands:
            for variable in coefficients:
                number.setdefault(variable, len(number))
        matrix = sparse.lil_array((len(demands), len(number)))
        for row, (coefficients, _) in enumerate(demands):
            for variable, coefficient in coefficients.items():
                matrix[row, number[variable]] = coefficient
        least = np.array([at_least for _, at_least in demands])
        found = milp(
            np.zeros(len(number)),
            constraints=LinearConstraint(matrix.tocsr(), lb=least),
            bounds=Bounds(0, 1),
            integrality=np.ones(len(number), np.int8),
        )
        return bool(found.success)

    def _demands(self, useful: Sequence[int]) -> Iterable[tuple[Mapping[Hashable, float], float]]:
        """Sums of variables (a point, or a point with its introducer), each with the least it must be."""
        for area in self.wanted:
            yield {point: 1.0 for point in useful if area in self.of[point]}, 1.0
        yield dict.fromkeys(useful, -1.0), -float(self.left)
        introduced: dict[str, dict[Hashable, float]] = {}
        for point in (*self.chosen, *useful):
            ways: dict[Hashable, float] = {(point, introducer): 1.0 for introducer in self.options[point].introducers}
            for introducer in self.options[point].introducers:
                introduced.setdefault(introducer, {})[point, introducer] = -1.0
            if not self.options[point].direct:
                yield (ways if point in self.chosen else {point: -1.0, **ways}), float(point in self.chosen)
        for ways_of_one in introduced.values():
            yield ways_of_one, -float(self.most)
