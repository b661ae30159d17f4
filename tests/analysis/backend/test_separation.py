import networkx as nx
import numpy as np
from hypothesis import given

from graphsvc.analysis.backend.separation import pairs_without
from graphsvc.analysis.backend.sparse_graph import from_networkx
from tests.analysis.graphs import graphs


def joined(graph):
    return sum(size * (size - 1) for size in map(len, nx.connected_components(graph)))


@given(graphs(directed=False, most=12))
def test_it_counts_what_removing_each_node_leaves(graph):
    expected = []
    for node in graph:
        rest = graph.copy()
        rest.remove_node(node)
        expected.append(joined(rest))
    assert pairs_without(from_networkx(graph, {}).rows).tolist() == expected


def test_a_long_path_and_a_star_need_no_recursion():
    path = pairs_without(from_networkx(nx.path_graph(5_000), {}).rows)
    assert path[2_500] == 2_500 * 2_499 + 2_499 * 2_498
    star = pairs_without(from_networkx(nx.star_graph(10_000), {}).rows)
    assert (star[0], star[1]) == (0, 10_000 * 9_999)


def test_a_graph_without_nodes_leaves_nothing():
    assert pairs_without(from_networkx(nx.Graph(), {}).rows).tolist() == []
    assert np.array_equal(pairs_without(from_networkx(nx.empty_graph(2), {}).rows), [0, 0])
