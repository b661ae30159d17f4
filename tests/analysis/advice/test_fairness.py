import pytest

from graphsvc.analysis.advice.adviser import Case, advise
from graphsvc.analysis.advice.fairness import Rule
from graphsvc.analysis.advice.request import AdviceRequest
from tests.analysis.advice.worlds import known, network, town
from tests.records import actor, area, link, tie, view_of


def points(records, **values):
    return [point.actor for point in advise(view_of(records), AdviceRequest(**{"area": "town", **values})).points]


def fairness(records, **values):
    return Case(view_of(records), AdviceRequest(**{"area": "town", **values})).instance().fairness


def two_in_the_north(*more):
    """Two large networks in the north, a small one in the south."""
    records = [*town("north", "south"), *network("one", "north"), *network("two", "north"), *network("small", "south")]
    friends = [record for id in ("one", "two") for n in range(3) for record in network(f"{id}{n}", "north")]
    ties = [tie(id, f"{id}{n}") for id in ("one", "two") for n in range(3)]
    return [*records, *friends, *ties, *(known("welfare", id) for id in ("one", "two", "small")), *more]


def test_each_area_gets_a_point_when_that_is_possible():
    records = two_in_the_north()
    assert points(records, budget=2, fair=False) == ["one", "two"]
    assert points(records, budget=2) == ["one", "small"]
    assert fairness(records, budget=2).rule is Rule.EACH


def test_no_area_gets_two_when_not_every_area_can_have_one():
    records = two_in_the_north(
        area("west"), link("west", "WITHIN", "town"), *network("far", "west"), known("welfare", "far")
    )
    assert points(records, budget=2) == ["one", "far"]
    assert fairness(records, budget=2).rule is Rule.AT_MOST_ONE
    assert set(points(records, budget=3)) == {"one", "small", "far"}


def test_introducers_can_make_it_impossible_too():
    records = [
        *town("north", "south"),
        *network("a", "north"),
        *network("b", "south"),
        *network("c", "north"),
        actor("key"),
    ]
    records += [known("welfare", "key"), tie("key", "a"), tie("key", "b"), known("welfare", "c")]
    assert fairness(records, max_per_actor=1).rule is Rule.EACH, "c for the north, b for the south"
    only = [record for record in records if record.id != "welfare-KNOWS-c"]
    assert fairness(only, max_per_actor=1).rule is Rule.AT_MOST_ONE
    assert len(points(only, max_per_actor=1)) == 1


def test_an_area_without_a_candidate_that_gains_something_asks_for_nothing():
    records = two_in_the_north(
        area("west"), link("west", "WITHIN", "town"), *network("shut", "west", openToContact="NO")
    )
    assert fairness(records).areas == ("north", "south")


def test_an_actor_of_two_areas_counts_for_both_and_of_three_for_none():
    records = [
        *town("north", "south", "west"),
        *network("two", "north", "south"),
        *network("three", "north", "south", "west"),
    ]
    records += [known("welfare", "two"), known("welfare", "three")]
    found = fairness(records, budget=1)
    assert found.areas == ("north", "south")
    assert dict(zip(("three", "two"), found.of, strict=True)) == {"three": (), "two": (0, 1)}
    assert found.rule is Rule.EACH
    assert points(records, budget=1) == ["two"]


def test_an_actor_counts_for_the_area_around_its_own():
    records = [
        *town("north"),
        area("street", "NEIGHBOURHOOD"),
        link("street", "WITHIN", "north"),
        *network("club", "street"),
    ]
    assert fairness([*records, known("welfare", "club")]).areas == ("north",)


def test_without_an_area_fairness_is_between_those_within_no_other():
    records = two_in_the_north(area("village", "MUNICIPALITY"), *network("choir", "village"), known("welfare", "choir"))
    assert fairness(records, area=None).areas == ("town", "village")
    assert points(records, area=None, budget=2) == ["one", "choir"]


def test_a_point_that_gains_nothing_is_chosen_only_where_fairness_needs_it():
    records = [*town("north", "south"), *network("a", "north"), *network("b", "south"), tie("a", "b")]
    records += [known("welfare", "a"), known("welfare", "b")]
    assert points(records) == ["a", "b"]
    crowd = [
        *town("north"),
        *network("a", "north"),
        *network("b", "north"),
        known("welfare", "a"),
        known("welfare", "b"),
    ]
    crowd += [tie("b", "a", "PART_OF")]
    assert points(crowd) == ["a"], "b is part of a and no network of its own"


@pytest.mark.parametrize(("rule", "holds"), [(Rule.NONE, True), (Rule.EACH, False), (Rule.AT_MOST_ONE, False)])
def test_what_holds_of_a_set_is_what_fits_its_parts(rule, holds):
    found = fairness(two_in_the_north(), budget=2)
    changed = type(found)(rule, found.areas, found.of)
    one, small, two = 0, 4, 5
    assert changed.holds([one, two]) == holds == changed.fits([one])(two)
    assert changed.holds([one, small])
    assert changed.fits([one])(small)
