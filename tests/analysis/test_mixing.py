import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.analysis.mixing import ei_index, ei_indices, mixing
from tests.analysis.graphs import graphs

# informal a - b, c; formal x - y; a - x, b - x
SMALL = nx.Graph([("a", "b"), ("x", "y"), ("a", "x"), ("b", "x")])
SMALL.add_node("c")
WORLD = {"a": "informal", "b": "informal", "c": "informal", "x": "formal", "y": "formal"}


def test_each_pair_of_groups_is_counted_as_seen_from_the_row():
    found = mixing(SMALL, WORLD)
    assert found.groups == ("informal", "formal")
    assert (found.sizes, found.counts) == ((3, 2), ((1, 2), (2, 1)))
    assert found.shares == ((2 / 4, 2 / 4), (2 / 4, 2 / 4))
    assert found.densities == ((1 / 3, 2 / 6), (2 / 6, 1))
    assert found.ei == (0, 0)


def test_groups_may_be_an_attribute():
    graph = SMALL.copy()
    nx.set_node_attributes(graph, WORLD, "world")
    assert mixing(graph, "world") == mixing(SMALL, WORLD)
    assert mixing(graph, "nothing").groups == (None,)


def test_directed_edges_count_from_row_to_column():
    found = mixing(nx.DiGraph([("a", "x"), ("b", "x"), ("x", "y")]), WORLD)
    assert found.counts == ((0, 2), (0, 1))
    assert found.ei == (1, -1)


@given(graphs(), st.lists(st.sampled_from("abc"), min_size=9, max_size=9))
def test_counts_are_those_of_networkx(graph, letters):
    groups = {node: letters[node] for node in graph}
    nx.set_node_attributes(graph, groups, "group")
    found = mixing(graph, groups)
    expected = nx.attribute_mixing_dict(graph, "group")
    for one, row in zip(found.groups, found.counts, strict=True):
        for other, count in zip(found.groups, row, strict=True):
            ends = expected.get(one, {}).get(other, 0)
            assert count == (ends // 2 if one == other and not graph.is_directed() else ends)


@given(graphs(), st.lists(st.sampled_from("abc"), min_size=9, max_size=9))
def test_e_i_is_external_less_internal_over_all(graph, letters):
    groups = {node: letters[node] for node in graph}
    signs = [1 if groups[one] != groups[other] else -1 for one, other in graph.edges]
    expected = sum(signs) / len(signs) if signs else math.nan
    assert ei_index(graph, groups) == pytest.approx(expected, nan_ok=True)
    for node, value in ei_indices(graph, groups).items():
        own = [1 if groups[node] != groups[other] else -1 for other in graph[node]]
        assert value == pytest.approx(sum(own) / len(own) if own else math.nan, nan_ok=True)


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(2), nx.MultiGraph([(0, 1), (0, 1)])])
def test_degenerate_graphs(graph):
    found = mixing(graph, {0: "a", 1: "b"})
    assert sum(map(sum, found.counts)) == 2 * bool(graph.size())
    assert len(ei_indices(graph, {0: "a", 1: "b"})) == len(graph)
    assert math.isnan(ei_index(nx.empty_graph(2), {0: "a", 1: "b"}))


def test_an_edge_with_itself_is_no_tie():
    assert mixing(nx.Graph([(0, 0), (0, 1)]), {0: "a", 1: "a"}).counts == ((1,),)
