"""What no feasible set can exceed: the smaller of the greedy bound and, where it fits, that of a linear program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphsvc.analysis.advice.fairness import Rule
from graphsvc.analysis.advice.instance import Instance, Reached, order_of
from graphsvc.analysis.advice.introducers import Introductions

LARGEST_PROGRAM = 30_000
"""The most cells (a candidate that would raise a network) for which the linear program is tried. By size, never by the clock."""


def bound(instance: Instance, chosen: Iterable[int]) -> float:
    """An upper bound on F over all feasible sets; `chosen` is the greedy set, best first."""
    base = instance.value(())
    most = min(greedy_bound(instance, chosen), instance.value(range(len(instance.points))))
    if most > base and instance.start.cells <= LARGEST_PROGRAM:
        most = min(most, base + program_bound(instance))
    return most


def greedy_bound(instance: Instance, chosen: Iterable[int]) -> float:
    """The smallest, over the beginnings S of the greedy set, of F(S) and the best that a feasible set could add to it.

    For submodular F no set O has more than F(S) plus the sum of what each of O adds to S (Nemhauser and others, 1978).
    """
    reached, begun = instance.start.copy(), list[int]()
    most = instance.value(()) + _most_added(instance, reached)
    for point in chosen:
        reached.add(point)
        begun.append(point)
        most = min(most, instance.value(begun) + _most_added(instance, reached))
    return most


def _most_added(instance: Instance, reached: Reached) -> float:
    """The largest sum of separate gains over sets that keep to budget and introducers: greedy is exact on a matroid."""
    introductions, total = Introductions(instance.options, instance.most), 0
    for point in order_of(reached.gains):
        if len(introductions.points) == instance.budget:
            break
        if introductions.add(point):
            total += int(reached.gains[point])
    return instance.problem.measure(total)


def program_bound(instance: Instance) -> float:
    """The most that F can rise, by the linear relaxation of the whole problem.

    The answer of the solver is not taken on trust: any prices of the constraints give an upper bound (weak duality),
    and its prices are used for one.
    """
    from scipy.optimize import linprog

    gains, matrix, limits = _program(instance)
    found = linprog(-gains, A_ub=matrix, b_ub=limits, bounds=(0, 1), method="highs")
    prices = np.maximum(0.0, -found.ineqlin.marginals) if found.success else np.zeros(len(limits))
    return float(prices @ limits + np.maximum(0.0, gains - matrix.T @ prices).sum())


Floats = NDArray[np.float64]
Row = tuple[Mapping[Any, float], float]
"""Coefficients by variable, and the most that their sum may be."""


def _program(instance: Instance) -> tuple[Floats, Any, Floats]:
    """What each variable is worth, the rows, and their limits. All variables are from 0 to 1."""
    worth: dict[Any, float] = {}
    rows: list[Row] = [*_reach_rows(instance, worth), *_set_rows(instance)]
    number: dict[Any, int] = {}
    for coefficients, _ in rows:
        for variable in coefficients:
            number.setdefault(variable, len(number))
    gains = np.zeros(len(number))
    for variable, value in worth.items():
        gains[number[variable]] = value
    cells = [
        (row, number[variable], value)
        for row, (coefficients, _) in enumerate(rows)
        for variable, value in coefficients.items()
    ]
    places, values = np.array([cell[:2] for cell in cells]), np.array([cell[2] for cell in cells], np.float64)
    matrix = sparse.csr_array((values, (places[:, 0], places[:, 1])), shape=(len(rows), len(number)))
    return gains, matrix, np.array([limit for _, limit in rows])


def _reach_rows(instance: Instance, worth: dict[Any, float]) -> Iterator[Row]:
    """A network stands at a level or higher (a variable each) only as far as points that lift it there are chosen."""
    problem = instance.problem
    lifting: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for candidate, network, level in instance.start.lifts():
        lifting[network].append((level, candidate))
    for network, lifts in sorted(lifting.items()):
        below = int(problem.today[network])
        for level in sorted({level for level, _ in lifts}):
            worth["level", network, level] = float(problem.weight[network]) * (level - below) / 96
            able = {("point", candidate): -1.0 for reachable, candidate in lifts if reachable >= level}
            yield {("level", network, level): 1.0, **able}, 0.0
            below = level


def _set_rows(instance: Instance) -> Iterator[Row]:
    """Budget, introducers and fairness."""
    candidates = range(len(instance.points))
    yield {("point", candidate): 1.0 for candidate in candidates}, float(instance.budget)
    introduced: defaultdict[str, dict[Any, float]] = defaultdict(dict)
    for candidate in candidates:
        ways = {("way", candidate, introducer): -1.0 for introducer in instance.options[candidate].introducers}
        for way in ways:
            introduced[way[2]][way] = 1.0
        if not instance.options[candidate].direct:
            yield {("point", candidate): 1.0, **ways}, 0.0
    for ways in introduced.values():
        yield ways, float(instance.most)
    if instance.fairness.rule is not Rule.NONE:
        sign = -1.0 if instance.fairness.rule is Rule.EACH else 1.0
        for area in range(len(instance.fairness.areas)):
            yield {("point", point): sign for point in candidates if area in instance.fairness.of[point]}, sign
