from datetime import date

from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.gaps import CellState, matrix
from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, known_well, subjects, town
from tests.records import DAY, area, link, signal, theme, tie, view_of


def poverty(value):
    figure = {"name": "poverty", "value": value, "year": 2025, "source": "CBS", "themes": ["money"]}
    return [{**figure, "meaning": "MORE_IS_NEED"}]


def places():
    """Four districts, of which d has the most need; the first two and d are known well."""
    records = [theme("money"), theme("meeting"), theme("unused")]
    for name, value in (("a", 1), ("b", 2), ("c", 3), ("d", 4)):
        records.append(area(name, residents=1000, figures=poverty(value), lastVerified=VERIFIED))
    for name in ("a", "b", "d"):
        records += active(f"club-{name}", place=name, themes=("meeting",))
        records += active(f"care-{name}", "CARE", place=name, themes=("money",))
        records.append(tie(f"club-{name}", f"care-{name}", lastVerified=VERIFIED))
    return [*records, *known_well("club-a", "club-b", "club-d"), *active("club-c", place="c", themes=("meeting",))]


def states(records, **asked):
    return {(cell.area, cell.theme): cell.state for cell in matrix(view_of(records), **asked)}


def test_a_cell_says_whether_somebody_is_there_is_missed_or_was_not_looked_for():
    found = states(places())
    assert found["d", "money"] is CellState.WHITE_SPOT
    assert found["a", "money"] is CellState.NONE
    assert found["c", "money"] is CellState.NOT_KNOWN
    assert found["d", "meeting"] is found["c", "meeting"] is CellState.PRESENT
    assert ("a", "unused") not in found


def test_a_cell_tells_who_is_there_and_who_is_only_area_wide():
    wide = [area("town", "MUNICIPALITY"), *active("fund", "FUNDER", place="town", themes=("money",))]

    cells = matrix(view_of([*places(), *wide, link("d", "WITHIN", "town")]), "d")
    cell = next(cell for cell in cells if cell.theme == "money")
    assert (cell.living, cell.formal, cell.area_wide) == ((), ("care-d",), ("fund",))
    assert {cell.area for cell in cells} == {"d"}


def test_a_white_spot_is_a_gap_and_a_cell_that_is_not_known_is_none():
    found = gaps_of(view_of(places()), GapKind.WHITE_SPOT)
    assert subjects(found) == {("d", "money")}
    gap = found[0]
    assert (gap.area, gap.theme, gap.severity_parts.need) == ("d", "money", 0.875)
    assert gap.certainty_parts.completeness == 1
    assert not gap.as_question
    assert gap.figure("need") == 0.875


def test_an_initiative_in_a_neighbourhood_fills_the_spot():

    corner = [area("corner", "NEIGHBOURHOOD"), link("corner", "WITHIN", "d")]
    filled = [*places(), *corner, *active("budget", place="corner", themes=("money",))]
    assert states(filled)["d", "money"] is CellState.PRESENT


def test_areas_under_500_residents_and_neighbourhoods_that_nobody_asked_for_are_left_out():
    records = [
        *town(),
        area("hamlet", residents=499),
        area("village", "OWN", residents=600),
        *active("garden", themes=("meeting",)),
    ]
    assert {place for place, _ in states(records)} == {"north", "south", "village"}
    assert {place for place, _ in states(records, neighbourhoods=True)} == {"north", "south", "village", "corner"}


def test_a_white_spot_is_as_fresh_as_the_newest_it_rests_on():
    old = [
        area(record.id, residents=1000, figures=poverty(record.figures[0].value)) if record.id in "abcd" else record
        for record in places()
    ]
    gap = gaps_of(view_of(old), GapKind.WHITE_SPOT)[0]
    assert gap.certainty_parts.freshness == freshness(date(2025, 12, 31), DAY)
    said = [signal("s", date="2026-11-24"), link("s", "LOCATED_IN", "d"), link("s", "FOCUSES_ON", "money")]
    assert gaps_of(view_of([*old, *said]), GapKind.WHITE_SPOT)[0].certainty_parts.freshness == 1
