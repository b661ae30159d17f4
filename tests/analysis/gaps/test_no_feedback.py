from datetime import date

import pytest

from graphsvc.analysis.gaps import Thresholds
from graphsvc.model.vocabularies import GapFamily, GapKind, Move
from tests.analysis.gaps.gap_records import active, gaps_of, known_well, subjects, town
from tests.analysis.gaps.test_late_participation import process
from tests.records import DAY, link, signal, view_of


def silent(*records, day=DAY, **asked):
    return gaps_of(view_of([*town(), *records], day=day), GapKind.NO_FEEDBACK, **asked)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"end": "2026-08-23"}, True),
        ({"end": "2026-08-24"}, False),  # three months ago, and not over
        ({"end": "2027-01-01"}, False),
        ({"start": "2020-01-01"}, False),  # nobody knows whether it ended
        ({"end": "2026-01-01", "feedbackGiven": "2026-02-01"}, False),
        ({"end": "2026-01-01", "feedbackGiven": "2025-12-01"}, False),  # before the end is feedback too
    ],
)
def test_a_process_that_ended_over_three_months_ago_without_feedback(values, expected):
    assert bool(silent(process(**values))) is expected


@pytest.mark.parametrize(("state", "expected"), [("TOLD_BACK", False), ("DONE", True), ("PROMISED", True)])
def test_a_process_that_told_residents_back_on_their_signal_gave_feedback(state, expected):
    records = [process(end="2026-01-01"), signal("s"), link("plan", "ANSWERS", "s", state=state)]
    assert bool(silent(*records)) is expected


def test_what_was_told_after_the_day_was_not_told_yet_and_what_had_not_ended_is_no_gap():
    records = [process(end="2026-01-01", feedbackGiven="2026-11-01")]
    assert subjects(silent(*records, day=date(2026, 10, 31))) == {"plan"}
    assert silent(*records, day=date(2026, 11, 1)) == []
    assert silent(*records, day=date(2026, 2, 1)) == []


def test_the_number_of_months_can_be_set():
    assert silent(process(end="2026-08-01"), thresholds=Thresholds(feedback_months=4)) == []
    assert silent(process(end="2026-07-01"), thresholds=Thresholds(feedback_months=4))


def test_it_is_governments_move_and_depends_on_how_well_the_area_is_known():
    place = [process(end="2026-01-01"), link("plan", "LOCATED_IN", "north"), link("plan", "FOCUSES_ON", "loneliness")]
    takers = [*active("garden"), *active("choir"), link("garden", "TAKES_PART", "plan")]
    (gap,) = silent(*place, *takers)
    assert (gap.family, gap.move, gap.area, gap.theme) == (GapFamily.VOICE, Move.GOVERNMENT, "north", "loneliness")
    assert (gap.records(), gap.figure("daysSinceEnd")) == (("plan", "garden"), 327)
    assert (gap.certainty, gap.as_question, gap.certainty_parts.completeness) == (0.4, True, None)
    (sure,) = silent(*place, *takers, *known_well("garden", "choir"))
    assert sure.certainty == sure.certainty_parts.completeness == 0.5
    assert gap.certainty_parts.freshness == sure.certainty_parts.freshness > 0.9


def test_a_process_that_nobody_verified_is_a_question():
    (gap,) = silent(process(end="2026-01-01", lastVerified=None), thresholds=Thresholds(unknown_completeness=1))
    assert (gap.certainty, gap.as_question) == (0.25, True)
