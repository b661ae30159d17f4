from collections.abc import Hashable
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.analysis.cohesion import distance_fragmentation, fragmentation
from graphsvc.analysis.key_players import (
    best_fragmentation,
    best_reach,
    distance_reach,
    fragmentation_without,
    m_reach,
    reach_closeness,
)
from graphsvc.errors import BadInput
from tests.analysis.graphs import graphs

# An and Liu (2016), keyplayer: An R Package for Locating Key Players in Social Networks, The R Journal 8(1):257-268.
AN_AND_LIU = {(1, 2): 1, (1, 3): 3, (2, 4): 4, (3, 1): 1, (3, 2): 1, (3, 4): 2, (4, 5): 3, (5, 2): 2}


def an_and_liu():
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(1, 6))
    for (one, other), weight in AN_AND_LIU.items():
        graph.add_edge(one, other, length=1 / weight)
    return graph


def test_reach_closeness_of_an_and_liu():
    found = reach_closeness(an_and_liu(), distance="length")
    assert list(found.values()) == pytest.approx([0.3786, 0.3571, 0.3250, 0.2625, 0.2083], abs=5e-5)


def test_fragmentation_of_an_and_liu():
    def measure(graph):
        return distance_fragmentation(graph, "length", nearest=4)

    found = [fragmentation_without(an_and_liu(), [node], measure) for node in range(1, 6)]
    assert found == pytest.approx([0.6365, 0.7446, 0.6734, 0.8333, 0.7250], abs=6e-5)


def test_reach_of_the_karate_club():
    # Borgatti (2006): one actor .7132, two .9559.
    graph = nx.karate_club_graph()
    one, two = best_reach(graph, 1), best_reach(graph, 2, exact=True)
    assert [one.value, two.value] == pytest.approx([0.7132, 0.9559], abs=5e-5)
    assert (one.nodes, two.nodes, two.exact) == ((33,), (0, 33), True)
    assert set(best_reach(graph, 2).nodes) == {0, 33}


def test_fragmentation_of_the_karate_club():
    # Borgatti (2006): without 0, 32 and 33 F is .570, over the 31 that are left.
    graph = nx.karate_club_graph()
    exact, greedy = best_fragmentation(graph, 3, exact=True), best_fragmentation(graph, 3)
    assert (exact.nodes, exact.exact) == ((0, 32, 33), True)
    assert exact.value == pytest.approx(0.570, abs=5e-4)
    assert (set(greedy.nodes), greedy.exact) == ({0, 32, 33}, False)
    assert set(best_fragmentation(graph, 3, distance_weighted=True).nodes) == {0, 32, 33}


def reach_by_hand(graph, group, steps=None):
    far = dict(nx.all_pairs_shortest_path_length(graph))
    nearest = [min((far[one][node] for one in group if node in far[one]), default=None) for node in graph]
    return [None if steps is not None and one is not None and one > steps else one for one in nearest]


@given(graphs(), st.sampled_from([None, 1, 2]), st.data())
def test_reach_of_a_group_is_that_of_its_nearest(graph, steps, data):
    group = data.draw(st.lists(st.sampled_from(list(graph)), min_size=1, unique=True))
    nearest = reach_by_hand(graph, group, steps)
    expected = sum(1 / max(1, far) for far in nearest if far is not None) / len(graph)
    assert distance_reach(graph, group, steps) == pytest.approx(expected)
    assert m_reach(graph, group, steps or 9) == sum(far is not None and far > 0 for far in nearest)


@given(graphs(most=7), st.integers(0, 3), st.sampled_from([None, 2]))
def test_exact_reach_is_the_best_of_all_sets_and_greedy_is_near(graph, size, steps):
    size = min(size, len(graph))
    best = max(distance_reach(graph, group, steps) for group in combinations(graph, size))
    exact, greedy = best_reach(graph, size, steps, exact=True), best_reach(graph, size, steps)
    assert exact.value == pytest.approx(best)
    assert len(set(greedy.nodes)) == size
    assert (1 - 1 / 2.718) * best - 1e-9 <= greedy.value <= best + 1e-9


@given(graphs(most=7), st.integers(0, 3), st.integers(1, 2))
def test_a_set_that_reaches_most_within_some_steps_is_the_best_of_all_too(graph, size, steps):
    size = min(size, len(graph))
    best = max(size + m_reach(graph, group, steps) for group in combinations(graph, size)) if size else 0
    exact = best_reach(graph, size, steps, exact=True, distance_weighted=False)
    greedy = best_reach(graph, size, steps, distance_weighted=False)
    assert exact.value == pytest.approx(best / len(graph))
    assert (1 - 1 / 2.718) * best / len(graph) - 1e-9 <= greedy.value <= exact.value + 1e-9


@given(graphs(directed=False, most=8), st.integers(0, 3), st.booleans())
def test_exact_fragmentation_is_the_best_of_all_sets(graph, size, by_distance):
    size = min(size, len(graph))
    measure = distance_fragmentation if by_distance else fragmentation
    best = max(fragmentation_without(graph, group, measure) for group in combinations(graph, size))
    exact = best_fragmentation(graph, size, exact=True, distance_weighted=by_distance)
    greedy = best_fragmentation(graph, size, distance_weighted=by_distance)
    assert exact.value == pytest.approx(best)
    assert exact.value == pytest.approx(fragmentation_without(graph, exact.nodes, measure))
    assert (len(set(greedy.nodes)), greedy.value <= best + 1e-9) == (size, True)


@given(graphs(directed=False, most=9))
def test_one_node_is_found_without_trying_sets(graph):
    best = max(fragmentation_without(graph, [node]) for node in graph)
    assert best_fragmentation(graph, 1).value == pytest.approx(best)
    assert best_reach(graph, 1).value == pytest.approx(max(distance_reach(graph, [node]) for node in graph))


def test_each_greedy_step_gains_most_among_more_candidates_than_one_pass_holds():
    graph = nx.gnm_random_graph(300, 500, seed=3)
    chosen: list[Hashable] = []
    for node in best_reach(graph, 4).nodes:
        best = max(distance_reach(graph, [*chosen, other]) for other in graph if other not in chosen)
        chosen.append(node)
        assert distance_reach(graph, chosen) == pytest.approx(best)


def test_what_cannot_be_tried_is_refused():
    graph = nx.path_graph(100)
    for call in (best_reach, best_fragmentation):
        with pytest.raises(BadInput, match="more than 50000 sets"):
            call(graph, 4, exact=True)
        for size in (-1, 101):
            with pytest.raises(BadInput, match="size"):
                call(graph, size)
    with pytest.raises(nx.NetworkXNotImplemented):
        best_fragmentation(nx.DiGraph([(0, 1)]), 1)
    with pytest.raises(nx.NodeNotFound):
        distance_reach(graph, ["nobody"])


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(1), nx.empty_graph(3), nx.MultiGraph([(0, 1), (0, 1)])])
def test_degenerate_graphs(graph):
    size = min(1, len(graph))
    assert len(best_reach(graph, size).nodes) == len(best_fragmentation(graph, size).nodes) == size
    assert best_reach(graph, size, exact=True).value == best_reach(graph, size).value
    assert reach_closeness(graph) == reach_closeness(graph, distance="length")


def test_a_star_of_ten_thousand_falls_apart_without_its_centre():
    star = nx.star_graph(10_000)
    assert best_fragmentation(star, 2).nodes[0] == 0
    assert best_fragmentation(star, 1).value == 1
    assert best_reach(star, 2).nodes[0] == 0
