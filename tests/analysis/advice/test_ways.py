import pytest

from graphsvc.analysis.advice.adviser import Case, advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.ways import Options
from graphsvc.model.vocabularies import ReachedBy
from tests.analysis.advice.oracle import Oracle
from tests.analysis.advice.worlds import known, network, random_request, random_world, town
from tests.records import actor, area, tie, view_of


def ways(records, **values):
    return Case(view_of(records), AdviceRequest(**{"area": "town", **values})).ways


def test_nobody_introduces_where_who_asks_has_a_step_itself():
    records = [*town("north"), *network("club", "north"), known("welfare", "club"), actor("friend")]
    found = ways([*records, tie("welfare", "friend", intensity=4), tie("friend", "club", intensity=4)])
    assert found.options("club") == Options(True, ())
    path = found.path("club", None)
    assert (path.actors, path.introducer) == (("welfare", "club"), None)


def test_any_formal_actor_of_the_scope_may_start_a_path_but_no_other():
    records = [*town("north"), area("far"), *network("stranger", "far", kind="CARE"), *network("club", "north")]
    records.append(known("stranger", "club"))
    assert not ways(records).options("club").warm
    assert ways(records, area=None).options("club").direct
    assert ways(records, asking="stranger").options("club").direct
    assert not ways(records, area=None, asking="welfare").options("club").warm


def test_an_actor_of_the_living_world_that_asks_starts_a_path_too_unless_it_wants_no_contact():
    records = [*town("north"), *network("club", "north"), known("club", "friend")]
    assert ways([*records, actor("friend")], asking="friend").options("club").direct
    assert not ways([*records, actor("friend", openToContact="NO")], asking="friend").options("club").warm


def test_introducers_come_warmest_first_and_equals_by_id():
    records = [*town("north"), *network("club", "north"), *(actor(id) for id in ("cold", "warm", "also"))]
    records += [known("welfare", id) for id in ("cold", "warm", "also")]
    records += [tie("warm", "club", intensity=4), tie("also", "club", intensity=4), known("cold", "club")]
    assert ways(records).options("club").introducers == ("also", "warm", "cold")


def test_the_path_shown_is_the_strongest_over_its_introducer():
    records = [*town("north"), *network("club", "north"), actor("between"), actor("friend"), tie("between", "club")]
    records += [
        known("welfare", "between"),
        tie("welfare", "friend", intensity=4),
        tie("friend", "between", intensity=4),
    ]
    path = ways(records).path("club", "between")
    assert path.actors == ("welfare", "friend", "between", "club")
    assert path.strength == pytest.approx(0.8 * 0.8 * 0.4)


def test_each_step_counts_not_their_product():
    records = [*town("north"), *network("club", "north"), actor("a"), actor("b")]
    found = ways([*records, known("welfare", "a"), known("a", "b"), known("b", "club")])
    assert found.options("club") == Options(False, ("b",))
    assert found.path("club", "b").strength == pytest.approx(0.2**3)


def test_the_ways_are_those_of_trying_all_paths(rng, dose):
    for _ in range(dose(60)):
        view, values = view_of(random_world(rng)), random_request(rng)
        request = AdviceRequest(**{**values, "reached_by": ReachedBy[values["reached_by"]]})
        found, oracle = Case(view, request).ways, Oracle(view, request)
        for id in oracle.candidates:
            options = found.options(id)
            assert ({None} if options.direct else set(options.introducers)) == set(oracle.warm[id])
            for introducer, strength in oracle.warm[id].items():
                path = found.path(id, introducer)
                assert path.strength == pytest.approx(strength)
                assert path.introducer == introducer
                assert path.actors[0] in oracle.askers
                assert path.length <= 3


def test_an_introducer_may_be_a_point_itself():
    records = [*town("north"), *network("club", "north"), *network("shy", "north"), known("welfare", "club")]
    found = advise(view_of([*records, tie("club", "shy")]), AdviceRequest(area="town"))
    assert [(point.actor, point.introducer) for point in found.points] == [("club", None), ("shy", "club")]
