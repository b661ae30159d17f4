from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.reports.sections.matrix import matrix
from tests.records import actor, area, link, theme, tie
from tests.reports.scoping import scoped, tables, texts


def figure(value, subject="meeting"):
    return {
        "name": "alone",
        "value": value,
        "year": 2025,
        "source": "CBS",
        "themes": [subject],
        "meaning": "MORE_IS_NEED",
    }


def test_a_cell_tells_initiatives_and_need_in_words_and_marks():
    records = [
        theme("meeting"),
        make(RecordKind.ROUND, {"id": "r", "name": "Round"}),
        area("a-high", name="A", residents=900, figures=[figure(30)]),
        area("b-low", name="B", residents=900, figures=[figure(10)]),
        area("c-unseen", name="C", residents=900, figures=[figure(20)]),
        actor("x", "CARE"),
        actor("y"),
        link("x", "ACTIVE_IN", "a-high"),
        link("x", "INVITED", "r", answered="YES"),
        link("y", "ACTIVE_IN", "b-low"),
        link("y", "FOCUSES_ON", "meeting"),
    ]
    (table,) = tables(matrix(scoped(records)))
    assert [[(cell.text, cell.mark) for cell in row] for row in table.rows] == [
        [("A", "plain"), ("white spot", "alarm")],
        [("B", "plain"), ("1; score 17", "low")],
    ]
    assert "1 area was not looked at yet: C." in texts(matrix(scoped(records)))


def test_many_themes_are_spread_over_tables_of_about_the_same_width():
    themes = [theme(f"theme{number:02}") for number in range(10)]
    records = [area("north"), actor("a"), link("a", "ACTIVE_IN", "north"), *themes]
    records += [link("a", "FOCUSES_ON", theme.id) for theme in themes] + seen("a")
    assert [len(table.columns) for table in tables(matrix(scoped(records)))] == [6, 6]


def test_narrower_themes_count_with_their_broader_one():
    records = [area("north"), theme("meeting"), theme("walking"), link("walking", "BROADER", "meeting"), actor("a")]
    records += [link("a", "ACTIVE_IN", "north"), link("a", "FOCUSES_ON", "walking")]
    records += seen("a")
    (table,) = tables(matrix(scoped(records)))
    assert [column.title for column in table.columns] == ["Area", "meeting"]
    assert table.rows[0][1].text == "1"


def test_without_areas_or_themes_one_sentence_stands_there():
    section = matrix(scoped([actor("a")]))
    assert tables(section) == []
    assert len(texts(section)) == 1


def test_an_area_with_neither_signal_nor_figure_has_no_score_though_it_is_compared():
    records = [theme("meeting"), area("a", residents=900), area("b", residents=900), actor("y"), gathering("talk")]
    records += [link("y", "ACTIVE_IN", "a"), link("y", "FOCUSES_ON", "meeting"), link("talk", "LOCATED_IN", "a")]
    scope = scoped([*records, *seen("y")])
    assert scope.needs.need("a", "meeting") == 0.5
    (table,) = tables(matrix(scope))
    assert [(cell.text, cell.mark) for cell in table.rows[0]] == [("a", "plain"), ("1", "plain")]


def gathering(id):
    return make(RecordKind.GATHERING, {"id": id, "name": id, "date": "2026-06-01"})


def seen(actor_id):
    """What makes an area known well: its actor answered and its tie was checked."""
    return [
        make(RecordKind.ROUND, {"id": "round", "name": "Round"}),
        link(actor_id, "INVITED", "round", answered="YES"),
        actor("clinic", "CARE"),
        tie(actor_id, "clinic", lastVerified="2026-11-01"),
    ]
