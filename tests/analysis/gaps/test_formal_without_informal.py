import pytest

from graphsvc.analysis.gaps.sentences import suggestion, summary
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, known_well, subjects, town
from tests.records import actor, link, tie, view_of

KIND = GapKind.FORMAL_WITHOUT_INFORMAL
# A welfare organisation of the north that knows only the town; an initiative that is there too.
WELFARE = [
    *town(),
    *active("welfare", "WELFARE"),
    *active("hall", "AUTHORITY", place="town"),
    *active("garden"),
    tie("welfare", "hall", "COLLABORATES"),
    tie("hall", "garden", "KNOWS"),
]
COURSE = make(RecordKind.OFFERING, {"id": "course", "name": "course", "offeringKind": "SUPPORT"})
YOUNG = make(RecordKind.TARGET_GROUP, {"id": "young", "name": "young"})


def found(records, **asked):
    return subjects(gaps_of(view_of(records), KIND, **asked))


def test_an_organisation_for_residents_without_contact_with_the_living_world():
    (gap,) = gaps_of(view_of(WELFARE), KIND)
    assert gap.subjects == ("welfare",)
    assert (gap.move, gap.area, gap.figure("livingWorld")) == ("ORGANISATION", "north", 1)


@pytest.mark.parametrize("kind", ["WELFARE", "CARE", "AUTHORITY"])
def test_it_is_about_welfare_care_and_authorities(kind):
    (gap,) = gaps_of(view_of([*town(), *active("one", kind)]), KIND)
    assert gap.move == ("GOVERNMENT" if kind == "AUTHORITY" else "ORGANISATION")


@pytest.mark.parametrize("kind", ["HOUSING", "KNOWLEDGE", "FUNDER", "PARTNERSHIP", "INITIATIVE"])
def test_it_is_not_about_others(kind):
    assert found([*town(), *active("one", kind)]) == set()


def test_one_that_is_not_of_the_system_world_is_left_out():
    assert found([*town(), *active("one", "WELFARE", formality="INFORMAL")]) == set()


@pytest.mark.parametrize("serving", ["ACTIVE_IN", "OFFERS", "SERVES", None])
def test_it_serves_residents_by_an_area_an_offering_or_a_target_group(serving):
    ends = {"ACTIVE_IN": "north", "OFFERS": "course", "SERVES": "young"}
    served = [link("one", serving, ends[serving])] if serving else []
    assert found([*town(), actor("one", "CARE"), COURSE, YOUNG, *served]) == ({"one"} if serving else set())


@pytest.mark.parametrize(
    ("more", "gone"),
    [
        ([tie("welfare", "garden", "KNOWS")], True),
        ([tie("garden", "welfare", "REFERS_TO")], True),
        ([tie("welfare", "garden", "KNOWS", intensity=1)], False),
        ([tie("welfare", "garden", "FUNDS")], False),
        ([actor("shop", "BUSINESS"), tie("welfare", "shop", "COLLABORATES")], False),
    ],
)
def test_only_contact_with_the_living_world_takes_it_away(more, gone):
    assert found([*WELFARE, *more]) == (set() if gone else {"welfare"})


def test_contact_of_a_part_or_of_a_part_of_a_part_counts_for_the_whole():
    parts = [actor("team", "OTHER", formality="FORMAL"), actor("desk", "OTHER", formality="FORMAL")]
    ties = [tie("team", "welfare", "PART_OF"), tie("desk", "team", "PART_OF")]
    assert found([*WELFARE, *parts, *ties]) == {"welfare"}
    assert found([*WELFARE, *parts, *ties, tie("desk", "garden", "EXCHANGES")]) == set()


def test_contact_of_the_whole_does_not_count_for_its_part():
    team = [*active("team", "WELFARE"), tie("team", "welfare", "PART_OF"), tie("welfare", "garden", "KNOWS")]
    assert found([*WELFARE, *team]) == {"team"}


def test_parts_that_are_parts_of_each_other_come_to_an_end():
    ring = [*active("team", "WELFARE"), tie("team", "welfare", "PART_OF"), tie("welfare", "team", "PART_OF")]
    assert found([*WELFARE, *ring]) == {"welfare", "team"}


def test_it_lies_in_an_area_when_it_is_active_there_or_only_around_it():
    wide = [*town(), *active("county", "AUTHORITY", place="town"), *active("clinic", "CARE", place="south")]
    assert found(wide, area="north") == {"county"}
    assert found(wide, area="south") == {"county", "clinic"}
    assert found(wide, area="town") == {"county", "clinic"}


def test_it_rests_on_the_actor_its_parts_and_the_ties_that_are_no_contact():
    money = [tie("welfare", "garden", "FUNDS"), actor("team", "CARE"), tie("team", "welfare", "PART_OF")]
    (gap,) = gaps_of(view_of([*WELFARE, *money]), KIND)
    assert gap.records() == ("welfare", "team", "welfare-FUNDS-garden")


def test_it_is_told_as_a_question_until_the_area_is_known_well():
    view = view_of(WELFARE)
    (gap,) = gaps_of(view, KIND)
    assert (gap.certainty, gap.as_question) == (0.4, True)
    assert summary(view, gap, "en") == (
        "Is it true that welfare has no contact with initiatives or other groups of residents?"
    )
    assert summary(view, gap, "nl") == (
        "Klopt het dat welfare geen contact heeft met initiatieven of andere groepen bewoners?"
    )
    fresh = tie("hall", "garden", "EXCHANGES", lastVerified=VERIFIED)
    known = view_of([*WELFARE, *known_well("garden", "welfare"), fresh])
    (gap,) = gaps_of(known, KIND)
    assert not gap.as_question
    assert summary(known, gap, "nl") == (
        "Van welfare is nog geen contact met initiatieven of andere groepen bewoners bekend."
    )
    assert suggestion(known, gap, "nl") == "Vraag een initiatief in de buurt of u eens mag komen kennismaken."


def test_it_touches_the_living_world_of_its_areas():
    more = [*town(), *active("welfare", "WELFARE"), *active("clinic", "CARE", place="south"), *active("garden")]
    touched = {gap.subjects[0]: gap.severity_parts.touched for gap in gaps_of(view_of(more), KIND)}
    assert touched == {"welfare": 0.75, "clinic": 0.25}
    nowhere = [*more, actor("school", "CARE"), COURSE, link("school", "OFFERS", "course")]
    touched = {gap.subjects[0]: gap.severity_parts.touched for gap in gaps_of(view_of(nowhere), KIND)}
    assert touched["school"] == 0.5
