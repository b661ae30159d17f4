import pytest

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.answer import Raised
from graphsvc.analysis.advice.points import suggested_level
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import BrokerageRole, Capacity, GovernmentRole
from tests.analysis.advice.worlds import TOLD, known, network, town
from tests.records import actor, area, link, theme, tie, view_of

FIGURE = {"name": "poverty", "value": 1, "year": 2025, "source": "CBS", "themes": ["food"], "meaning": "MORE_IS_NEED"}


def advice(records, **values):
    return advise(view_of(records), AdviceRequest(**{"area": "town", **values}))


def star(*more, **values):
    """A club with two friends, known to the welfare organisation through the library."""
    friends = [record for n in (1, 2) for record in (*network(f"friend{n}", "north"), tie("club", f"friend{n}"))]
    ways = [actor("library", "KNOWLEDGE"), known("welfare", "library"), known("library", "club")]
    return [*town("north"), *network("club", "north", **values), *friends, *ways, *more]


def test_a_point_tells_whom_it_newly_reaches_and_through_whom():
    (point,) = advice(star(), budget=1).points
    assert (point.actor, point.rank, point.introducer) == ("club", 1, "library")
    assert point.path.actors == ("welfare", "library", "club")
    assert point.path.ties == ("welfare-KNOWS-library", "library-KNOWS-club")
    assert point.newly_reached == ("club", "friend1", "friend2")
    assert point.gain == point.without_it == 2.0
    assert point.next_best == "friend1", "introduced by the club, three steps from who asks"


def test_the_next_best_is_who_would_do_best_in_its_place():
    more = [*network("pal", "north"), tie("friend2", "pal")]
    (point,) = advice(star(*more), budget=1).points
    assert (point.actor, point.next_best) == ("club", "friend2")
    (point,) = advice(star(*more), budget=1, allowed=frozenset({"club"})).points
    assert point.next_best is None


def test_a_later_point_counts_only_what_it_raises():
    first, second = advice(star(known("welfare", "friend1")), budget=2).points
    assert (first.actor, second.actor) == ("club", "friend1")
    assert (second.newly_reached, second.gain) == (("friend1",), 0.5)
    assert first.without_it == pytest.approx(2.5 - (1 + 1 / 2 + 1 / 3))


def test_the_parts_of_the_numbers_are_in_the_answer():
    records = [*star(theme("food"), link("club", "FOCUSES_ON", "food")), area("north", figures=[FIGURE])]
    records = [record for record in records if record.id != "north" or record.figures]
    (point,) = advice(records, theme="food").points
    assert (point.weights.relevance, point.weights.need, point.weights.weight, point.weights.fit) == (1, 0.5, 1.5, 1)
    assert point.weights.reached == (Raised("club", 1, 0.5, 1.5, 0, 1),)


def test_reasons_are_sentences_that_can_be_traced_to_records():
    records = star(
        theme("food", nameEn="Food"),
        make(RecordKind.TARGET_GROUP, {"id": "young", "name": "jongeren", "nameEn": "young people"}),
        link("club", "FOCUSES_ON", "food"),
        link("club", "SERVES", "young"),
        link("friend1", "FOCUSES_ON", "food"),
        link("friend2", "SERVES", "young"),
        capacity="ROOM",
        capacityOn=TOLD,
        openToContact="YES",
    )
    (point,) = advice(records, theme="food", target_group="young", budget=1).points
    assert [(reason.text("en"), reason.records) for reason in point.reasons] == [
        ("Brings 3 networks within reach that have no contact yet.", ("club", "friend1", "friend2")),
        ("Works on the theme “Food”.", ("food", "club")),
        ("Is there for: young people.", ("young", "club")),
        ("library can introduce you.", ("library", "welfare-KNOWS-library", "library-KNOWS-club")),
        ("club said on 24 September 2026 that there is room.", ("club",)),
        ("club is open to contact.", ("club",)),
    ]


def test_reasons_tell_apart_who_was_out_of_sight_from_who_was_reached_through_others():
    records = star(tie("friend1", "welfare"), known("welfare", "club"))
    said = [reason.text("en") for reason in advice(records, budget=1).points[0].reasons]
    # The club was reached by half through its friend, the other friend by a third.
    assert said[:2] == [
        "Comes closer to 2 networks that are reached only through others now.",
        "welfare has a tie with club already.",
    ]


def test_reasons_tell_what_would_be_lost_and_which_area_gets_its_point():
    records = [*town(), theme("food"), area("north", figures=[FIGURE]), link("north", "WITHIN", "town")]
    records += [area("south"), link("south", "WITHIN", "town"), *network("a", "north"), *network("b", "south")]
    records += [known("welfare", "a"), known("welfare", "b")]
    first, second = advice(records).points
    assert [reason.text("en") for reason in first.reasons] == [
        "Brings 1 network within reach that has no contact yet.",
        "welfare has a tie with a already.",
        "Without this contact 60% of the extra reach falls away.",
        "This way north gets a plug-in point too.",
    ]
    assert second.reasons[-1].records == ("south",)


@pytest.mark.parametrize("asked", [{}, {"theme": "food"}])
def test_need_is_a_reason_only_where_it_is_greater_than_in_most_areas(asked):
    figures = {"north": [{**FIGURE, "value": 2}], "south": [FIGURE]}
    records = [*town(), theme("food", nameEn="Food")]
    for place, actors in (("north", ["a"]), ("south", ["b"])):
        records += [area(place, figures=figures[place]), link(place, "WITHIN", "town")]
        records += [record for id in actors for record in network(id, place)]
        records += [record for id in actors for record in (known("welfare", id), link(id, "FOCUSES_ON", "food"))]
    told = {
        point.actor: [reason.text("en") for reason in point.reasons if "need" in reason.text("en")]
        for point in advice(records, **asked).points
    }
    said = "the need on the theme “Food” is greater in north" if asked else "the need in north is greater"
    assert told == {"a": [f"As far as we know, {said} than in most other areas."], "b": []}


def test_need_where_an_actor_is_active_in_several_areas_is_told_of_the_actor():
    records = [*town(), theme("food", nameEn="Food"), *network("a", "north", "south"), known("welfare", "a")]
    records += [area("quiet", figures=[FIGURE]), link("quiet", "WITHIN", "town"), link("a", "FOCUSES_ON", "food")]
    for place in ("north", "south"):
        records += [area(place, figures=[{**FIGURE, "value": 2}]), link(place, "WITHIN", "town")]
    said = [reason.text("en") for reason in advice(records).points[0].reasons]
    assert "As far as we know, the need where a is active is greater than in most other areas." in said
    said = [reason.text("en") for reason in advice(records, theme="food").points[0].reasons]
    assert (
        "As far as we know, the need on the theme “Food” is greater where a is active than in most other areas." in said
    )


@pytest.mark.parametrize("accepted", [None, "FACILITATE", "REGULATE"])
def test_the_role_proposed_is_never_above_facilitating(accepted):
    (point,) = advice(star(acceptedRole=accepted), budget=1).points
    assert point.suggested_role is GovernmentRole.FACILITATE


@pytest.mark.parametrize(
    ("wanted", "had", "reached", "level"),
    [
        ("INFORM", "CODECIDE", None, "INFORM"),
        (None, None, None, "COPRODUCE"),
        (None, "CONSULT", None, "COPRODUCE"),
        (None, "CODECIDE", None, "CODECIDE"),
        (None, None, "SELF_MANAGE", "SELF_MANAGE"),
        (None, "ADVISE", "SELF_MANAGE", "COPRODUCE"),
    ],
)
def test_the_level_proposed_is_what_was_wanted_else_an_opening_not_below_what_it_has_had(wanted, had, reached, level):
    process = make(RecordKind.PROCESS, {"id": "plan", "name": "plan", "levelReached": reached})
    club = actor("club", wantedLevel=wanted)
    view = view_of([club, process, link("club", "TAKES_PART", "plan", level=had)])
    assert suggested_level(view, club) == level


def test_a_point_tells_its_brokerage_and_its_capacity():
    (point,) = advice(star(capacity="FULL", capacityOn=TOLD), budget=1).points
    # library - club - friend1, library - club - friend2 and back: gatekeeper and representative twice each.
    assert point.brokerage is BrokerageRole.COORDINATOR or point.brokerage is BrokerageRole.GATEKEEPER
    assert point.capacity is Capacity.FULL
