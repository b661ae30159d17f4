import json
from collections.abc import Mapping

import pytest

from graphsvc.errors import BadInput
from graphsvc.exchange.detection import format_of
from graphsvc.exchange.draft import InputFile
from graphsvc.graph.graph import Graph
from tests.exchange.planning import actors, imported, places, plan_of, workbook

KUMU = json.dumps({"elements": [{"label": "A"}], "connections": []})
GRAPH = json.dumps({"nodes": [{"id": "A"}], "links": []})


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x", "x.txt"])
@pytest.mark.parametrize("body", [KUMU, GRAPH, "\ufeff" + GRAPH, "\n " + KUMU])
def test_json_is_known_by_what_is_in_it(name: str, body: str) -> None:
    assert [actor.name for actor in actors(imported({name: body}))] == ["A"]


def test_a_workbook_is_known_by_what_is_in_it() -> None:
    assert format_of(InputFile("x.csv", workbook(Elements=[["Label"]]))) == "kumu-workbook"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("x.xlsx", b"name\nA\n"),
        ("x.xlsx", b"PK\x03\x04 and nothing that follows"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("x.xlsx", b""),
        ("x.csv", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("x.json", b'{"elements": ['),
        ("x.json", b"name\nA\n"),
        ("x.json", b'{"type": "FeatureCollection", "features": []}'),
        ("x.json", b"[1, 2]"),
        ("x.json", b'{"elements": 3, "connections": []}'),
    ],
)
def test_a_file_that_is_not_what_it_says_is_a_fault_of_that_file(name: str, body: bytes) -> None:
    plan = plan_of(Graph(), {name: body})
    ((code, place),) = places(plan)
    assert (code, place.split(", ")[0]) == ("NOT_WHAT_IT_SAYS", name)
    assert plan.faults[0].remedy
    assert plan.changes == ()


def test_broken_json_is_named_by_line() -> None:
    plan = plan_of(Graph(), {"x.json": '{"nodes": [],\n "edges": [}'})
    assert plan.faults[0].place.startswith("x.json, line 2")


def test_a_format_can_be_forced() -> None:
    both = json.dumps({"nodes": [{"id": "A"}], "links": [], "elements": [{"label": "B"}]})
    assert [actor.name for actor in actors(imported({"x.json": both}))] == ["A"]
    plan = plan_of(Graph(), {"x.json": KUMU}, format="node-link")
    assert places(plan) == [("NOT_WHAT_IT_SAYS", "x.json")]
    assert places(plan_of(Graph(), {"x.json": KUMU}, format="csv"))[0][0] == "NOT_WHAT_IT_SAYS"


@pytest.mark.parametrize("files", [{}, {"a.csv": "name\nA\n", "k.json": KUMU}, {"a.json": KUMU, "b.json": KUMU}])
def test_files_that_do_not_go_together_are_refused(files: Mapping[str, str | bytes]) -> None:
    assert places(plan_of(Graph(), files)) == [("WRONG_NUMBER_OF_FILES", "")]


def test_an_option_that_names_no_kind_is_refused() -> None:
    with pytest.raises(BadInput, match="NONSENSE is not a kind"):
        plan_of(Graph(), {"a.csv": "name\nA\n"}, kinds={"x": "NONSENSE"})
