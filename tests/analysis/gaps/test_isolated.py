import pytest

from graphsvc.model.vocabularies import GapKind, Move
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, known_well, subjects, town
from tests.records import actor, tie, view_of


def isolated(records, **asked):
    return gaps_of(view_of(records), GapKind.ISOLATED, **asked)


def test_a_living_world_actor_without_any_tie_is_isolated():
    records = [
        actor("alone"),
        actor("tied"),
        actor("welfare", "WELFARE"),
        actor("shop", "BUSINESS"),
        tie("tied", "welfare", "FUNDS"),
    ]
    found = isolated(records)
    assert subjects(found) == {"alone"}
    assert found[0].move is Move.ORGANISATION
    assert found[0].records() == ("alone",)


def test_who_wants_no_contact_is_left_alone():
    assert isolated([actor("alone", openToContact="NO")]) == []


def test_a_business_counts_when_its_formality_was_set():
    assert subjects(isolated([actor("shop", "BUSINESS", formality="INFORMAL")])) == {"shop"}


def test_where_nobody_was_invited_completeness_is_unknown_and_the_gap_a_question():
    gap = isolated([*town(), *active("alone")])[0]
    assert (gap.area, gap.certainty, gap.as_question) == ("north", 0.4, True)
    assert gap.certainty_parts.completeness is None
    assert gap.severity_parts.need is None
    assert gap.severity == gap.severity_parts.touched == 0.5


def test_where_the_area_is_known_well_it_is_stated():
    others = [record for number in range(9) for record in active(f"a{number}")]
    ties = [tie("a0", f"a{number}", lastVerified=VERIFIED) for number in range(1, 9)]
    gap = isolated([*town(), *active("alone"), *others, *ties, *known_well("a1", "a2")])[0]
    assert gap.certainty_parts.completeness == pytest.approx((1 + 0.9) / 2)
    assert (gap.certainty, gap.as_question) == (pytest.approx(0.95), False)


def test_severity_ranks_by_the_share_of_the_living_world_of_the_area():
    crowd = [record for number in range(3) for record in active(f"s{number}", place="south")]
    found = {gap.subjects[0]: gap for gap in isolated([*town(), *active("alone"), *crowd])}
    assert found["alone"].severity_parts.touched == pytest.approx(3.5 / 4)  # one of one in its area
    assert found["s0"].severity_parts.touched == pytest.approx(1.5 / 4)  # one of three, three times


def test_it_lies_in_the_area_asked_for_and_all_around_it_and_is_the_same_everywhere():
    records = [*town(), *active("alone", place="corner", themes=("loneliness",)), *active("other", place="south")]
    everywhere = isolated(records)
    for asked in ("corner", "north", "town"):
        assert [gap.id for gap in isolated(records, area=asked) if gap.subjects == ("alone",)]
    assert isolated(records, area="north") == [gap for gap in everywhere if gap.subjects == ("alone",)]
    assert subjects(isolated(records, area="south")) == {"other"}
    assert subjects(isolated(records, theme="meeting")) == {"alone"}
    assert isolated(records, theme="nothing") == []


def test_a_gap_of_an_actor_in_a_neighbourhood_is_of_its_district_unless_neighbourhoods_are_asked_for():
    records = [*town(), *active("alone", place="corner")]
    assert isolated(records)[0].area == "north"
    assert isolated(records, neighbourhoods=True)[0].area == "corner"
    assert isolated(records, area="corner")[0].area == "corner"


def test_a_formality_that_follows_from_a_kind_somebody_chose_is_no_guess():
    chosen, set_by_hand = isolated([actor("a"), actor("b", "OTHER", formality="INFORMAL")])
    assert not chosen.mostly_assumed
    assert not set_by_hand.mostly_assumed
