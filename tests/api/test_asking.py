"""Asking a competency question: all its pages, on a day, as somebody."""

from datetime import date, timedelta

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.api.asking import Asking, ask
from graphsvc.errors import BadInput, NotFound
from graphsvc.graph.view import View
from graphsvc.model.days import today
from graphsvc.questions import question_named, questions
from tests.questions.trying import tries

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
SILENT = frozenset({"missing-sectors"})
"""Of the demonstration: no ten districts are alike enough to compare."""


def asked(region, key, values=None, viewer=ADMIN, most=10_000, day=None):
    asking = Asking(viewer=viewer, language="nl", day=day)
    return region.portal.call(ask, region.api, question_named(key), values or {}, asking, most)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.key)
def test_an_advisor_gets_rows_for_each_question_of_the_demonstration_within_the_limits(region, question):
    values = next(tries(question, region.live.view(ADVISOR)))
    answered = asked(region, question.key, values, ADVISOR)
    assert answered.whole
    assert answered.rows or question.key in SILENT
    assert all(row.keys() == {column.key for column in question.columns} for row in answered.rows)


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.key)
def test_the_public_hears_of_no_record_that_it_may_not_see(region, question):
    view = region.live.view(PUBLIC)
    for values in tries(question, view):
        for row in asked(region, question.key, values, PUBLIC).rows:
            for cell in row.values():
                for part in cell if isinstance(cell, list) else [cell]:
                    assert not isinstance(part, dict) or View(view.graph, PUBLIC, None).get(part["id"]), (values, part)


def test_the_rows_of_all_pages_come_together_and_each_once(region):
    few = asked(region, "tied-to-nobody", {"first": 5})
    assert few.rows == asked(region, "tied-to-nobody").rows
    assert len(few.rows) > 10
    assert len({row["initiative"]["id"] for row in few.rows}) == len(few.rows)


def test_no_more_pages_are_read_than_are_asked(region):
    answered = asked(region, "tied-to-nobody", {"first": 5}, most=7)
    assert len(answered.rows) == 7
    assert not answered.whole


def test_a_list_within_the_answer_has_pages_too(region):
    one = asked(region, "since-the-last-round", {"first": 100})
    assert len(one.rows) > 200
    assert one.rows == asked(region, "since-the-last-round", {"first": 80}).rows


def test_another_day_has_other_rows(region):
    now = {row["tie"]["id"] for row in asked(region, "stale-ties").rows}
    earlier = {row["tie"]["id"] for row in asked(region, "stale-ties", day=today() - timedelta(200)).rows}
    assert now - earlier
    assert asked(region, "tied-to-nobody", day=date(1990, 1, 1)).rows != asked(region, "tied-to-nobody").rows


@pytest.mark.parametrize(
    ("values", "error", "told"),
    [
        ({"from": "demo-a1", "to": "demo-a1"}, BadInput, "different actors"),
        ({"from": "demo-a1", "to": "nobody"}, NotFound, "nobody"),
    ],
)
def test_what_the_api_refuses_is_raised(region, values, error, told):
    with pytest.raises(error, match=told):
        asked(region, "warmest-path", values)
