from typing import Any

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.analysis.gaps.sentences import suggestion, summary
from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, known_well, subjects, town
from tests.records import actor, tie, view_of

KIND = GapKind.PERSONAL_TIE_ONLY
SEEN: dict[str, Any] = {"visibility": "PUBLIC", "lastVerified": VERIFIED}


def personal(start, end, kind="KNOWS", carried="welfare, coach", **values):
    return tie(start, end, kind, basis="PERSONAL", carriedBy=carried, **{**SEEN, **values})


def world(*ties):
    """A garden, and a choir that it knows, in a district with two organisations."""
    actors = [*active("garden", **SEEN), *active("choir", **SEEN)]
    formal = [actor("welfare", "WELFARE", **SEEN), actor("hall", "AUTHORITY", **SEEN)]
    return [*town(), *actors, *formal, tie("garden", "choir", **SEEN), *ties]


def found(*ties, viewer=ADMIN):
    return subjects(gaps_of(view_of(world(*ties), viewer), KIND))


def test_all_contact_over_one_person():
    assert found(personal("garden", "welfare")) == {"garden"}


@pytest.mark.parametrize(
    "others",
    [
        [tie("garden", "hall", basis="ORGANISATION")],
        [tie("garden", "hall")],
        [personal("garden", "hall", carried="hall, clerk")],
        [personal("welfare", "garden", "EXCHANGES", carried="welfare, manager")],
    ],
)
def test_a_second_way_takes_it_away(others):
    assert found(personal("garden", "welfare"), *others) == set()


@pytest.mark.parametrize(
    "others",
    [
        [tie("garden", "hall", "FUNDS", basis="ORGANISATION")],
        [tie("garden", "hall", "KNOWS", intensity=1)],
        [personal("welfare", "garden", "EXCHANGES")],
        [personal("garden", "hall", carried="Welfare, COACH")],
    ],
)
def test_what_is_no_contact_or_runs_over_the_same_person_is_no_second_way(others):
    assert found(personal("garden", "welfare"), *others) == {"garden"}


def test_who_has_no_formal_contact_or_is_of_the_system_world_has_no_such_gap():
    assert found() == set()
    assert found(personal("hall", "welfare")) == set()


def test_of_two_ties_whose_carrier_is_not_told_nobody_knows_that_it_is_one_person():
    two = [personal("garden", "welfare", carried=None), personal("welfare", "garden", "EXCHANGES", carried=None)]
    assert found(two[0]) == {"garden"}
    assert found(*two) == set()


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(role=Role.PARTNER)])
def test_who_carries_a_tie_is_not_told_by_a_gap_to_who_may_not_see_it(viewer):
    """Whether two ties have one carrier is not seen, so that the gap is not either."""
    two = [personal("garden", "welfare"), personal("welfare", "garden", "EXCHANGES")]
    assert found(*two, viewer=viewer) == set()
    assert found(*two, viewer=Viewer(role=Role.ADVISOR)) == {"garden"}
    assert found(two[0], viewer=viewer) == {"garden"}


def test_it_rests_on_the_ties_and_says_who_is_to_move():
    (gap,) = gaps_of(view_of(world(personal("garden", "welfare", confirmation="ONE_SIDED"))), KIND)
    assert gap.records() == ("garden", "garden-KNOWS-welfare", "welfare")
    assert (gap.move, gap.area, gap.certainty_parts.confirmation) == ("ORGANISATION", "north", 0.5)
    (gap,) = gaps_of(view_of(world(personal("hall", "garden", carried="hall, clerk"))), KIND)
    assert gap.move == "GOVERNMENT"


def test_it_is_as_sure_as_its_ties_and_the_area_are():
    records = world(personal("garden", "welfare", confirmation="MUTUAL"))
    view = view_of(records)
    (gap,) = gaps_of(view, KIND)
    assert (gap.certainty, gap.as_question) == (0.4, True)
    assert summary(view, gap, "nl") == (
        "Klopt het dat al het contact van garden met organisaties en overheid aan één persoon hangt?"
    )
    view = view_of([*records, *known_well("garden", "choir")])
    (gap,) = gaps_of(view, KIND)
    assert gap.certainty == gap.certainty_parts.freshness > 0.9
    assert summary(view, gap, "en") == (
        "As far as we know, all contact of garden with organisations and government hangs on one person."
    )
    assert summary(view, gap, "nl") == (
        "Voor zover wij weten hangt al het contact van garden met organisaties en overheid aan één persoon."
    )
    assert suggestion(view, gap, "nl") == (
        "Laat een tweede collega kennismaken, zodat het contact blijft als iemand weggaat."
    )
