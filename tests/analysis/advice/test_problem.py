from itertools import combinations, pairwise

import numpy as np
import pytest

from graphsvc.analysis.advice.adviser import Case
from graphsvc.analysis.advice.problem import NEARNESS, SIXTHS
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.model.vocabularies import ReachedBy
from tests.analysis.advice.oracle import Oracle
from tests.analysis.advice.worlds import network, random_request, random_world, town
from tests.records import tie, view_of


def problem(records, **values):
    return Case(view_of(records), AdviceRequest(**{"area": "town", **values})).problem


def chain(*ids):
    """Networks in a row, each tied to the next."""
    return [*(record for id in ids for record in network(id, "north")), *(tie(a, b) for a, b in pairwise(ids))]


def test_nearness_is_a_half_after_one_step_a_third_after_two_and_nothing_beyond():
    found = problem([*town("north"), *chain("a", "b", "c", "d")])
    assert [level / 96 for level in found.levels([0])] == [1, 1 / 2, 1 / 3, 0]
    assert [part / SIXTHS for part in NEARNESS] == [1, 1 / 2, 1 / 3]
    assert found.value([0]) == pytest.approx(1 + 1 / 2 + 1 / 3)


def test_steps_go_over_ties_of_the_living_world_of_any_kind_but_funds():
    records = [*town("north"), *(record for id in "abcde" for record in network(id, "north"))]
    records += [tie("a", "b", "PART_OF", id="1"), tie("c", "a", "MEMBER_OF", id="2"), tie("a", "d", "FUNDS", id="3")]
    found = problem([*records, tie("a", "welfare", intensity=1), tie("welfare", "e", intensity=1)])
    assert found.ids == ("b", "c", "d", "e"), "a is part of b"
    assert [level / 96 for level in found.levels([0])] == [1, pytest.approx(1 / 3), 0, 0]


def test_a_network_is_reached_today_by_the_nearest_contact_as_far_as_that_is_relied_on():
    near = [*town("north"), *chain("a", "b", "c"), tie("a", "welfare", confirmation="ONE_SIDED")]
    assert [level / 96 for level in problem(near).today] == [1 / 2, 1 / 4, 1 / 6]
    assert [level / 96 for level in problem([*near, tie("c", "welfare")]).today] == [1 / 2, 1 / 2, 1]


def random_case(rng):
    view, values = view_of(random_world(rng)), random_request(rng)
    request = AdviceRequest(**{**values, "reached_by": ReachedBy[values["reached_by"]]})
    return Case(view, request), Oracle(view, request)


def test_the_objective_is_that_of_the_definition(rng, dose):
    for _ in range(dose(30)):
        case, oracle = random_case(rng)
        assert set(case.problem.ids) == oracle.networks
        for size in range(3):
            for points in combinations(range(len(case.problem.ids)), size):
                expected = oracle.value([case.problem.ids[point] for point in points])
                assert case.problem.value(points) == pytest.approx(expected, abs=1e-12)


def test_the_objective_is_monotone_and_submodular(rng, dose):
    for _ in range(dose(30)):
        found = random_case(rng)[0].problem
        everyone = range(len(found.ids))
        larger = [point for point in everyone if rng.random() < 0.5]
        smaller = [point for point in larger if rng.random() < 0.5]
        for point in everyone:
            gains = [units(found, [*points, point]) - units(found, points) for points in (smaller, larger)]
            assert gains[0] >= gains[1] >= 0


def units(problem, points):
    """F in whole units, which are exact."""
    return int((problem.levels(points) * problem.parts).sum())


def test_sums_are_whole_and_cannot_overflow():
    found = problem([*town("north"), *chain(*(f"n{number}" for number in range(50)))])
    most = 2 * found.unit * 96 * len(found.ids)
    assert 2**59 < most < 2**62
    assert found.measure(units(found, range(50))) == found.value(range(50)) == 50
    assert found.parts.dtype == np.int64
