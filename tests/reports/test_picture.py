from xml.etree import ElementTree

from graphsvc.reports.document import Key, Line, MapPicture, Node
from graphsvc.reports.picture import HEIGHT, WIDTH, draw, draw_key

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*nodes, lines=()):
    return ElementTree.fromstring(draw(MapPicture("map", "a map", nodes, tuple(lines))))


def test_every_node_is_drawn_in_the_shape_of_its_formality():
    svg = drawn(Node(0, 0, "#111111", "dot"), Node(1, 0, "#222222", "square"), Node(0, 1, "#333333", "triangle"))
    assert svg.find(f"{SVG}circle").get("fill") == "#111111"
    assert svg.find(f"{SVG}rect").get("fill") == "#222222"
    assert [path.get("fill") for path in svg.findall(f"{SVG}path")] == ["none", "#333333"]


def test_nodes_of_any_unit_are_fitted_into_the_picture():
    svg = drawn(Node(-5000, 20, "#111111", "dot"), Node(9000, 90, "#111111", "dot"))
    for circle in svg.findall(f"{SVG}circle"):
        assert 0 < float(circle.get("cx")) < WIDTH
        assert 0 < float(circle.get("cy")) < HEIGHT


def test_one_node_stands_in_the_middle_and_none_gives_an_empty_picture():
    (circle,) = drawn(Node(7, 7, "#111111", "dot")).findall(f"{SVG}circle")
    assert (float(circle.get("cx")), float(circle.get("cy"))) == (WIDTH / 2, HEIGHT / 2)
    assert drawn().findall(f"{SVG}circle") == []


def test_a_line_joins_its_two_nodes():
    svg = drawn(Node(0, 0, "#111111", "dot"), Node(10, 0, "#111111", "dot"), lines=[Line(0, 1)])
    assert svg.find(f"{SVG}path").get("d") == "M12.0 210.0L628.0 210.0"


def test_a_colour_or_shape_that_is_none_cannot_get_in():
    key = Key('red"/><script>', "heart", "text")
    assert draw_key(key) == draw_key(Key("#8c8c8c", "dot", "text"))
