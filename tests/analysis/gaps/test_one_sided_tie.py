import pytest

from graphsvc.analysis.gaps import Thresholds
from graphsvc.analysis.gaps.sentences import suggestion, summary
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapFamily, GapKind
from tests.analysis.gaps.gap_records import active, gaps_of, subjects, town
from tests.records import actor, link, tie, view_of

KIND = GapKind.ONE_SIDED_TIE


def wave(start="2026-06-01", end="2026-08-01", invited=("garden", "welfare"), id="wave"):
    """A round to which some were invited."""
    days = {key: day for key, day in (("from", start), ("to", end)) if day}
    round = make(RecordKind.ROUND, {"id": id, "name": id, **days})
    return [round, *(link(one, "INVITED", id, answered="NO") for one in invited)]


def world(*records, confirmation="ONE_SIDED", **values):
    between = tie("garden", "welfare", confirmation=confirmation, **values)
    return [*town(), *active("garden"), actor("welfare", "WELFARE"), between, *records]


def found(*records, asked=None, **values):
    return subjects(gaps_of(view_of(world(*records, **values)), KIND, **(asked or {})))


def test_both_were_asked_long_enough_ago_and_one_named_it():
    (gap,) = gaps_of(view_of(world(*wave(), lastVerified="2026-11-24")), KIND)
    assert gap.subjects == ("garden-KNOWS-welfare",)
    assert (gap.family, gap.move, gap.area) == (GapFamily.DATA, "ADVISOR", "north")
    assert gap.records() == ("garden-KNOWS-welfare", "garden", "welfare")
    assert (gap.certainty, gap.certainty_parts.confirmation, gap.certainty_parts.completeness) == (0.5, 0.5, None)


@pytest.mark.parametrize("confirmation", ["NOT_ASKED", "MUTUAL"])
def test_a_tie_that_both_named_or_nobody_was_asked_about_is_not_one_sided(confirmation):
    assert found(*wave(), confirmation=confirmation) == set()


def test_it_counts_from_the_last_day_of_the_round_and_for_a_running_one_not_yet():
    assert found(*wave(end="2026-08-23")) == {"garden-KNOWS-welfare"}
    assert found(*wave(end="2026-08-24")) == set()
    assert found(*wave(end=None)) == set()
    assert found(*wave(end=None), lastVerified="2020-01-01") == set()


def test_the_last_round_to_which_both_were_invited_counts():
    earlier, later = wave(id="earlier"), wave("2026-09-01", "2026-11-01", id="later")
    assert found(*earlier, *later) == set()
    assert found(*earlier, *wave("2026-09-01", "2026-11-01", ("garden",), "later")) == {"garden-KNOWS-welfare"}
    assert found(*earlier, *wave("2026-12-01", "2026-12-31", id="later")) == {"garden-KNOWS-welfare"}


def test_without_a_round_it_counts_from_when_the_tie_was_verified_or_from_its_source():
    survey = make(RecordKind.SOURCE, {"id": "q", "name": "q", "sourceKind": "SURVEY", "date": "2026-08-01"})
    assert found(lastVerified="2026-08-01") == {"garden-KNOWS-welfare"}
    assert found(lastVerified="2026-09-01") == set()
    assert found(survey, source="q") == {"garden-KNOWS-welfare"}
    assert found(survey, source="q", lastVerified="2026-09-01") == set()


def test_of_a_tie_without_any_day_nobody_can_say_that_it_is_late():
    assert found() == set()
    assert found(*wave(start=None, end=None)) == set()


def test_the_months_can_be_set():
    assert found(*wave(), asked={"thresholds": Thresholds(one_sided_months=4)}) == set()


def test_it_is_told_in_a_sentence_without_saying_who_named_it():
    view = view_of(world(*wave(), lastVerified="2026-11-24"))
    (gap,) = gaps_of(view, KIND)
    assert summary(view, gap, "en") == "Only one of the two named the tie between garden and welfare."
    assert summary(view, gap, "nl") == "De band tussen garden en welfare is maar door één van beide genoemd."
    assert suggestion(view, gap, "nl") == "Vraag beide hoe zij het zien."
    old = view_of(world(*wave(), lastVerified="2025-01-01"))
    (gap,) = gaps_of(old, KIND)
    assert summary(old, gap, "nl") == "Klopt het dat maar één van beide de band tussen garden en welfare noemde?"
