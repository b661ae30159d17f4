import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.analysis.gaps import Thresholds, caveat, find_gaps, ground, suggestion, summary
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.analysis.gaps.sentences import SUGGESTIONS
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import active, town
from tests.analysis.gaps.test_late_participation import process
from tests.analysis.gaps.test_matrix import places
from tests.analysis.gaps.test_single_bridge import BRIDGE
from tests.records import actor, link, signal, tie, view_of

SURE = Thresholds(unknown_completeness=1)


def told(records, kind, viewer=ADMIN, language="en", **asked):
    view = view_of(records, viewer)
    return [summary(view, gap, language) for gap in find_gaps(view, kinds=[kind], **asked)]


def test_a_sure_gap_is_stated_and_an_unsure_one_asked():
    records = [actor("garden", name="De Tuin", lastVerified="2026-11-24")]
    assert told(records, GapKind.ISOLATED) == ["Is it true that De Tuin has no tie with anyone?"]
    assert told(records, GapKind.ISOLATED, thresholds=SURE) == ["No tie of De Tuin is known yet."]


def test_a_missing_link_names_whom_it_misses():
    records = [
        *town(),
        *active("garden", themes=("loneliness",)),
        *active("w1", "WELFARE", themes=("loneliness",)),
        *active("w2", "CARE", themes=("loneliness",)),
    ]
    assert told(records, GapKind.MISSING_LINK, thresholds=SURE) == [
        "On the theme “loneliness” no contact of garden with w1 or w2 is known yet."
    ]


def test_a_white_spot_names_area_and_theme():
    assert told(places(), GapKind.WHITE_SPOT) == [
        "In d the score for need on the theme “money” is high, and we know no initiative there."
    ]


def test_a_single_bridge_names_the_number_and_to_the_public_nothing_else():
    found = told(BRIDGE, GapKind.SINGLE_BRIDGE)
    assert (
        "Is it true that 4 initiatives reach organisations and government only through the tie between garden and welfare?"
    ) in found
    assert "Is it true that 3 initiatives reach organisations and government through one connection only?" in told(
        BRIDGE, GapKind.SINGLE_BRIDGE, PUBLIC
    )


def test_a_signal_is_quoted_with_its_number_and_a_small_number_is_hidden_from_the_public():
    records = [
        make(
            RecordKind.SIGNAL,
            {
                "id": "s",
                "text": "Er is\n geen bank. " + "Echt " * 40,
                "date": "2026-01-01",
                "weight": 3,
                "visibility": "PUBLIC",
                "lastVerified": "2026-11-24",
            },
        )
    ]
    found = told(records, GapKind.UNANSWERED_SIGNAL, thresholds=SURE)[0]
    assert found.startswith("“Er is geen bank. Echt")
    assert found.endswith("…”: no answer to this signal of 3 residents is known.")
    assert "fewer than 5 residents" in told(records, GapKind.UNANSWERED_SIGNAL, PUBLIC)[0]
    promise = [*records, *active("w", "WELFARE"), *town(), link("w", "ANSWERS", "s", state="PROMISED")]
    assert "promised" in told(promise, GapKind.UNANSWERED_SIGNAL)[0]


def test_a_process_says_when_residents_joined_or_where_it_stayed():
    late, low = (
        process("late", residentsJoined="AFTERWARDS"),
        process("low", levelAimed="COPRODUCE", levelReached="INFORM", start="2020-01-01"),
    )
    assert told([late], GapKind.LATE_PARTICIPATION) == [
        "In the process “late” residents joined only when all was done."
    ]
    assert told([low], GapKind.LATE_PARTICIPATION) == [
        "The process “low” was to go as far as “coproduce” and came as far as “inform”."
    ]


def test_a_stale_tie_asks_with_its_date():
    two = [actor("a"), actor("b")]
    assert told([*two, tie("a", "b", lastVerified="2024-03-01")], GapKind.STALE_TIE) == [
        "Is there still a tie between a and b, which was last verified on 1 March 2024?"
    ]
    assert told([*two, tie("a", "b")], GapKind.STALE_TIE) == ["Was the tie between a and b ever verified?"]


def test_names_with_signs_that_formats_know_stay_as_they_are():
    assert told([actor("a", name="100% {wij} %(actor)s")], GapKind.ISOLATED) == [
        "Is it true that 100% {wij} %(actor)s has no tie with anyone?"
    ]


@pytest.mark.parametrize("kind", FINDERS)
def test_every_kind_has_a_suggestion_of_one_sentence(kind):
    assert kind in SUGGESTIONS
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
