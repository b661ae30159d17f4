import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs


@given(graphs(directed=False))
def test_all_are_those_of_networkx_in_its_order(graph):
    found = list(nx.connected_components(graph, backend="graphsvc"))
    assert found == list(nx.connected_components(graph, backend="networkx"))
    assert nx.number_connected_components(graph, backend="graphsvc") == len(found)
    assert nx.is_connected(graph, backend="graphsvc") == (len(found) == 1)
    assert nx.node_connected_component(graph, 0, backend="graphsvc") == next(group for group in found if 0 in group)


def test_the_empty_graph_has_none_and_is_neither_connected_nor_not():
    assert list(nx.connected_components(nx.Graph(), backend="graphsvc")) == []
    with pytest.raises(nx.NetworkXPointlessConcept):
        nx.is_connected(nx.Graph(), backend="graphsvc")
