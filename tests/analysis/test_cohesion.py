import networkx as nx
import pytest
from hypothesis import given

from graphsvc.analysis.cohesion import degree_centralisation, distance_fragmentation, fragmentation
from tests.analysis.graphs import graphs


def test_degree_centralisation_is_one_for_a_star_and_nothing_for_a_ring():
    assert degree_centralisation(nx.star_graph(6)) == 1
    assert degree_centralisation(nx.cycle_graph(6)) == 0
    assert degree_centralisation(nx.path_graph(4)) == pytest.approx(1 / 3)


def test_of_a_directed_star_one_direction_leans_on_the_centre():
    star = nx.DiGraph([(0, leaf) for leaf in range(1, 6)])
    assert degree_centralisation(star, "out") == 1
    assert degree_centralisation(star) == pytest.approx(1 / 25)  # the centre is one short of the leaves, of 5 x 5


def test_centralisation_of_the_karate_club():
    # 34 members, 78 ties, at most 17 of one: 34 x 17 - 2 x 78 = 422 of 33 x 32.
    assert degree_centralisation(nx.karate_club_graph()) == pytest.approx(422 / 1056)


def test_fragmentation_is_the_share_of_pairs_that_no_path_joins():
    # Borgatti (2006): the karate club without 0, 32 and 33 has F .570, counted after removal.
    graph = nx.karate_club_graph()
    assert fragmentation(graph) == 0
    graph.remove_nodes_from([0, 32, 33])
    assert fragmentation(graph) == pytest.approx(0.570, abs=0.0005)


@given(graphs())
def test_both_are_what_all_pairs_one_by_one_give(graph):
    count, far = len(graph), dict(nx.all_pairs_shortest_path_length(graph))
    pairs = [(one, other) for one in graph for other in graph if one != other]
    if count < 2:
        assert fragmentation(graph) == distance_fragmentation(graph) == 0
        return
    assert fragmentation(graph) == pytest.approx(sum(other not in far[one] for one, other in pairs) / len(pairs))
    near = sum(1 / far[one][other] for one, other in pairs if other in far[one])
    assert distance_fragmentation(graph) == pytest.approx(1 - near / len(pairs))


@given(graphs())
def test_with_lengths_the_distance_is_along_the_shortest_path(graph):
    if len(graph) < 2:
        return
    far = dict(nx.all_pairs_dijkstra_path_length(graph, weight="weight"))
    near = sum(1 / length for one, row in far.items() for other, length in row.items() if one != other)
    expected = 1 - near / (len(graph) * (len(graph) - 1))
    assert distance_fragmentation(graph, "weight") == pytest.approx(expected)


@pytest.mark.parametrize("kind", [nx.Graph, nx.DiGraph])
def test_without_ties_all_is_fragmented_and_below_two_nodes_nothing_is(kind):
    for count, expected in ((0, 0), (1, 0), (2, 1), (5, 1)):
        graph = nx.empty_graph(count, create_using=kind)
        assert (fragmentation(graph), distance_fragmentation(graph)) == (expected, expected)
        assert degree_centralisation(graph) == 0


def test_a_length_that_is_none_is_refused_and_one_that_is_missing_is_a_step():
    graph = nx.path_graph(3)
    assert distance_fragmentation(graph, "length") == distance_fragmentation(graph)
    graph[0][1]["length"] = 0
    with pytest.raises(ValueError, match="length"):
        distance_fragmentation(graph, "length")


def test_parallel_edges_count_once_and_a_star_of_ten_thousand_is_no_trouble():
    assert degree_centralisation(nx.MultiGraph([(0, 1), (0, 1), (0, 2)])) == 1
    star = nx.star_graph(10_000)
    assert (degree_centralisation(star), fragmentation(star)) == (1, 0)
    assert distance_fragmentation(star) == pytest.approx(0.5, abs=1e-3)
