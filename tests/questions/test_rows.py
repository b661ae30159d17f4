"""Rows of an answer by the paths of its columns."""

from graphsvc.model.words import Words
from graphsvc.questions import Column, Question, rows_of

NO_WORDS = Words("", "")


def question(rows, least=None, most=None, **paths):
    columns = tuple(
        Column(key=key, words=NO_WORDS, path=tuple(path.split(".")), type=None, least=least, most=most)
        for key, path in paths.items()
    )
    return Question(
        number=1,
        key="one",
        title=NO_WORDS,
        about=NO_WORDS,
        parameters=(),
        columns=columns,
        rows=tuple(rows.split(".")),
        facts=False,
        document="",
        cypher="",
    )


ANSWER = {
    "areas": {
        "nodes": [
            {
                "id": "a",
                "name": "A",
                "level": "DISTRICT",
                "actors": {
                    "nodes": [{"id": "x", "name": "X", "sizes": [1, 2]}, {"id": "y", "name": "Y", "sizes": [2]}]
                },
            },
            {"id": "b", "name": "B", "level": None, "actors": {"nodes": []}},
        ]
    }
}


def test_a_row_stands_for_each_item_of_a_list():
    asked = question("areas.nodes[]", area="areas.nodes[]", level="areas.nodes[].level")
    assert rows_of(asked, ANSWER) == [
        {"area": {"id": "a", "name": "A"}, "level": "DISTRICT"},
        {"area": {"id": "b", "name": "B"}, "level": None},
    ]


def test_a_list_within_a_row_is_a_list_without_repeats():
    asked = question(
        "areas.nodes[]", actors="areas.nodes[].actors.nodes[]", sizes="areas.nodes[].actors.nodes[].sizes[]"
    )
    assert rows_of(asked, ANSWER) == [
        {"actors": [{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}], "sizes": [1, 2]},
        {"actors": [], "sizes": []},
    ]


def test_a_row_may_stand_for_each_item_of_lists_in_lists_and_repeats_what_is_around_it():
    asked = question("areas.nodes[].actors.nodes[]", area="areas.nodes[]", actor="areas.nodes[].actors.nodes[].name")
    assert rows_of(asked, ANSWER) == [
        {"area": {"id": "a", "name": "A"}, "actor": "X"},
        {"area": {"id": "a", "name": "A"}, "actor": "Y"},
    ]


def test_a_column_may_take_one_place_of_a_list():
    asked = question("areas.nodes[]", second="areas.nodes[].actors.nodes[1]")
    assert rows_of(asked, ANSWER) == [{"second": {"id": "y", "name": "Y"}}, {"second": None}]


def test_rows_with_too_few_or_too_many_records_are_left_out():
    path = "areas.nodes[].actors.nodes[]"
    assert len(rows_of(question("areas.nodes[]", least=2, actors=path), ANSWER)) == 1
    assert rows_of(question("areas.nodes[]", most=1, actors=path), ANSWER) == [{"actors": []}]


def test_a_tie_without_a_name_goes_by_those_of_its_ends():
    ends = {"from": {"id": "x", "name": "X"}, "to": {"id": "y", "name": "Y"}}
    answer = {"ties": {"nodes": [{"id": "t", **ends}]}}
    assert rows_of(question("ties.nodes[]", tie="ties.nodes[]"), answer) == [{"tie": {"id": "t", "name": "X – Y"}}]


def test_what_is_not_there_gives_no_rows_and_empty_cells():
    assert rows_of(question("record.themes.nodes[]", theme="record.themes.nodes[]"), {"record": None}) == []
    assert rows_of(question("ones[]", it="ones[].inner.name"), {"ones": [{"inner": None}]}) == [{"it": None}]
