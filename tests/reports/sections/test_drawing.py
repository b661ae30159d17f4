from graphsvc.reports.document import MapPicture
from graphsvc.reports.sections.drawing import MOST_IN_TABLE, drawing
from tests.records import actor, area, link, tie
from tests.reports.scoping import cells, scoped, tables, texts


def pictures(section):
    return [block for block in section.blocks if isinstance(block, MapPicture)]


def test_every_actor_is_a_node_and_every_pair_with_a_tie_a_line():
    records = [actor("a"), actor("b", "CARE"), actor("c"), tie("a", "b"), tie("a", "b", "REFERS_TO")]
    (picture,) = pictures(drawing(scoped(records)))
    assert len(picture.nodes) == 3
    assert [(line.start, line.end) for line in picture.lines] == [(0, 1)]
    assert [node.shape for node in picture.nodes] == ["dot", "square", "dot"]
    assert [key.text for key in picture.legend] == ["citizens' initiative (2)", "care organisation (1)"]
    assert picture.description.startswith("Drawing of 3 actors and the ties between them. 1 of them have no tie.")


def test_without_ties_there_is_a_table_and_no_map():
    section = drawing(scoped([actor("a")]))
    assert pictures(section) == []
    assert len(tables(section)) == 1
    assert texts(section) == ["No ties are held here yet, so a map would show loose points only."]


def test_without_actors_there_is_neither():
    section = drawing(scoped([]))
    assert tables(section) == []
    assert texts(section) == ["No actors are held here yet, so there is no map."]


def test_actors_stand_by_name_without_a_figure_and_the_rest_is_counted():
    groups = [actor(f"a{number}", name=f"Group {number:03}") for number in range(60)]
    there = [area("north"), *groups, *[link(group.id, "ACTIVE_IN", "north") for group in groups]]
    (table,) = tables(drawing(scoped(there, "north")))
    assert [row[0] for row in cells(table)] == [f"Group {number:03}" for number in range(MOST_IN_TABLE)]
    assert table.more == "and 20 more, of 60 in all."


def test_of_a_municipality_with_many_actors_no_part_of_them_is_listed():
    section = drawing(scoped([actor(f"a{number}") for number in range(60)]))
    assert tables(section) == []
    assert any(text.startswith("The actors by name are on the map") for text in texts(section))


def test_a_column_that_would_be_empty_is_left_out():
    records = [actor("a"), area("north", name="North"), link("a", "ACTIVE_IN", "north")]
    (table,) = tables(drawing(scoped(records)))
    assert [column.title for column in table.columns] == ["Name", "Kind", "Active in"]
    assert cells(table) == [["a", "citizens' initiative", "North"]]
