import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs


def as_sets(groups):
    return sorted(sorted(group) for group in groups)


@given(graphs(directed=False))
def test_all_are_those_of_networkx(graph):
    for measure in (nx.articulation_points, nx.bridges):
        assert set(measure(graph, backend="graphsvc")) == set(measure(graph, backend="networkx"))
    blocks, expected = (nx.biconnected_components(graph, backend=name) for name in ("graphsvc", "networkx"))
    assert as_sets(blocks) == as_sets(expected)
    edges = [edge for block in nx.biconnected_component_edges(graph, backend="graphsvc") for edge in block]
    assert {frozenset(edge) for edge in edges} == {frozenset(edge) for edge in graph.edges}
    assert len(edges) == graph.size()
    for test in (nx.has_bridges, nx.is_biconnected):
        assert test(graph, backend="graphsvc") == test(graph, backend="networkx")


def test_bridges_of_the_component_of_a_root_alone():
    graph = nx.Graph([(0, 1), (2, 3)])
    assert list(nx.bridges(graph, root=2, backend="graphsvc")) == [(2, 3)]
    with pytest.raises(nx.NodeNotFound):
        nx.bridges(graph, root=9, backend="graphsvc")
