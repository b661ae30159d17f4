import networkx as nx
import pytest
from hypothesis import given

from graphsvc.analysis.closeness import harmonic_closeness
from tests.analysis.graphs import graphs


@given(graphs(directed=False))
def test_exact_closeness_is_that_of_networkx(graph):
    expected = nx.harmonic_centrality(graph)
    assert {node: figure.value for node, figure in harmonic_closeness(graph).items()} == pytest.approx(expected)


def test_more_sources_than_fit_in_one_pass():
    graph = nx.barabasi_albert_graph(2_200, 2, seed=3)
    found = harmonic_closeness(graph)
    for node in (0, 1_000, 2_199):
        assert found[node].value == pytest.approx(nx.harmonic_centrality(graph, nbunch=[node])[node])


def test_an_estimate_says_how_far_it_may_be_off():
    graph = nx.barabasi_albert_graph(400, 3, seed=7)
    exact, found = nx.harmonic_centrality(graph), harmonic_closeness(graph, sources=100, seed=1)
    inside = [abs(found[node].value - exact[node]) <= found[node].error for node in graph]
    assert sum(inside) / len(inside) > 0.85
    assert found == harmonic_closeness(graph, sources=100, seed=1)


def test_isolates_and_the_empty_graph():
    assert harmonic_closeness(nx.empty_graph(2)) == {0: (0, 0), 1: (0, 0)}
    assert harmonic_closeness(nx.Graph()) == {}


def test_small_components_are_exact_beside_a_large_one_that_is_estimated():
    graph = nx.disjoint_union(nx.path_graph(3), nx.barabasi_albert_graph(300, 2, seed=1))
    found = harmonic_closeness(graph, sources=100)
    assert [found[node] for node in (0, 1, 2)] == [(1.5, 0), (2, 0), (1.5, 0)]
    assert all(found[node].error > 0 for node in range(3, 303))
