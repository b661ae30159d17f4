from graphsvc.analysis.gaps import Thresholds
from graphsvc.model.vocabularies import GapFamily, GapKind, Move
from tests.analysis.gaps.gap_records import active, gaps_of, subjects, town
from tests.records import actor, tie, view_of

RECORDS = [
    *town(),
    *active("a"),
    *active("b", "WELFARE", place="south"),
    actor("c"),
    tie("a", "b", lastVerified="2025-11-23", confirmation="MUTUAL"),
    tie("b", "a", lastVerified="2025-11-24"),
    tie("a", "c"),
]


def test_a_tie_verified_over_twelve_months_ago_or_never_is_a_question_to_the_advisor():
    found = gaps_of(view_of(RECORDS), GapKind.STALE_TIE)
    assert subjects(found) == {"a-KNOWS-b", "a-KNOWS-c"}
    assert {(gap.family, gap.move, gap.as_question) for gap in found} == {(GapFamily.DATA, Move.ADVISOR, True)}
    never = next(gap for gap in found if gap.subjects == ("a-KNOWS-c",))
    assert never.certainty == 0.25


def test_it_lies_where_either_end_is_active():
    for asked in ("north", "south"):
        assert "a-KNOWS-b" in subjects(gaps_of(view_of(RECORDS), GapKind.STALE_TIE, area=asked))
    assert subjects(gaps_of(view_of(RECORDS), GapKind.STALE_TIE, area="south")) == {"a-KNOWS-b"}


def test_what_was_filled_in_for_lack_of_an_answer_is_named():
    def assumed(*kinds, **given):
        two = [actor(id, kind) for id, kind in zip("xy", kinds, strict=True)]
        return gaps_of(view_of([*two, tie("x", "y", **given)]), GapKind.STALE_TIE)[0].mostly_assumed

    assert assumed("OTHER", "CARE")  # of neither the tie's intensity nor the one's kind was told
    assert not assumed("INITIATIVE", "CARE")
    assert not assumed("OTHER", "CARE", intensity=2)


def test_the_number_of_months_can_be_set():
    found = gaps_of(view_of(RECORDS), GapKind.STALE_TIE, thresholds=Thresholds(stale_months=24))
    assert subjects(found) == {"a-KNOWS-c"}
