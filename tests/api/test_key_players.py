import networkx as nx
import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.analysis.graph_of import simple_graph
from graphsvc.analysis.key_players import best_fragmentation, best_reach

QUERY = """query ($goal: KeyPlayerGoal!, $size: Int, $steps: Int, $exact: Boolean, $actors: ActorFilter) {
  keyPlayers(goal: $goal, size: $size, steps: $steps, exact: $exact, actors: $actors) { actors { id } value exact }
}"""


def test_they_are_those_of_analysis(region):
    graph = simple_graph(region.live.view())
    for goal, expected in (
        ("REACH", best_reach(graph, 2, 3)),
        ("WITHIN_STEPS", best_reach(graph, 2, 3, distance_weighted=False)),
        ("FRAGMENT", best_fragmentation(graph, 2)),
        ("DISTANCE", best_fragmentation(graph, 2, distance_weighted=True)),
    ):
        found = region.data(QUERY, goal=goal, size=2, steps=3)["keyPlayers"]
        assert [actor["id"] for actor in found["actors"]] == list(expected.nodes)
        assert (found["value"], found["exact"]) == (expected.value, False)


def test_they_are_found_within_what_is_chosen(region):
    chosen = {"formality": {"eq": "FORMAL"}}
    found = region.data(QUERY, goal="REACH", size=2, exact=True, actors=chosen)["keyPlayers"]
    formal: nx.Graph[str] = nx.Graph(simple_graph(region.live.view())).subgraph(
        actor.id for actor in region.live.view().actors() if actor.is_formal
    )
    assert found["exact"] is True
    assert found["value"] == pytest.approx(best_reach(nx.Graph(formal), 2, exact=True).value)


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(role=Role.PARTNER)])
def test_below_advisor_nobody_is_told(region, viewer):
    assert region.fault(QUERY, viewer, goal="REACH")["code"] == "FORBIDDEN"


@pytest.mark.parametrize("asked", [{"size": 0}, {"size": 11}, {"steps": 0}, {"exact": True, "size": 4}])
def test_what_is_out_of_range_is_refused(region, asked):
    assert region.fault(QUERY, goal="REACH", **asked)["code"] == "BAD_USER_INPUT"


def test_a_choice_of_nobody_has_no_key_players(shared):
    none = {"actorKind": {"eq": "HOUSING"}}
    assert shared.data(QUERY, goal="FRAGMENT", size=2, actors=none)["keyPlayers"]["actors"] == []
