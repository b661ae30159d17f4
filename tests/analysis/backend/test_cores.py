import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs


@given(graphs(directed=False))
def test_cores_are_those_of_networkx(graph):
    assert nx.core_number(graph, backend="graphsvc") == nx.core_number(graph, backend="networkx")


def test_a_node_tied_to_itself_is_refused_as_by_networkx():
    with pytest.raises(nx.NetworkXNotImplemented):
        nx.core_number(nx.Graph([(0, 0)]), backend="graphsvc")
