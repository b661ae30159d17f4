from datetime import date

import pytest

from graphsvc.access.viewer import ADMIN
from graphsvc.analysis.comparison import Span, compare
from graphsvc.reports.sections.comparison import comparison
from tests.analysis.comparison.worlds import never, wave
from tests.records import DAY, actor, area, link, tie, view_of
from tests.reports.scoping import cells, scoped, tables, texts

FIRST = date(2025, 11, 1)
KNOWN = {"lastVerified": "2025-10-01"}
ENDED = {**KNOWN, "validTo": "2026-03-01"}
BEGAN = {"lastVerified": "2026-10-01", "validFrom": "2026-03-01"}


def placed(id, place, **values):
    return [actor(id, name=f"Club {id}", **values), link(id, "ACTIVE_IN", place)]


RECORDS = [
    area("town", "MUNICIPALITY", name="Town"),
    area("north", name="North"),
    area("south", name="South"),
    area("empty", name="Empty"),
    *(link(id, "WITHIN", "town") for id in ("north", "south", "empty")),
    wave("one", date(2025, 9, 1), FIRST),
    *placed("a", "north", **KNOWN),
    *placed("b", "north", **KNOWN),
    *placed("c", "south", **KNOWN),
    *placed("d", "north", **BEGAN),
    *placed("e", "south", lastVerified="2026-10-01"),
    tie("a", "b", **ENDED),
    tie("a", "c", "COLLABORATES", **BEGAN),
    tie("d", "b", **BEGAN),
]


def section_of(place, records=RECORDS, **options):
    span = Span(first=FIRST, last=DAY, **options)
    found = compare(view_of(records, ADMIN, None), span, place, never, DAY)
    return comparison(scoped(records, place), found)


def test_the_figures_are_told_with_what_explains_each_difference():
    section = section_of("town")
    figures, _ = tables(section)
    rows = {row[0]: row[1:] for row in cells(figures)}
    assert rows["Actors"] == ["3", "5", "+2", "0", "+1", "+1"]
    assert rows["Ties"] == ["1", "2", "+1", "0", "+1", "0"]
    assert rows["Actors without a tie"] == ["1", "1", "0", "0", "−1", "+1"]
    assert "Ties between actors known on both days: 1 made, 1 lost, 0 stronger, 0 weaker." in texts(section)


def test_of_a_municipality_changes_are_counted_by_area_and_nobody_is_named():
    section = section_of("town")
    assert cells(tables(section)[1]) == [["North", "2", "1", "1", "0", "0"], ["South", "1", "0", "0", "0", "1"]]
    said = " ".join(text for table in tables(section) for row in cells(table) for text in row)
    assert "Club" not in said + " ".join(texts(section))


def test_of_a_district_the_ties_that_changed_are_named():
    assert cells(tables(section_of("north"))[1]) == [
        ["Club a – Club b", "knows", "lost", "real change"],
        ["Club d – Club b", "knows", "made", "new and gone actors"],
    ]


@pytest.mark.parametrize(("options", "title"), [({}, "1 November 2025"), ({"first_round": "one"}, "one")])
def test_the_title_names_the_day_or_the_round(options, title):
    assert section_of("town", **options).title == f"What changed since {title}"


def test_what_did_not_change_gives_no_tables_of_changes():
    still = [area("north"), *placed("a", "north", **KNOWN)]
    for place in ("north", None):
        section = section_of(place, still)
        assert len(tables(section)) == 1
        assert texts(section)[0].endswith("nothing changed that we know of.")
