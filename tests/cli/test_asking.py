"""`graphsvc ask`: questions by number or name, as a table and as files."""

import csv
import io
import json

import pytest

from graphsvc.questions import questions
from tests.fixtures.served import run


def ask(store, *arguments, code=0):
    return run("ask", *arguments, "--store", store, code=code)


def test_without_a_question_it_lists_all_of_them(demonstration):
    told = ask(demonstration)
    assert all(question.key in told for question in questions())
    assert "Which meeting places" in ask(demonstration, "--lang", "en")


def test_a_question_is_answered_in_dutch_by_number_and_by_name(demonstration):
    by_number = ask(demonstration, "2")
    assert by_number == ask(demonstration, "tied-to-nobody")
    assert by_number.startswith("Welke initiatieven hebben met niemand een band?")
    assert "bewonersinitiatief" in by_number
    assert by_number.rstrip().endswith("rijen")


def test_records_are_named_by_name_code_or_id(demonstration):
    asked = [
        ask(demonstration, "1", "--json", "--param", f"theme={theme}")
        for theme in ("Armoede en schulden", "theme-poverty")
    ]
    assert json.loads(asked[0]) == json.loads(asked[1])
    assert json.loads(asked[0])["rows"]
    areas = [ask(demonstration, "2", "--json", "--param", f"area={area}") for area in ("Rotterdam", "GM0599")]
    assert json.loads(areas[0])["parameters"] == {"area": "GM0599"}
    assert areas[0] == areas[1]


def test_a_sheet_is_written(demonstration):
    rows = list(csv.reader(io.StringIO(ask(demonstration, "28", "--csv").removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["Afspraak", "Wie", "Voor wanneer", "Gedaan op"]
    assert len(rows) > 5


def test_the_public_sees_less(demonstration):
    all_, public = (
        json.loads(ask(demonstration, "13", "--json", "--as", role))["rows"] for role in ("admin", "public")
    )
    assert 0 < len(public) < len(all_)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ontmoetingsplekken"], "shared-meeting-places"),
        (["2", "--param", "thema=x"], "Wel te kiezen zijn: area"),
        (["1", "--param", "theme=Ruzie"], "There is no theme Ruzie"),
        (["25", "--param", "budget=veel"], "geen getal"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(demonstration, arguments, told):
    assert told in ask(demonstration, *arguments, code=1)


def test_a_parameter_without_a_value_is_wrong_usage(demonstration):
    assert "NAME=VALUE" in ask(demonstration, "1", "--param", "theme", code=2)


def test_a_fault_is_told_in_the_language_that_was_asked(demonstration):
    wrong = ["25", "--param", "budget=x"]
    assert "is no number" in ask(demonstration, *wrong, "--lang", "en", code=1)
    assert "is geen getal" in ask(demonstration, *wrong, code=1)
    assert "1 to 29" in ask(demonstration, "99", code=1)
