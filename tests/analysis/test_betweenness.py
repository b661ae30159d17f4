import networkx as nx
import pytest
from hypothesis import given

from graphsvc.analysis.betweenness import betweenness
from tests.analysis.test_structural_holes import graphs


def test_betweenness_of_the_karate_club():
    # Zachary (1977); values of networkx/algorithms/centrality/tests/test_betweenness_centrality.py are those of networkx.
    graph = nx.karate_club_graph()
    found = betweenness(graph)
    assert found[0].value == pytest.approx(0.43763528138528146)
    assert found[33].value == pytest.approx(0.30407497594997596)
    assert all(figure.error == 0 for figure in found.values())


def test_betweenness_of_the_florentine_marriages():
    # As in networkx/algorithms/centrality/tests/test_betweenness_centrality.py, test_florentine_families_graph.
    found = betweenness(nx.florentine_families_graph())
    assert found["Medici"].value == pytest.approx(0.522, abs=0.001)
    assert found["Guadagni"].value == pytest.approx(0.255, abs=0.001)


@given(graphs())
def test_exact_betweenness_is_that_of_networkx(graph):
    expected = nx.betweenness_centrality(graph)
    assert {node: figure.value for node, figure in betweenness(graph).items()} == pytest.approx(expected, abs=1e-9)


def test_a_long_path_has_its_middle_between():
    path = nx.path_graph(301)
    assert betweenness(path)[150].value == pytest.approx(nx.betweenness_centrality(path)[150])


@pytest.mark.parametrize("graph", [nx.gnm_random_graph(400, 1200, seed=1), nx.connected_caveman_graph(50, 8)])
def test_an_estimate_says_how_far_it_may_be_off(graph):
    exact, found = nx.betweenness_centrality(graph), betweenness(graph, k=200, seed=1)
    inside = [abs(found[node].value - exact[node]) <= found[node].error + 1e-12 for node in graph]
    assert sum(inside) / len(inside) > 0.9
    assert max(figure.error for figure in found.values()) > 0
    assert found == betweenness(graph, k=200, seed=1)
    assert found != betweenness(graph, k=200, seed=2)


def test_an_estimate_of_a_directed_graph_tends_to_the_exact_value():
    graph = nx.gnp_random_graph(300, 0.02, seed=5, directed=True)
    exact, found = nx.betweenness_centrality(graph), betweenness(graph, k=200, seed=1)
    inside = [abs(found[node].value - exact[node]) <= found[node].error + 1e-12 for node in graph]
    assert sum(inside) / len(inside) > 0.9


def test_all_sources_drawn_is_exact():
    graph = nx.karate_club_graph()
    assert betweenness(graph, k=34) == betweenness(graph)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_below_three_nobody_is_between(count):
    assert all(figure == (0, 0) for figure in betweenness(nx.path_graph(count)).values())
