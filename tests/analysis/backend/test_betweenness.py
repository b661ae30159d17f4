import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs, same


@given(graphs())
def test_both_are_those_of_networkx(graph):
    for measure in (nx.betweenness_centrality, nx.edge_betweenness_centrality):
        for normalized in (True, False):
            found = measure(graph, normalized=normalized, backend="graphsvc")
            assert same(found, measure(graph, normalized=normalized, backend="networkx"))


@given(graphs(directed=False))
def test_an_isolate_changes_no_others_betweenness_before_it_is_normalised(graph):
    before = nx.betweenness_centrality(graph, normalized=False, backend="graphsvc")
    graph.add_node("alone")
    after = nx.betweenness_centrality(graph, normalized=False, backend="graphsvc")
    assert after == {**before, "alone": 0}


def test_samples_and_weights_are_declined():
    for asked in ({"k": 2}, {"weight": "weight"}):
        with pytest.raises(NotImplementedError):
            nx.betweenness_centrality(nx.path_graph(4), **asked, backend="graphsvc")


def test_all_paths_of_a_star_pass_its_middle():
    found = nx.betweenness_centrality(nx.star_graph(1_000), backend="graphsvc")
    assert (found[0], found[1]) == (pytest.approx(1), 0)
