import json

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.graph_of import simple_graph, to_networkx
from graphsvc.model.vocabularies import TieKind
from tests.records import actor, tie, view_of

RECORDS = [
    actor("a", visibility="PUBLIC", contactPoint="info@a.example"),
    actor("b", "WELFARE", visibility="PUBLIC"),
    actor("hidden"),
    tie("a", "b", visibility="PUBLIC", lastVerified="2026-01-01", carriedBy="b, manager"),
    tie("b", "a", "FUNDS", visibility="PUBLIC", amount=500),
    tie("a", "hidden"),
]


def test_every_tie_is_an_edge_of_its_own_with_its_fields():
    graph = to_networkx(view_of(RECORDS))
    assert (len(graph), graph.number_of_edges()) == (3, 3)
    assert graph.nodes["a"]["contactPoint"] == "info@a.example"
    assert graph.edges["b", "a", "b-FUNDS-a"]["amount"] == 500
    assert graph.edges["a", "b", "a-KNOWS-b"]["lastVerified"] == "2026-01-01"


def test_kinds_can_be_chosen_and_nothing_hidden_is_in_it():
    graph = to_networkx(view_of(RECORDS, PUBLIC), [TieKind.KNOWS])
    assert set(graph) == {"a", "b"}
    assert list(graph.edges(keys=True)) == [("a", "b", "a-KNOWS-b")]
    assert "contactPoint" not in graph.nodes["a"]
    assert "carriedBy" not in graph.edges["a", "b", "a-KNOWS-b"]


def test_all_attributes_can_be_written_as_json():
    graph = to_networkx(view_of(RECORDS))
    assert json.loads(json.dumps({node: graph.nodes[node] for node in graph}))["b"]["formality"] == "FORMAL"
    assert str([*graph.nodes["b"].values()]).count("<") == 0


def test_the_simple_graph_has_one_edge_a_pair_with_its_strength():
    graph = simple_graph(view_of(RECORDS))
    assert list(graph.edges(data="strength")) == [("a", "b", 0.4), ("a", "hidden", 0.4)]
    everything = simple_graph(view_of([actor("a"), actor("b"), tie("a", "b", "FUNDS")]), lambda tie: True)
    assert everything.number_of_edges() == 1


def test_a_few_residents_are_in_no_graph_of_who_is_not_told_them():
    records = [actor("a", visibility="PUBLIC", residentsReached=4), actor("b", visibility="PUBLIC", residentsReached=5)]
    for graph in (to_networkx(view_of(records, PUBLIC)), simple_graph(view_of(records, PUBLIC))):
        assert "residentsReached" not in graph.nodes["a"]
        assert graph.nodes["b"]["residentsReached"] == 5
    assert to_networkx(view_of(records)).nodes["a"]["residentsReached"] == 4
