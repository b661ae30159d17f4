"""Every sentence that people read is in the Dutch catalogue, and none is left over."""

import ast
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from graphsvc.language import day, number, percent, translate, translate_count

ROOT = Path(__file__).parents[1]
SPOKEN = {"translate": (1,), "translate_count": (1, 2), "Message": (0, 1), "say": (0,), "ask": (0, 1), "saying": (2, 3)}
"""Functions that take sentences, and at which places."""


def literals(node: ast.AST) -> set[str]:
    """Every text written out in a piece of code, also in the branches of a condition."""
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def code() -> list[ast.Module]:
    return [ast.parse(file.read_text()) for file in (ROOT / "graphsvc").rglob("*.py")]


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def said_by_code() -> set[str]:
    calls = [node for module in code() for node in ast.walk(module) if isinstance(node, ast.Call)]
    places = ((call, SPOKEN.get(name_of(call.func), ())) for call in calls)
    return {
        text for call, at in places for place in at if place < len(call.args) for text in literals(call.args[place])
    }


def said_by_templates() -> set[str]:
    options = {"**.html": {"encoding": "utf-8", "newstyle_gettext": "true"}}
    found = extract_from_dir(ROOT / "visualisations/templates", [("**.html", "jinja2")], options)
    return {text for _, _, message, _, _ in found for text in ([message] if isinstance(message, str) else message)}


def ids(catalogue: Catalog) -> set[str]:
    found = (message.id for message in catalogue if message.id)
    return {text for id in found for text in ([id] if isinstance(id, str) else id)}


@pytest.fixture(scope="module")
def catalogue():
    with (ROOT / "visualisations/locale/nl/LC_MESSAGES/graphsvc.po").open("rb") as file:
        return read_po(file, locale="nl")


def test_every_sentence_is_translated(catalogue):
    sentences = {text for text in said_by_code() if " " in text}
    assert sorted((sentences | said_by_templates()) - ids(catalogue)) == []
    assert [message.id for message in catalogue if message.id and not message.string] == []


def test_no_translation_is_left_over(catalogue):
    written = said_by_templates().union(*map(literals, code()))
    assert sorted(ids(catalogue) - written) == []


def test_a_sentence_that_is_missing_is_noticed_wherever_a_test_meets_it():
    with pytest.raises(AssertionError, match="not in the Dutch catalogue"):
        translate("nl", "No such sentence.")


def test_every_translation_holds_the_same_values(catalogue):
    for message in catalogue:
        assert [str(error) for error in message.check(catalogue)] == []


def test_sentences_are_correct_in_number_and_notation():
    one, many = "%(count)s new actor", "%(count)s new actors"
    assert translate_count("nl", one, many, 1) == "1 nieuwe actor"
    assert translate_count("nl", one, many, 1200) == "1.200 nieuwe actoren"
    assert translate_count("en", one, many, 1200) == "1,200 new actors"


def test_dates_numbers_and_shares_are_written_as_people_do():
    assert (day("nl", date(2026, 11, 24)), day("en", None)) == ("24 november 2026", "")
    assert (number("nl", 1234.5, 1), number("en", 1234.5, 1)) == ("1.234,5", "1,234.5")
    assert percent("nl", 0.256) == "26%"


def test_a_sentence_without_values_may_hold_a_percent_sign():
    assert translate("en", "100% sure") == "100% sure"
