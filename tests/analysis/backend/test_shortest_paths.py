import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs


@pytest.mark.parametrize("weight", [None, "weight"])
@given(graphs())
def test_paths_from_a_node_are_as_long_as_those_of_networkx(weight, graph):
    lengths = nx.shortest_path_length(graph, 0, weight=weight, backend="graphsvc")
    assert lengths == nx.shortest_path_length(graph, 0, weight=weight, backend="networkx")
    paths = nx.shortest_path(graph, 0, weight=weight, backend="graphsvc")
    assert {node: nx.path_weight(graph, path, weight) if weight else len(path) - 1 for node, path in paths.items()} == (
        lengths
    )
    assert list(lengths.values()) == sorted(lengths.values())
    for node in graph:
        found = node in lengths
        assert nx.has_path(graph, 0, node, backend="graphsvc") == found
        if found:
            assert nx.shortest_path(graph, 0, node, weight=weight, backend="graphsvc") == paths[node]


@given(graphs())
def test_of_several_paths_without_weights_the_one_of_networkx_is_given(graph):
    for function in (nx.single_source_shortest_path, nx.single_source_shortest_path_length):
        for cutoff in (None, 0, 1, 2.5):
            found = function(graph, 0, cutoff, backend="graphsvc")
            assert list(found.items()) == list(function(graph, 0, cutoff, backend="networkx").items())


def test_what_is_not_there_is_refused_as_by_networkx():
    graph = nx.Graph({0: [1], 2: []})
    with pytest.raises(nx.NetworkXNoPath):
        nx.shortest_path(graph, 0, 2, backend="graphsvc")
    with pytest.raises(nx.NodeNotFound):
        nx.shortest_path(graph, 0, 9, backend="graphsvc")
    for asked in ({}, {"target": 1}, {"source": 0, "weight": "weight", "method": "bellman-ford"}):
        with pytest.raises(NotImplementedError):
            nx.shortest_path(graph, **asked, backend="graphsvc")
