from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import gaps_of, subjects
from tests.records import actor, tie, view_of


def test_ties_none_of_which_is_contact_with_an_organisation():
    records = [
        actor("garden"),
        actor("choir"),
        actor("aware"),
        actor("paid"),
        actor("member"),
        actor("met"),
        actor("shy", openToContact="NO"),
        actor("alone"),
        actor("welfare", "WELFARE"),
        tie("garden", "choir"),
        tie("shy", "choir"),
        tie("aware", "welfare", intensity=1),
        tie("welfare", "paid", "FUNDS", intensity=4),
        tie("member", "welfare", "MEMBER_OF"),
        tie("welfare", "met", "REFERS_TO"),
    ]
    found = gaps_of(view_of(records), GapKind.NO_FORMAL_TIE)
    assert subjects(found) == {"garden", "choir", "aware", "paid", "member"}
    garden = next(gap for gap in found if gap.subjects == ("garden",))
    assert garden.records() == ("garden", "garden-KNOWS-choir")


def test_it_is_as_fresh_as_the_last_look_at_the_actor_or_a_tie_of_it():
    records = [actor("a", lastVerified="2020-01-01"), actor("b"), tie("a", "b", lastVerified="2026-11-24")]
    found = {gap.subjects[0]: gap for gap in gaps_of(view_of(records), GapKind.NO_FORMAL_TIE)}
    assert found["a"].certainty_parts.freshness == found["b"].certainty_parts.freshness == 1
    assert found["a"].certainty_parts.confirmation is None


def test_contact_that_ended_is_no_contact():
    records = [
        actor("a"),
        actor("b"),
        actor("w", "WELFARE"),
        tie("a", "b"),
        tie("a", "w", validTo="2026-01-01"),
        tie("b", "w"),
    ]
    assert subjects(gaps_of(view_of(records), GapKind.NO_FORMAL_TIE)) == {"a"}
