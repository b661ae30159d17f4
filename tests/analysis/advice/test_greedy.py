import msgspec
import pytest

from graphsvc.analysis.advice import greedy
from graphsvc.analysis.advice.adviser import Case, advise
from graphsvc.analysis.advice.bound import bound, greedy_bound, program_bound
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.model.vocabularies import ReachedBy
from tests.analysis.advice.oracle import Oracle
from tests.analysis.advice.worlds import TOLD, known, network, random_request, random_world, town
from tests.records import actor, tie, view_of

NEAR = 1e-9


def random_requests(rng, count):
    for _ in range(count):
        view, values = view_of(random_world(rng)), random_request(rng)
        yield view, AdviceRequest(**{**values, "reached_by": ReachedBy[values["reached_by"]]})


def test_the_set_is_feasible_and_between_the_bounds_of_trying_all_sets(rng, dose):
    chosen_sets = 0
    for view, request in random_requests(rng, dose(120)):
        case, oracle = Case(view, request), Oracle(view, request)
        if not case.candidates:
            assert not oracle.points
            continue
        instance = case.instance()
        chosen = greedy.solve(instance)
        sets = oracle.feasible()
        assert instance.is_feasible(chosen)
        assert tuple(case.problem.ids[number] for number in instance.networks(chosen)) in sets
        best = max(map(oracle.value, sets))
        ranked = [point for point, _ in greedy.rank(instance, chosen)]
        assert instance.value(chosen) <= best + NEAR
        for most in (greedy_bound(instance, ranked), instance.value(()) + program_bound(instance)):
            assert best <= most + NEAR
        assert bound(instance, ranked) <= instance.value(range(len(instance.points))) + NEAR
        chosen_sets += len(chosen) > 1
    assert chosen_sets


def test_an_instance_knows_a_feasible_set_from_another(rng, dose):
    for view, request in random_requests(rng, dose(20)):
        case, oracle = Case(view, request), Oracle(view, request)
        instance, sets = case.instance(), set(oracle.feasible())
        numbers = range(len(instance.points))
        tried = [[], *([a] for a in numbers), *([a, b] for a in numbers for b in numbers if a < b)]
        for chosen in tried:
            ids = tuple(case.problem.ids[number] for number in instance.networks(chosen))
            assert instance.is_feasible(chosen) == (ids in sets)


def test_what_each_candidate_would_add_stays_exact(rng, dose):
    for view, request in random_requests(rng, dose(30)):
        instance = Case(view, request).instance()
        reached, chosen = instance.start.copy(), list[int]()
        for _ in range(6):
            if chosen and rng.random() < 0.4:
                out = chosen.pop(rng.randrange(len(chosen)))
                reached.remove(out, chosen)
            elif len(chosen) < len(instance.points):
                chosen.append(rng.choice([point for point in range(len(instance.points)) if point not in chosen]))
                reached.add(chosen[-1])
            assert (reached.levels == instance.problem.levels(instance.networks(chosen))).all()
            for point in range(len(instance.points)):
                after = instance.problem.levels(instance.networks([*chosen, point]))
                assert reached.gains[point] == int(((after - reached.levels) * instance.problem.parts).sum())


def test_the_next_best_is_that_of_trying_all(rng, dose):
    found = 0
    for view, request in random_requests(rng, dose(60)):
        advice = advise(view, request)
        oracle = Oracle(view, request)
        sets, actors = set(oracle.feasible()), {point.actor for point in advice.points}
        for point in advice.points:
            others = actors - {point.actor}
            tried = {id: tuple(sorted({*others, id})) for id in oracle.points if id not in actors}
            fit = {id: oracle.value(chosen) for id, chosen in tried.items() if chosen in sets}
            if tuple(sorted(others)) in sets:
                fit = {id: value for id, value in fit.items() if value > oracle.value(others) + NEAR}
            best = max(fit.values(), default=0.0)
            assert point.next_best == min((id for id in fit if fit[id] > best - NEAR), default=None)
            found += point.next_best is not None
    assert found


def star(*names):
    """Networks that know the welfare organisation, each with friends of its own: as many as its name is long."""
    records = town("north")
    for name in names:
        records += [*network(name, "north"), known("welfare", name)]
        for number in range(len(name)):
            records += [*network(f"{name}{number}", "north"), tie(name, f"{name}{number}")]
    return records


def test_points_come_in_order_of_gain_and_equals_by_id():
    found = advise(view_of(star("bb", "aa", "ccc", "d")), AdviceRequest(area="town", budget=4))
    assert [(point.rank, point.actor, point.gain) for point in found.points] == [
        (1, "ccc", 2.5),
        (2, "aa", 2.0),
        (3, "bb", 2.0),
        (4, "d", 1.5),
    ]


def test_the_budget_is_kept():
    assert [point.actor for point in advise(view_of(star("bb", "aa")), AdviceRequest(budget=1)).points] == ["aa"]


@pytest.mark.parametrize(("most", "chosen"), [(1, ["a1"]), (2, ["a1", "a2"]), (3, ["a1", "a2", "a3"])])
def test_one_actor_introduces_no_more_than_was_agreed(most, chosen):
    records = [*town("north"), *(record for n in (1, 2, 3) for record in network(f"a{n}", "north")), actor("key")]
    records += [known("welfare", "key"), *(tie("key", f"a{n}") for n in (1, 2, 3))]
    found = advise(view_of(records), AdviceRequest(area="town", max_per_actor=most))
    assert [point.actor for point in found.points] == chosen
    assert {point.introducer for point in found.points} == {"key"}


def test_a_point_that_the_later_ones_make_needless_is_dropped():
    # The hub is full and fits by half: it reaches the leaves of all six branches a little, and is taken first. The
    # branches reach their own leaves better, and each reaches the hub by half too.
    records = [*town("north"), *network("hub", "north", capacity="FULL", capacityOn=TOLD), known("welfare", "hub")]
    branches = [f"branch{number}" for number in range(6)]
    for branch in branches:
        records += [*network(branch, "north"), tie("hub", branch), known("welfare", branch)]
        for leaf in (f"{branch}-leaf{number}" for number in range(6)):
            records += [*network(leaf, "north"), tie(branch, leaf)]
    asked = AdviceRequest(area="town", allowed=frozenset({"hub", *branches}))
    assert advise(view_of(records), msgspec.structs.replace(asked, budget=1)).points[0].actor == "hub"
    found = advise(view_of(records), msgspec.structs.replace(asked, budget=7))
    assert [point.actor for point in found.points] == branches
