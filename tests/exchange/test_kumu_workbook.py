import io
import json
import zipfile
from datetime import date, datetime, time
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from graphsvc.errors import GraphsvcError
from graphsvc.graph.graph import Graph
from graphsvc.model.vocabularies import ActorKind, Confirmation
from tests.exchange.planning import actor_named, actors, imported, notices, places, plan_of, ties, with_member, workbook

TUTORIAL = "kumu/snap-to-tutorial-data.xlsx"


def test_the_tutorial_workbook_gives_all_its_rows(shared_data: Path) -> None:
    plan = plan_of(Graph(), [shared_data / TUTORIAL])
    assert notices(plan, "UNKNOWN_ACTOR_TYPE") == [({"type": "State"}, 51)]
    graph = imported([shared_data / TUTORIAL])
    assert (len(actors(graph)), len(ties(graph))) == (51, 113)
    michigan = actor_named(graph, "Michigan")
    assert json.loads(michigan.extra or "")["Region"] == "Midwest"
    assert michigan.origin == "Michigan"


def test_importing_the_workbook_again_changes_nothing(shared_data: Path) -> None:
    graph = imported([shared_data / TUTORIAL])
    assert plan_of(graph, [shared_data / TUTORIAL]).changes == ()


def test_several_values_in_a_cell_stand_between_pipes() -> None:
    body = workbook(
        Elements=[["Label", "Tags"], ["A", "groen|buurt"], ["B", ""], ["C", ""]],
        Connections=[["From", "To", "Direction"], ["A", "B|C", "mutual"]],
    )
    graph = imported({"k.xlsx": body})
    assert actor_named(graph, "A").tags == ("groen", "buurt")
    assert len(ties(graph)) == 2
    assert {tie.confirmation for tie in ties(graph)} == {Confirmation.MUTUAL}


def test_sheets_are_known_by_headings_and_others_left_alone() -> None:
    sheets: dict[str, list[list[object]]] = {
        "Wie": [["Label", "Type"], ["A", "gemeente"], ["B", "Koor"]],
        "Met wie": [["From", "To"], ["A", "B"]],
        "Uitleg (ignore)": [["Label"], ["dit is geen actor"]],
        "Cijfers": [["Jaar", "Aantal"], [2026, 3]],
    }
    body = workbook(**sheets)
    graph = imported({"k.xlsx": body})
    assert {actor.name: actor.actor_kind for actor in actors(graph)} == {
        "A": ActorKind.AUTHORITY,
        "B": ActorKind.OTHER,
    }


def test_numbers_are_whole_where_they_are() -> None:
    graph = imported({"k.xlsx": workbook(Elements=[["ID", "Label", "Score", "Part"], [7, "A", 12, 0.5]])})
    assert json.loads(actors(graph)[0].extra or "") == {"Score": 12, "Part": 0.5}
    assert (actors(graph)[0].id, actors(graph)[0].origin) == ("k-7", "7")


def test_dates_of_a_sheet_are_dates_and_times_stay_text() -> None:
    row = ["A", date(2026, 1, 2), datetime(2026, 1, 2, 3, 4), time(5, 6)]
    graph = imported({"k.xlsx": workbook(Elements=[["Label", "Valid from", "Moment", "Uur"], row])})
    assert actors(graph)[0].valid_from == date(2026, 1, 2)
    assert json.loads(actors(graph)[0].extra or "") == {"Moment": "2026-01-02 03:04:00", "Uur": "05:06:00"}


def test_a_label_that_stands_twice_is_a_fault_that_asks_for_an_id() -> None:
    plan = plan_of(Graph(), {"k.xlsx": workbook(Elements=[["Label"], ["A"], ["A"]])})
    assert places(plan) == [("DUPLICATE_ID", "k.xlsx, sheet Elements, row 3, column Label")]
    assert "column id" in plan.faults[0].remedy


def test_a_connection_to_nobody_is_named_by_sheet_row_and_column() -> None:
    body = workbook(Elements=[["Label"], ["Buurthuis"]], Connections=[["From", "To"], ["Buurthuis", "Buurthuys"]])
    plan = plan_of(Graph(), {"k.xlsx": body})
    assert places(plan) == [("DANGLING_END", "k.xlsx, sheet Connections, row 2, column To")]
    assert plan.faults[0].remedy == "Did you mean Buurthuis?"


def test_a_workbook_without_such_sheets_is_refused() -> None:
    plan = plan_of(Graph(), {"k.xlsx": workbook(Blad1=[["Jaar"], [2026]])})
    assert places(plan) == [("NOT_WHAT_IT_SAYS", "k.xlsx")]
    assert "Blad1" in plan.faults[0].message


def test_formulas_and_markup_stay_text() -> None:
    names = ["=1+1", "+31 10", "@x", "<script>alert(1)</script>", '=HYPERLINK("https://example.org")']
    graph = imported({"k.xlsx": workbook(Elements=[["Label"], *([name] for name in names)])})
    assert [actor.name for actor in actors(graph)] == names


BOOK = workbook(Elements=[["Label", "Score"], ["A", 1], ["B", 2.5]], Connections=[["From", "To"], ["A", "B"]])
PARTS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
PIECES = st.sampled_from(
    ['r="B7"', "<row>", "</c>", "<v>9999999999</v>", 't="s"', 't="d"', 'count="4294967295"', "&#0;"]
)


@given(st.sampled_from(PARTS), st.integers(0, 10_000), st.integers(0, 20), PIECES | st.text(max_size=4))
@example("xl/sharedStrings.xml", 120, 9, 'uniqueCount="4294967295"')
def test_any_parts_give_a_plan_or_an_error_of_ours(part: str, place: int, length: int, piece: str) -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        content = archive.read(part)
    place %= len(content)
    body = with_member(BOOK, part, content[:place] + piece.encode() + content[place + length :])
    try:
        plan = plan_of(Graph(), {"k.xlsx": body})
    except GraphsvcError:
        return
    assert plan.ready or (plan.faults and not plan.changes)


def test_a_number_with_a_fraction_is_whole_where_the_model_counts() -> None:
    body = workbook(Elements=[["Label", "Residents reached", "Confidence"], ["A", 12, 0.5]])
    assert [(actor.residents_reached, actor.confidence) for actor in actors(imported({"k.xlsx": body}))] == [(12, 0.5)]
