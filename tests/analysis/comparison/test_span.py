from datetime import timedelta

import pytest

from graphsvc.analysis.comparison.span import Span, round_day, span_of, span_since
from graphsvc.errors import BadInput, NotFound
from graphsvc.model.days import today
from tests.analysis.comparison.worlds import EARLY, FIRST, LAST, wave
from tests.records import actor, view_of

VIEW = view_of([wave("one", EARLY, FIRST), wave("two", FIRST, LAST), wave("open", FIRST), actor("a")], day=None)


def test_days_and_rounds_can_be_mixed_and_the_last_is_a_day_by_default():
    assert span_of(VIEW, LAST, first=FIRST) == Span(first=FIRST, last=LAST)
    assert span_of(VIEW, LAST, first_round="one", last_round="two") == Span(
        first=FIRST, last=LAST, first_round="one", last_round="two"
    )
    assert span_of(VIEW, today(), first_round="one", last=LAST).last_round is None


def test_a_round_that_has_not_ended_is_of_today():
    assert round_day(VIEW, "open", "round") == today()
    assert round_day(view_of([wave("long", FIRST, today() + timedelta(9))], day=None), "long", "round") == today()


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({}, "from"),
        ({"first": FIRST, "first_round": "one"}, "fromRound"),
        ({"first": FIRST, "last": LAST, "last_round": "two"}, "toRound"),
        ({"first": LAST, "last": FIRST}, "from"),
        ({"first": FIRST, "last": today() + timedelta(1)}, "to"),
    ],
    ids=["nothing", "two firsts", "two lasts", "the wrong way round", "a day to come"],
)
def test_what_makes_no_span_is_refused_with_its_place(asked, place):
    with pytest.raises(BadInput) as refused:
        span_of(VIEW, LAST, **asked)
    assert [fault.place for fault in refused.value.faults] == [place]


@pytest.mark.parametrize("id", ["nowhere", "a"])
def test_what_is_no_round_is_not_found(id):
    with pytest.raises(NotFound, match="toRound"):
        span_of(VIEW, LAST, first=FIRST, last_round=id)


def test_a_day_or_a_round_can_be_given_as_text():
    assert span_since(VIEW, "2025-06-01", LAST) == Span(first=FIRST, last=LAST)
    assert span_since(VIEW, "one", LAST) == Span(first=FIRST, last=LAST, first_round="one")
    named = view_of([wave("r1", EARLY, FIRST, name="Spring")], day=None)
    assert span_since(named, "Spring", LAST).first_round == "r1"


@pytest.mark.parametrize(
    ("asked", "told"),
    [("yesterday", "no round has that name"), ("2026-06-02", "after the last"), ("same", "Several rounds")],
)
def test_a_text_that_is_neither_is_refused(asked, told):
    twins = [wave("x", EARLY, FIRST, name="same"), wave("y", EARLY, FIRST, name="same")]
    with pytest.raises(BadInput, match=told):
        span_since(view_of(twins, day=None), asked, LAST)
