import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.gaps import find_gaps
from graphsvc.reports.sections.signals import signals
from tests.records import actor, area, link, signal
from tests.reports.scoping import cells, facts, scoped, tables, texts

RECORDS = [
    area("north", name="North", visibility="PUBLIC"),
    actor("a", visibility="PUBLIC"),
    *[
        signal(id, text=f"Text {id}", weight=weight, date=date, visibility="PUBLIC")
        for id, weight, date in (
            ("one", 1, "2026-01-01"),
            ("many", 12, "2026-01-01"),
            ("done", 3, "2026-01-01"),
            ("new", 2, "2026-11-01"),
        )
    ],
    *[link(id, "LOCATED_IN", "north") for id in ("one", "many", "done", "new")],
    link("a", "ANSWERS", "done", state="DONE"),
]


def told(viewer, records=RECORDS):
    scope = scoped(records, "north", viewer=viewer)
    return signals(scope, find_gaps(scope.view, area="north"))


def test_signals_are_counted_by_what_became_of_them():
    assert facts(told(ADMIN)) == {"signals": "4", "answered": "1", "too long without an answer": "2"}


@pytest.mark.parametrize(("viewer", "few"), [(ADMIN, "1"), (PUBLIC, "<5")])
def test_one_voice_stays_visible_beside_many(viewer, few):
    (table,) = tables(told(viewer))
    assert [row[:3] for row in cells(table)] == [["Text many", "12", "North"], ["Text one", few, "North"]]


def test_a_long_text_is_cut():
    (table,) = tables(
        told(
            ADMIN,
            [*RECORDS[:2], signal("long", text="word " * 900, date="2026-01-01"), link("long", "LOCATED_IN", "north")],
        )
    )
    assert len(table.rows[0][0].text) < 310


def test_without_signals_the_report_says_what_it_does_not_know():
    (text,) = texts(told(ADMIN, RECORDS[:2]))
    assert "does not know what residents need" in text


def test_of_a_few_residents_that_nobody_checked_only_district_and_month_are_told():
    records = [*RECORDS[:2], area("mill", "NEIGHBOURHOOD", name="Mill"), link("mill", "WITHIN", "north")]
    for weight, place, date in ((4, "North", "January 2026"), (5, "Mill", "1 January 2026")):
        said = [signal("s", date="2026-01-01", weight=weight), link("s", "LOCATED_IN", "mill")]
        (table,) = tables(told(ADMIN, [*records, *said]))
        assert [cells(table)[0][2], cells(table)[0][4]] == [place, date]
        assert ("only district and month are told" in table.more) is (weight < 5)
