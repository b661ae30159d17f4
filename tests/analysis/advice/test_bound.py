import pytest

from graphsvc.analysis.advice import bound as bounds
from graphsvc.analysis.advice import greedy
from graphsvc.analysis.advice.adviser import Case, advise
from graphsvc.analysis.advice.request import AdviceRequest
from tests.analysis.advice.worlds import known, network, town
from tests.records import tie, view_of


def triangle():
    """Three friends that each know the welfare organisation, and a budget of one: the best is any of them."""
    records = [*town("north"), *(record for id in "abc" for record in network(id, "north"))]
    return [*records, tie("a", "b"), tie("b", "c"), tie("a", "c"), *(known("welfare", id) for id in "abc")]


def instance(**values):
    return Case(view_of(triangle()), AdviceRequest(**{"area": "town", **values})).instance()


def test_the_gap_is_nothing_where_the_set_is_proven_best():
    assert advise(view_of(triangle()), AdviceRequest(area="town", budget=1)).optimality_gap == 0


def test_the_greedy_bound_is_the_value_and_what_the_best_could_still_add():
    found = instance(budget=2)
    ranked = [point for point, _ in greedy.rank(found, greedy.solve(found))]
    # Before the first point: two of 2; after it, with 2, another two of 1/2; after the second, with 2.5, one of 1/2.
    assert bounds.greedy_bound(found, ranked) == pytest.approx(3.0)
    assert bounds.program_bound(found) == pytest.approx(2.5)
    assert bounds.bound(found, ranked) == pytest.approx(2.5)


def test_a_large_instance_makes_do_with_the_greedy_bound(monkeypatch):
    monkeypatch.setattr(bounds, "LARGEST_PROGRAM", 8)
    found = instance(budget=2)
    ranked = [point for point, _ in greedy.rank(found, greedy.solve(found))]
    assert bounds.bound(found, ranked) == pytest.approx(3.0)
    advice = advise(view_of(triangle()), AdviceRequest(area="town", budget=2))
    assert advice.optimality_gap == pytest.approx((3.0 - 2.5) / (3.0 - 0))


def test_nobody_reaches_more_than_all_candidates_together():
    found = instance(budget=50)
    assert bounds.bound(found, []) == pytest.approx(3.0)
