import json
from pathlib import Path

import networkx as nx
import pytest

from graphsvc.graph.graph import Graph
from graphsvc.model.vocabularies import ActorKind
from tests.exchange.planning import actor_named, actors, imported, notices, places, plan_of, take_in, tallies, ties

FOLDER = "cambridge-resilience-web"
JANUARY, FEBRUARY, MAY = (
    f"{FOLDER}/{name}.json" for name in ("2021-01-17-3a856dcc", "2021-02-27-f1faf603", "2021-05-11-ce630080")
)


@pytest.mark.parametrize(("name", "nodes", "edges"), [(FEBRUARY, 135, 134), (MAY, 142, 141)])
def test_a_snapshot_gives_all_its_nodes_and_edges(shared_data: Path, name: str, nodes: int, edges: int) -> None:
    graph = imported([shared_data / name])
    assert (len(actors(graph)), len(ties(graph))) == (nodes, edges)


def test_the_first_snapshot_has_an_edge_to_a_node_that_is_not_there(shared_data: Path) -> None:
    plan = plan_of(Graph(), [shared_data / JANUARY])
    assert places(plan) == [("DANGLING_END", "2021-01-17-3a856dcc.json, edge 7, attribute to")]
    assert plan.changes == ()


def test_the_first_snapshot_without_that_edge_gives_the_rest(shared_data: Path) -> None:
    graph = Graph()
    plan = plan_of(graph, [shared_data / JANUARY], leave_out_faults=True)
    take_in(graph, plan)
    assert (len(actors(graph)), len(ties(graph))) == (107, 112)
    assert notices(plan, "LEFT_OUT") == [({"place": "2021-01-17-3a856dcc.json, edge 7"}, 1)]


def test_a_later_snapshot_updates_the_same_actors_though_their_numbers_moved(shared_data: Path) -> None:
    graph = Graph()
    take_in(graph, plan_of(graph, [shared_data / FEBRUARY], source="cambridge"))
    before = {actor.name: actor.id for actor in actors(graph)}
    plan = plan_of(graph, [shared_data / MAY], source="cambridge")
    take_in(graph, plan)
    after = {actor.name: actor.id for actor in actors(graph)}
    assert tallies(plan) == {"ACTOR": (32, 110, 0, 0), "TIE": (69, 0, 72, 0), "LINK": (0, 0, 0, 0)}
    assert notices(plan, "NUMBERS_MOVED") == [({}, 63)]
    assert notices(plan, "RENAMED") == []
    assert before.items() <= after.items()
    assert len(after) == 135 + 32
    assert plan_of(graph, [shared_data / MAY], source="cambridge").changes == ()


def test_numbers_become_ids_with_the_source_in_them(shared_data: Path) -> None:
    graph = imported([shared_data / MAY], source="Resilience Web")
    actor = actor_named(graph, "Abbey People")
    assert (actor.id, actor.origin, actor.source) == ("resilience-web-0", "0", "import-resilience-web")
    assert json.loads(actor.extra or "")["category"] == "Community"


def test_rows_without_a_type_can_be_given_a_kind(shared_data: Path) -> None:
    plan = plan_of(Graph(), [shared_data / MAY])
    assert notices(plan, "NO_ACTOR_TYPE") == [({"type": ""}, 142)]
    graph = imported([shared_data / MAY], kinds={"": "INITIATIVE"})
    assert {actor.actor_kind for actor in actors(graph)} == {ActorKind.INITIATIVE}


@pytest.mark.parametrize("directed", [False, True])
def test_networkx_files_are_read_with_their_direction(directed: bool) -> None:
    made: nx.Graph = nx.MultiDiGraph() if directed else nx.Graph()
    made.add_edge("a", "b", weight=3)
    graph = imported({"g.json": json.dumps(nx.node_link_data(made, edges="links"))})
    (tie,) = ties(graph)
    assert (tie.from_id, tie.to_id, tie.directed) == ("a", "b", directed)
    assert json.loads(tie.extra or "")["weight"] == 3
    assert {actor.name for actor in actors(graph)} == {"a", "b"}


def test_links_of_d3_may_go_by_place_in_the_list_or_hold_the_nodes() -> None:
    nodes = [{"name": "A"}, {"name": "B"}]
    by_place = imported({"g.json": json.dumps({"nodes": nodes, "links": [{"source": 0, "target": 1, "value": 31}]})})
    drawn = imported({"g.json": json.dumps({"nodes": [{"id": "A"}, {"id": "B"}], "links": [
        {"source": {"id": "A"}, "target": {"id": "B"}}]})})  # fmt: skip
    for graph in (by_place, drawn):
        (tie,) = ties(graph)
        assert (tie.from_id, tie.to_id) == (actor_named(graph, "A").id, actor_named(graph, "B").id)
    assert ties(by_place)[0].value is None
    assert json.loads(ties(by_place)[0].extra or "") == {"value": 31}


def test_arrow_heads_give_the_direction() -> None:
    arrows = ["to", "from", "to;from", {"to": {"enabled": True}}]
    edges = [{"id": f"e{number}", "from": "a", "to": "b", "arrows": arrow} for number, arrow in enumerate(arrows)]
    graph = imported({"g.json": json.dumps({"nodes": [{"id": "a"}, {"id": "b"}], "edges": edges})})
    assert [(tie.from_id, tie.directed) for tie in ties(graph)] == [
        ("a", True),
        ("b", True),
        ("a", False),
        ("a", True),
    ]


def test_a_name_goes_before_what_is_drawn() -> None:
    graph = imported({"g.json": json.dumps({"nodes": [{"id": "a", "label": "A.", "name": "Actor A"}], "edges": []})})
    assert actors(graph)[0].name == "Actor A"
    assert json.loads(actors(graph)[0].extra or "") == {"label": "A."}


def test_a_node_that_is_no_object_or_has_no_name_is_a_fault() -> None:
    plan = plan_of(Graph(), {"g.json": json.dumps({"nodes": [3, {"id": "a", "name": {"x": 1}}], "edges": []})})
    assert places(plan) == [
        ("NOT_WHAT_IT_SAYS", "g.json, node 1"),
        ("INVALID_VALUE", "g.json, node 2 (a), attribute name"),
    ]


def test_a_whole_number_written_with_a_point_is_whole() -> None:
    graph = imported({"g.json": '{"nodes": [{"id": 1.0, "name": "A", "residentsReached": 12.0}], "edges": []}'})
    assert (actors(graph)[0].id, actors(graph)[0].residents_reached) == ("g-1", 12)
