from collections import Counter

import networkx as nx
import pytest
from hypothesis import given

from graphsvc.analysis.betweenness import betweenness
from tests.analysis.graphs import graphs


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


@given(graphs(directed=False))
def test_exact_betweenness_is_that_of_networkx(graph):
    expected = nx.betweenness_centrality(graph)
    assert {node: figure.value for node, figure in betweenness(graph).items()} == pytest.approx(expected, abs=1e-9)


def test_a_long_path_has_its_middle_between():
    path = nx.path_graph(301)
    assert betweenness(path)[150].value == pytest.approx(nx.betweenness_centrality(path)[150])


@pytest.mark.parametrize("graph", [nx.gnm_random_graph(400, 1200, seed=1), nx.connected_caveman_graph(50, 8)])
def test_an_estimate_says_how_far_it_may_be_off(graph):
    exact, found = nx.betweenness_centrality(graph), betweenness(graph, paths=2_000, seed=1)
    inside = [abs(found[node].value - exact[node]) <= found[node].error + 1e-12 for node in graph]
    assert sum(inside) / len(inside) > 0.93
    assert max(figure.error for figure in found.values()) > 0
    assert found == betweenness(graph, paths=2_000, seed=1)
    assert found != betweenness(graph, paths=2_000, seed=2)


def test_the_interval_of_each_node_misses_in_at_most_one_of_twenty_samples():
    # The nodes of a Barabasi-Albert graph differ most: the interval of source sampling was too narrow for its hubs.
    graph = nx.barabasi_albert_graph(100, 2, seed=5)
    exact, samples = nx.betweenness_centrality(graph), 200
    missed: Counter[int] = Counter()
    for seed in range(samples):
        found = betweenness(graph, paths=300, seed=seed)
        missed.update(node for node in graph if abs(found[node].value - exact[node]) > found[node].error + 1e-12)
    # 25 or more misses of 200 at 5% have a chance of 0.003%, and there are 100 nodes.
    assert max(missed.values()) <= 24
    assert missed.total() / (samples * len(graph)) <= 0.05


def test_directed_graphs_are_refused():
    with pytest.raises(nx.NetworkXNotImplemented):
        betweenness(nx.DiGraph([(0, 1)]))


def test_an_actor_with_one_tie_is_between_nobody_for_certain():
    assert betweenness(nx.star_graph(50), paths=100)[1] == (0, 0)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_below_three_nobody_is_between(count):
    assert all(figure == (0, 0) for figure in betweenness(nx.path_graph(count)).values())
