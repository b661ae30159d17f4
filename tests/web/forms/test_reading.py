from datetime import date

import pytest

from graphsvc.model.fields import field_by_key
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES
from graphsvc.web.forms.names import Names
from graphsvc.web.forms.newcomers import Newcomers
from graphsvc.web.forms.reading import changed, day_of, ends_of, read_pick, read_sheet, read_ties, text_of
from graphsvc.web.forms.typed import typed
from tests.records import actor, area, theme, view_of

RECORDS = [
    actor("kring", name="Buurtkring; Zuid"),
    actor("welzijn", "WELFARE", name="Welzijn"),
    area("a", name="Centrum"),
    area("b", name="Centrum"),
    theme("zorg"),
]
ACTOR = (RecordKind.ACTOR,)


@pytest.fixture
def names():
    return Names(view_of(RECORDS))


def sheet(**texts):
    return typed(texts.items())


@pytest.mark.parametrize(
    "text", ["2026-11-24", "24-11-2026", " 24/11/2026 ", "24.11.2026", "24 - 11 - 2026", "24112026"]
)
def test_a_day_may_be_written_as_people_do(text):
    assert day_of(text) == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["", "gisteren", "31-02-2026", "24-11-26"])
def test_what_is_no_day_is_none(text):
    assert day_of(text) is None


def test_texts_become_values_and_empty_ones_none(names):
    read = read_sheet(
        RecordKind.ACTOR,
        sheet(
            name=" Kring ",
            actorKind="INITIATIVE",
            website="www.kring.example",
            residentsReached="12",
            sector="",
            tags="a; b",
        ),
        names,
    )
    assert read.values == {
        "name": "Kring",
        "actorKind": "INITIATIVE",
        "website": "https://www.kring.example",
        "residentsReached": 12,
        "sector": None,
        "tags": ["a", "b"],
    }


def test_a_pick_takes_ids_names_and_several_names_with_semicolons(names):
    def ids(*texts):
        return [record.id for record in read_pick(texts, ACTOR, names).records]

    assert ids("kring") == ids("Buurtkring; Zuid") == ["kring"]
    assert ids("welzijn; kring", "") == ids("Welzijn", "kring") == ["welzijn", "kring"]


def test_a_pick_tells_what_names_nothing_and_what_names_several(names):
    pick = read_pick(["Centrum; Elders"], (RecordKind.AREA,), names)
    assert (pick.records, pick.unclear, pick.unknown) == ((), ("Centrum",), ("Elders",))
    reading = read_sheet(RecordKind.ACTOR, typed([("ACTIVE_IN", "Centrum; Elders")]), names)
    assert [fault.code for fault in reading.faults] == ["NO_SUCH_NAME", "UNCLEAR_NAME"]


def test_rows_of_ties_are_read_and_empty_ones_left_out(names):
    sheet = typed([("tie.0.other", ""), ("tie.0.tieKind", ""), ("tie.7.other", "Welzijn"), ("tie.7.tieKind", "KNOWS")])
    rows = read_ties(sheet, names, Newcomers(sheet, names))
    assert list(rows) == ["tie.7"]
    assert rows["tie.7"].values["tieKind"] == "KNOWS"
    assert [record.id for record in rows["tie.7"].picks["tie.7.other"].records] == ["welzijn"]


def test_the_ends_of_a_tie_follow_from_who_does_it():
    assert ends_of("own", "other", "") == {"from": "own", "to": "other"}
    assert ends_of("own", "other", "OUT") == {"from": "own", "to": "other", "directed": True}
    assert ends_of("own", "other", "IN") == {"from": "other", "to": "own", "directed": True}
    assert ends_of("own", "other", "ANY") == {"from": "own", "to": "other", "directed": False}


def test_a_field_that_was_filled_in_shows_as_empty_and_stays_so_unless_typed(names):
    record = actor("kring")
    formality = field_by_key(TYPES[RecordKind.ACTOR])["formality"]
    assert text_of(record, formality) == ""
    untouched = sheet(name="kring", formality="", actorKind="INITIATIVE")
    assert changed(record, read_sheet(RecordKind.ACTOR, untouched, names), untouched) == {}
    told = sheet(name="Kring", formality="FORMAL")
    assert changed(record, read_sheet(RecordKind.ACTOR, told, names), told) == {"name": "Kring", "formality": "FORMAL"}
