"""Rows as files, and cells in words."""

import csv
import io
import json

import pytest

from graphsvc.model.words import Words
from graphsvc.questions import Column
from graphsvc.questions.cells import written
from graphsvc.questions.files import as_csv, as_json
from tests.questions.test_rows import question

PERSON = {"id": "a", "name": "Buurttuin"}


def column(type=None):
    return Column(key="one", words=Words("Eén", "One"), path=(), type=type, least=None, most=None)


@pytest.mark.parametrize(
    ("cell", "type", "language", "text"),
    [
        (PERSON, None, "nl", "Buurttuin"),
        ({"id": "a", "name": None}, None, "nl", "a"),
        ({"id": "t", "name": "KNOWS"}, "TieKind", "nl", "kent"),
        ("KNOWS", "TieKind", "en", "knows"),
        ("2026-11-24", "Date", "nl", "24 november 2026"),
        (0.256, "Share", "nl", "26%"),
        (1234, None, "nl", "1.234"),
        (0.5, None, "nl", "0,50"),
        (True, None, "nl", "ja"),
        (False, None, "en", "no"),
    ],
)
def test_a_cell_is_written_as_people_read_it(cell, type, language, text):
    assert written(cell, column(type), language) == text


def read(text, delimiter):
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


def test_a_sheet_has_a_heading_and_opens_in_the_language_of_its_reader():
    asked = question("ones[]", it="ones[]", many="ones[].many[]")
    rows = [{"it": 0.5, "many": [PERSON, {"id": "b", "name": "Soep en brood"}]}]
    assert read(as_csv(asked, rows, "nl"), ";")[1] == ["0,5", "Buurttuin; Soep en brood"]
    assert read(as_csv(asked, rows, "en"), ",")[1] == ["0.5", "Buurttuin; Soep en brood"]


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "+1", "-1", "@x", "\tx", "\rx"])
def test_no_text_is_worked_out_by_a_sheet(text):
    asked = question("ones[]", it="ones[]")
    assert read(as_csv(asked, [{"it": {"id": "a", "name": text}}], "nl"), ";")[1][0].startswith("'")
    assert read(as_csv(asked, [{"it": -1}], "nl"), ";")[1] == ["-1"]


def test_a_file_for_programs_holds_what_was_asked_and_records_by_id():
    asked = question("ones[]", it="ones[]")
    assert json.loads(as_json(asked, [{"it": PERSON}], {"area": None})) == {
        "question": "one",
        "parameters": {"area": None},
        "rows": [{"it": PERSON}],
    }
