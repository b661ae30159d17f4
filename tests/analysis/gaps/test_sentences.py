import pytest

from graphsvc.access.viewer import ADMIN, Role, Viewer
from graphsvc.analysis.gaps import caveat, find_gaps, ground, suggestion, summary
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.analysis.gaps.sentences import SUGGESTIONS, SUMMARIES
from graphsvc.model.vocabularies import GapKind
from graphsvc.seeding.region import demonstration
from tests.analysis.gaps.test_matrix import places
from tests.records import DAY, actor, link, signal, tie, view_of


@pytest.mark.parametrize("kind", FINDERS)
def test_every_kind_has_a_summary_and_a_suggestion_of_one_sentence(kind):
    assert kind in SUMMARIES
    assert SUGGESTIONS[kind].count(".") == 1


def test_a_suggestion_goes_with_each_gap_and_what_was_assumed_is_said():
    records = [actor("a"), actor("b", "OTHER"), actor("c", "CARE"), tie("b", "c")]
    view = view_of(records)
    gaps = {gap.subjects[0]: gap for gap in find_gaps(view)}
    assert suggestion(view, gaps["a"], "en") == SUGGESTIONS[GapKind.ISOLATED]
    assert caveat(gaps["b-KNOWS-c"], "en") == "Part of this is an assumption of ours. Ask about it first."
    assert caveat(gaps["a"], "en") == ""


def test_a_white_spot_says_what_its_score_rests_on():
    def grounds(viewer, *records):
        view = view_of([*places(), *records], viewer)
        return [ground(view, gap, "en") for gap in find_gaps(view, kinds=[GapKind.WHITE_SPOT])]

    figure = "poverty. A figure tells of a risk, not of what residents say."
    assert grounds(ADMIN) == [f"The score rests on: {figure}"]
    said = [signal("s", weight=3), link("s", "LOCATED_IN", "d"), link("s", "FOCUSES_ON", "money")]
    assert grounds(ADMIN, *said) == [f"The score rests on: 1 signal of 3 residents; {figure}"]
    seen = grounds(Viewer(role=Role.PARTNER), *said[:0], signal("s", weight=3, visibility="PARTNERS"), *said[1:])
    assert seen == [f"The score rests on: 1 signal of fewer than 5 residents; {figure}"]


def test_a_gap_whose_records_have_gone_is_told_by_what_its_kind_is_about():
    view, empty = view_of(demonstration(DAY)), view_of([])
    named = [gap for gap in find_gaps(view) if gap.kind is not GapKind.SINGLE_BRIDGE]
    assert {gap.kind for gap in named} > {GapKind.ROLE_MISMATCH, GapKind.OVERASKED, GapKind.FUNDING_ENDS}
    for gap in named:
        assert summary(view, gap, "nl") != gap.kind.words.definition("nl")
        assert summary(empty, gap, "nl") == gap.kind.words.definition("nl")
