from graphsvc.model.vocabularies import GapKind
from graphsvc.reports.sections.method import method
from tests.records import area, link
from tests.reports.scoping import cells, scoped, tables, texts


def figure(source):
    return {"name": "alone", "value": 1, "year": 2025, "source": source}


def test_the_kinds_that_were_looked_for_are_defined():
    table, _ = tables(method(scoped([]), [GapKind.WHITE_SPOT]))
    assert cells(table) == [["white spot", "network", "An area with great need on a theme and no known initiative."]]


def test_the_sources_of_the_figures_of_the_area_are_named():
    records = [area("north", figures=[figure("CBS 2025")]), area("mill", "NEIGHBOURHOOD", figures=[figure("GGD")])]
    records += [link("mill", "WITHIN", "north"), area("south", figures=[figure("Elsewhere")])]
    said = texts(method(scoped(records, "north"), []))
    assert "CBS 2025" in said
    assert "GGD" in said
    assert "Elsewhere" not in said


def test_it_says_on_which_day_and_for_whom():
    said = " ".join(texts(method(scoped([]), [])))
    assert "24 November 2026" in said
    assert "“administrator”" in said


def test_the_numbers_it_went_by_are_printed_those_of_the_installation_too(monkeypatch):
    def printed():
        *_, table = tables(method(scoped([]), [GapKind.STALE_TIE]))
        return dict(map(tuple, cells(table)))

    assert printed()["A tie that was last verified more months ago is stale."] == "12"
    assert printed()["Below this certainty a gap is written as a question."] == "0.50"
    monkeypatch.setenv("GRAPHSVC_GAP_THRESHOLDS", "staleMonths=18")
    assert printed()["A tie that was last verified more months ago is stale."] == "18"
