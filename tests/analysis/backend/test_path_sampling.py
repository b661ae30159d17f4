import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.analysis.backend.path_sampling import CELLS_AT_ONCE, inner_nodes
from graphsvc.analysis.backend.sparse_graph import from_networkx
from tests.analysis.graphs import graphs


def hits(graph, pairs, seed=1):
    """How many of so many paths pass each node."""
    counts = np.zeros(len(graph))
    for inner in inner_nodes(from_networkx(graph, {}).rows.matrix(), pairs, np.random.default_rng(seed)):
        counts += np.bincount(inner, minlength=len(graph))
    return counts


@pytest.mark.parametrize(
    "graph",
    [nx.karate_club_graph(), nx.grid_2d_graph(5, 5), nx.barbell_graph(5, 3), nx.gnp_random_graph(40, 0.05, seed=2)],
)
def test_the_share_of_paths_is_betweenness(graph):
    pairs, count = 20_000, len(graph)
    exact = np.array(list(nx.betweenness_centrality(graph).values())) * (count - 2) / count
    found = hits(graph, pairs) / pairs
    # Five standard deviations of a share.
    assert np.all(np.abs(found - exact) <= 5 * np.sqrt(exact * (1 - exact) / pairs) + 1e-12)


@given(graphs(directed=False).filter(lambda graph: len(graph) > 1), st.integers(0, 1_000))
def test_of_one_pair_the_inner_nodes_are_those_of_a_shortest_path(graph, seed):
    inner = np.flatnonzero(hits(graph, 1, seed))
    names = list(graph)
    on_some_path = [
        {names[place] for place in inner} == set(path[1:-1])
        for one in graph
        for other in nx.node_connected_component(graph, one) - {one}
        for path in nx.all_shortest_paths(graph, one, other)
    ]
    assert any(on_some_path) or not len(inner)


def test_each_of_several_shortest_paths_is_drawn_alike():
    # Between 0 and 7 three paths lead over 1 and 4, and one over 2.
    graph = nx.Graph([(0, 1), (1, 3), (1, 4), (1, 5), (3, 6), (4, 6), (5, 6), (6, 7), (0, 2), (2, 8), (8, 9), (9, 7)])
    exact = nx.betweenness_centrality(graph)
    found = hits(graph, 40_000) / 40_000 * len(graph) / (len(graph) - 2)
    assert dict(zip(graph, found.tolist(), strict=True)) == pytest.approx(exact, abs=0.012)


def test_more_pairs_than_fit_in_one_pass_are_all_drawn():
    graph = nx.path_graph(3_000)
    pairs = CELLS_AT_ONCE // 3_000 + 50
    # On a path the mean number of inner nodes is a third of the length.
    assert hits(graph, pairs).sum() / pairs == pytest.approx(1_000, rel=0.1)
