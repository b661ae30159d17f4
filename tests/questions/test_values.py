"""From what was typed to the values of parameters."""

from typing import Any

import pytest

from graphsvc.errors import BadInput, NotFound
from graphsvc.model.kinds import RecordKind
from graphsvc.model.words import Words
from graphsvc.questions import Parameter, Question, read_values

THERE = {"Rotterdam": "GM0599", "GM0599": "GM0599"}


def find(text: str, kind: RecordKind) -> str:
    if text == "twee":
        raise BadInput.of("Two are called twee.")
    if text not in THERE:
        raise NotFound(f"There is no {kind} {text}.")
    return THERE[text]


def question(**values: Any) -> Question:
    given = {"type": "ID", "kind": RecordKind.AREA, "required": False, "default": None, **values}
    return Question(
        number=1,
        key="one",
        title=Words("", ""),
        about=Words("", ""),
        parameters=(Parameter(name="one", words=Words("Gebied", "Area"), **given),),
        columns=(),
        rows=(),
        facts=False,
        document="",
        cypher="",
    )


def plain(type: str, **values: Any) -> Question:
    return question(type=type, kind=None, **values)


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        (question(), "Rotterdam", "GM0599"),
        (question(), "", None),
        (question(default="GM0599"), "", "GM0599"),
        (question(default="elsewhere"), "", None),
        (plain("Int"), "7", 7),
        (plain("Int", default=5), "", 5),
        (plain("Float"), "0.5", 0.5),
        (plain("String"), " huisarts ", "huisarts"),
        (plain("Date"), "2026-11-24", "2026-11-24"),
        (plain("TieKind"), "KNOWS", "KNOWS"),
        (plain("TieKind"), "kent", "KNOWS"),
    ],
)
def test_a_text_becomes_a_value(asked: Question, text: str, value: Any) -> None:
    given = read_values(asked, {"one": text}, find)
    assert given.values == {"one": value}
    assert given.faults == []


@pytest.mark.parametrize(
    ("asked", "typed", "code"),
    [
        (question(), {"one": "Nergens"}, "NOT_FOUND"),
        (question(), {"one": "twee"}, "INVALID"),
        (question(required=True), {}, "MISSING_PARAMETER"),
        (question(required=True, default="elsewhere"), {}, "MISSING_PARAMETER"),
        (plain("Int"), {"one": "veel"}, "NO_NUMBER"),
        (plain("Date"), {"one": "gisteren"}, "NO_DATE"),
        (plain("TieKind"), {"one": "ruzie"}, "UNKNOWN_VALUE"),
        (question(), {"other": "x"}, "UNKNOWN_PARAMETER"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(asked: Question, typed: dict[str, str], code: str) -> None:
    [fault] = read_values(asked, typed, find).faults
    assert fault.code == code
    assert fault.place == ("" if code == "UNKNOWN_PARAMETER" else "one")


def test_an_unknown_parameter_is_told_with_those_there_are() -> None:
    [fault] = read_values(question(), {"other": "x"}, find).faults
    assert "other" in fault.message
    assert "one" in fault.remedy
