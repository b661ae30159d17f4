import pytest

from graphsvc.analysis.gaps import Thresholds
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind, Move
from tests.analysis.gaps.gap_records import active, gaps_of, subjects, town
from tests.records import link, signal, view_of


def unanswered(*records, **asked):
    return gaps_of(view_of([*town(), *active("welfare", "WELFARE"), *records]), GapKind.UNANSWERED_SIGNAL, **asked)


def test_a_signal_older_than_three_months_without_an_answer():
    assert subjects(unanswered(signal("old", date="2026-08-23"), signal("new", date="2026-08-24"))) == {"old"}


def test_a_focus_on_its_theme_is_no_answer_and_any_answer_but_a_promise_is():
    old = signal("s", date="2026-01-01")
    focus = [link("s", "FOCUSES_ON", "loneliness"), link("welfare", "FOCUSES_ON", "loneliness")]
    assert subjects(unanswered(old, *focus)) == {"s"}
    for values in ({"state": "DONE"}, {"state": "TOLD_BACK"}, {}):
        assert unanswered(old, link("welfare", "ANSWERS", "s", **values)) == []


@pytest.mark.parametrize(("promised", "missed"), [("2026-05-23", True), ("2026-05-24", False), (None, True)])
def test_a_promise_is_not_kept_after_six_months_and_one_without_a_date_is_as_old_as_the_signal(promised, missed):
    given = {"validFrom": promised} if promised else {}
    answer = link("welfare", "ANSWERS", "s", state="PROMISED", **given)
    found = unanswered(signal("s", date="2026-01-01"), answer)
    assert subjects(found) == ({"s"} if missed else set())
    if missed:
        assert (found[0].move, found[0].figure("promises")) == (Move.ORGANISATION, 1)


def test_a_signal_without_a_date_is_as_old_as_its_source_and_else_of_no_age():
    source = make(RecordKind.SOURCE, {"id": "survey", "name": "survey", "sourceKind": "SURVEY", "date": "2026-01-01"})
    assert subjects(unanswered(source, signal("dated", source="survey"), signal("undated"))) == {"dated"}


def test_waiting_for_an_answer_makes_a_signal_no_less_sure():
    for said in ("2026-08-01", "2020-01-01"):
        (gap,) = unanswered(signal("s", date=said), thresholds=Thresholds(unknown_completeness=0.6))
        assert (gap.certainty_parts.freshness, gap.certainty, gap.as_question) == (1, 0.6, False)


def test_it_touches_as_many_residents_as_said_so_and_is_governments_move():
    found = unanswered(
        signal("few", date="2026-01-01", weight=2),
        signal("many", date="2026-01-01", weight=40),
        link("many", "LOCATED_IN", "corner"),
        link("many", "FOCUSES_ON", "loneliness"),
    )
    gaps = {gap.subjects[0]: gap for gap in found}
    assert (gaps["few"].severity_parts.touched, gaps["many"].severity_parts.touched) == (0.25, 0.75)
    assert (gaps["many"].area, gaps["many"].theme, gaps["many"].move) == ("north", "loneliness", Move.GOVERNMENT)
    assert gaps["few"].area is None
