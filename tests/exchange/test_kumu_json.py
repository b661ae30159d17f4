import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from graphsvc.graph.graph import Graph
from graphsvc.model.vocabularies import ActorKind, Confirmation, TieKind
from tests.exchange.planning import actor_named, actors, imported, notices, places, plan_of, take_in, tallies, ties

TUTORIAL = "kumu/kumu-snap-to-tutorial-project.json"
CHANGELABS = "kumu/kumu-changelabs-template.json"


def project(elements: Sequence[object], connections: Sequence[object], **more: object) -> Mapping[str, str | bytes]:
    return {"p.json": json.dumps({"elements": elements, "connections": connections, **more})}


def test_the_tutorial_project_gives_all_its_elements_and_connections(shared_data: Path) -> None:
    graph = imported([shared_data / TUTORIAL])
    assert (len(actors(graph)), len(ties(graph))) == (51, 113)
    assert not any(tie.directed for tie in ties(graph))
    assert all(tie.intensity == 2 and "intensity" in tie.assumed for tie in ties(graph))


def test_attributes_beyond_the_model_are_kept_as_extra(shared_data: Path) -> None:
    graph = imported([shared_data / TUTORIAL])
    extra = json.loads(actor_named(graph, "New York").extra or "")
    assert extra == {
        "2010 population": 19400867,
        "2014 population": 19746227,
        "percentage change": "2%",
        "relative growth": 0.01899695852565953,
        "region": "Northeast",
        "element type": "State",
    }


def test_an_unknown_type_becomes_other_and_is_listed_with_its_count(shared_data: Path) -> None:
    plan = plan_of(Graph(), [shared_data / TUTORIAL])
    assert notices(plan, "UNKNOWN_ACTOR_TYPE") == [({"type": "State"}, 51)]
    take_in(graph := Graph(), plan)
    assert {actor.actor_kind for actor in actors(graph)} == {ActorKind.OTHER}
    assert all("actorKind" in actor.assumed for actor in actors(graph))


def test_a_type_can_be_mapped_to_a_kind_and_is_kept(shared_data: Path) -> None:
    plan = plan_of(Graph(), [shared_data / TUTORIAL], kinds={"state": "authority"})
    assert notices(plan, "UNKNOWN_ACTOR_TYPE") == []
    take_in(graph := Graph(), plan)
    assert {actor.actor_kind for actor in actors(graph)} == {ActorKind.AUTHORITY}
    assert json.loads(actors(graph)[0].extra or "")["element type"] == "State"
    assert "actorKind" not in actors(graph)[0].assumed


def test_elements_of_a_project_with_two_maps_are_one_actor_each(shared_data: Path) -> None:
    graph = Graph()
    plan = plan_of(graph, [shared_data / CHANGELABS])
    take_in(graph, plan)
    assert (len(actors(graph)), len(ties(graph))) == (10, 11)
    assert {(values["type"], count) for values, count in notices(plan, "UNKNOWN_TIE_TYPE")} == {("+", 3), ("-", 2)}
    assert {tie.tie_kind for tie in ties(graph)} == {TieKind.KNOWS}
    assert tallies(plan_of(graph, [shared_data / CHANGELABS])) == {
        "ACTOR": (0, 0, 10, 0),
        "TIE": (0, 0, 11, 0),
        "LINK": (0, 0, 0, 0),
    }


def test_directions_are_understood_and_parallel_connections_stay_parallel() -> None:
    graph = imported(
        project(
            [{"_id": "a", "attributes": {"label": "A"}}, {"_id": "b", "attributes": {"label": "B"}}],
            [
                {"_id": f"c{number}", "from": "a", "to": "b", "direction": direction, "attributes": {}}
                for number, direction in enumerate(["directed", "undirected", "mutual"])
            ],
        )
    )
    assert [(tie.id, tie.directed, tie.confirmation) for tie in ties(graph)] == [
        ("c0", True, Confirmation.NOT_ASKED),
        ("c1", False, Confirmation.NOT_ASKED),
        ("c2", False, Confirmation.MUTUAL),
    ]


def test_a_direction_that_does_not_exist_is_a_fault_with_what_is_allowed() -> None:
    plan = plan_of(Graph(), project([{"label": "A"}, {"label": "B"}], [{"from": "A", "to": "B", "direction": "up"}]))
    assert places(plan) == [("INVALID_VALUE", "p.json, connection 1, attribute direction")]
    assert "directed, undirected, mutual" in plan.faults[0].remedy
    assert plan.changes == ()


def test_a_blueprint_names_its_elements_by_label() -> None:
    graph = imported(project([{"label": "A", "type": "kerk"}, {"label": "B"}], [{"from": "A", "to": "B"}]))
    (tie,) = ties(graph)
    assert (tie.from_id, tie.to_id) == (actor_named(graph, "A").id, actor_named(graph, "B").id)
    assert actor_named(graph, "A").actor_kind is ActorKind.FAITH


def test_tags_and_fields_of_the_model_are_taken_as_such() -> None:
    attributes = {"label": "A", "tags": ["groen", "buurt"], "website": "www.example.org/x", "Sector": "zorg"}
    graph = imported(project([{"_id": "a", "attributes": attributes}, {"label": "B", "tags": "een|twee"}], []))
    actor = actor_named(graph, "A")
    assert (actor.tags, actor.website, actor.sector, actor.extra) == (
        ("groen", "buurt"),
        "https://www.example.org/x",
        "zorg",
        None,
    )
    assert actor_named(graph, "B").tags == ("een", "twee")


def test_dangling_ends_self_ties_and_double_ids_are_faults_and_all_are_listed() -> None:
    elements = [{"_id": "a", "attributes": {"label": "A"}}, {"_id": "a", "attributes": {"label": "B"}}, "x"]
    connections = [
        {"_id": "c1", "from": "a", "to": "nobody", "attributes": {}},
        {"_id": "c2", "from": "a", "to": "a", "attributes": {}},
        {"_id": "c3", "to": "a", "attributes": {}},
    ]
    plan = plan_of(Graph(), project(elements, connections))
    assert places(plan) == [
        ("NOT_WHAT_IT_SAYS", "p.json, element 3"),
        ("DUPLICATE_ID", "p.json, element 2 (a), attribute _id"),
        ("DANGLING_END", "p.json, connection 1 (c1), attribute to"),
        ("SELF_TIE", "p.json, connection 2 (c2), attribute to"),
        ("REQUIRED", "p.json, connection 3 (c3), attribute from"),
    ]
    assert plan.changes == ()
    assert not plan.ready


def test_loops_are_left_out_with_a_notice() -> None:
    plan = plan_of(Graph(), project([{"label": "A"}], [], loops=[{}, {}]))
    assert notices(plan, "LOOPS_LEFT_OUT") == [({}, 2)]


def test_connections_that_are_no_list_are_a_fault() -> None:
    plan = plan_of(Graph(), {"p.json": '{"elements": [{"label": "A"}], "connections": {}}'})
    assert places(plan) == [("NOT_WHAT_IT_SAYS", "p.json, connections")]


def test_an_attribute_extra_is_joined_with_the_others() -> None:
    elements = [
        {"label": "A", "extra": '{"x": 1}', "y": 2},
        {"label": "B", "extra": "los", "y": 2},
        {"label": "C", "extra": {"x": 1}, "actorKind": ["CARE"]},
    ]
    graph = Graph()
    plan = plan_of(graph, project(elements, []), leave_out_faults=True)
    take_in(graph, plan)
    assert json.loads(actor_named(graph, "A").extra or "") == {"x": 1, "y": 2}
    assert json.loads(actor_named(graph, "B").extra or "") == {"extra": "los", "y": 2}
    assert places(plan) == [("INVALID_VALUE", "p.json, element 3, attribute actorKind")]


def test_of_two_attributes_with_one_meaning_the_first_holds_and_the_other_is_kept() -> None:
    graph = imported(project([{"label": "A", "naam": "B"}], []))
    assert actors(graph)[0].name == "A"
    assert json.loads(actors(graph)[0].extra or "") == {"naam": "B"}
