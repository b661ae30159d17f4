import pytest

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.model.vocabularies import AbstainedCode
from tests.analysis.advice.worlds import TOLD, known, network, town
from tests.records import actor, theme, tie, view_of

CLUB = [*town("north"), *network("club", "north"), known("welfare", "club")]


def advice(records, **values):
    return advise(view_of(records), AdviceRequest(**{"area": "town", **values}))


WORLDS = {
    AbstainedCode.NO_LIVING_WORLD: (town("north"), "We know no initiatives or informal networks here."),
    AbstainedCode.ALL_REACHED: ([*CLUB, tie("welfare", "club")], "What can be reached here is reached already."),
    AbstainedCode.NO_CANDIDATE: (
        [*town("north"), *network("club", "north", openToContact="NO")],
        "No network here qualifies as a plug-in point.",
    ),
    AbstainedCode.NO_CAPACITY: (
        [*town("north"), *network("club", "north", capacity="OVERASKED", capacityOn=TOLD), known("welfare", "club")],
        "The networks that qualify have no room now.",
    ),
    AbstainedCode.NO_WARM_PATH: (
        [*town("north"), *network("club", "north")],
        "Nobody can introduce you to the networks here.",
    ),
}


@pytest.mark.parametrize("code", AbstainedCode)
def test_an_advice_that_abstains_says_why(code):
    records, said = WORLDS[code]
    found = advice(records)
    assert (found.abstained_code, found.abstained.text("en")) == (code, said)
    assert (found.points, found.optimality_gap) == ((), 0)
    assert found.covered == found.base


def test_an_advice_with_points_does_not_abstain():
    found = advice(CLUB)
    assert (found.abstained, found.abstained_code) == (None, None)
    assert len(found.points) == 1


def test_nobody_who_has_what_was_asked_is_nobody():
    found = advice([*CLUB, theme("food")], theme="food")
    assert found.abstained_code is AbstainedCode.NO_LIVING_WORLD
    assert "what was asked" in found.abstained.text("en")


def test_the_first_reason_that_holds_is_given():
    cold = network("cold", "north")
    full = [*network("tired", "north", capacity="OVERASKED", capacityOn=TOLD), known("welfare", "tired")]
    assert advice([*town("north"), *cold, *full]).abstained_code is AbstainedCode.NO_CAPACITY
    tired_and_cold = network("tired", "north", capacity="OVERASKED", capacityOn=TOLD)
    assert advice([*town("north"), *tired_and_cold]).abstained_code is AbstainedCode.NO_WARM_PATH


def test_a_gain_of_one_per_cent_is_nothing_and_of_more_is_something():
    def crowd(reached):
        friends = [record for n in range(reached) for record in (*network(f"n{n}", "north"), tie("welfare", f"n{n}"))]
        return advice([*CLUB, *friends])

    assert crowd(99).abstained_code is AbstainedCode.ALL_REACHED
    assert [point.actor for point in crowd(98).points] == ["club"]


def test_a_large_scope_is_no_reason_to_abstain():
    # Of 150 networks apart a budget of one reaches less than one per cent, but there is somebody to talk with.
    apart = [record for n in range(150) for record in (*network(f"n{n}", "north"), known("welfare", f"n{n}"))]
    assert [point.actor for point in advice([*town("north"), *apart], budget=1).points] == ["n0"]


def test_a_store_with_actors_and_no_ties_says_whom_to_ask():
    found = advice([*town("north"), *network("choir", "north"), *network("club", "north"), actor("other")])
    assert found.abstained_code is AbstainedCode.NO_WARM_PATH
    assert [group.actors for group in found.out_of_sight] == [("choir",), ("club",)]


def test_an_empty_store_is_answered_too():
    found = advise(view_of([]), AdviceRequest())
    assert (found.abstained_code, found.base, found.coverable_all) == (AbstainedCode.NO_LIVING_WORLD, 0, 0)
