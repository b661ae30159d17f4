import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from graphsvc.analysis.backend.dependencies import MOST, MOST_STEPS, dependencies
from graphsvc.analysis.backend.sparse_graph import from_networkx
from tests.analysis.graphs import graphs


@given(graphs())
def test_it_is_betweenness_over_ordered_pairs(graph):
    expected = nx.betweenness_centrality(graph, normalized=False, backend="networkx")
    twice = 1 if graph.is_directed() else 2
    assert dependencies(from_networkx(graph, {}).rows).tolist() == pytest.approx(
        [twice * expected[node] for node in graph], abs=1e-9
    )


def test_more_sources_than_go_together_are_summed():
    graph = nx.gnm_random_graph(5 * MOST, 900, seed=1)
    expected = nx.betweenness_centrality(graph, normalized=False, backend="networkx")
    found = dependencies(from_networkx(graph, {}).rows)
    assert found.tolist() == pytest.approx([2 * expected[node] for node in graph], abs=1e-7)


def test_paths_that_are_too_long_are_left_to_another_way():
    rows = from_networkx(nx.path_graph(MOST_STEPS + 1), {}).rows
    assert dependencies(rows) is not None
    assert dependencies(from_networkx(nx.path_graph(MOST_STEPS + 2), {}).rows) is None
    path = nx.path_graph(300)
    found = nx.betweenness_centrality(path, backend="graphsvc")
    assert found[150] == pytest.approx(nx.betweenness_centrality(path, backend="networkx")[150])


def test_a_graph_without_nodes_has_none():
    assert np.array_equal(dependencies(from_networkx(nx.Graph(), {}).rows), [])
