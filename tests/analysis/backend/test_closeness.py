import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs, same


@given(graphs())
def test_both_are_those_of_networkx(graph):
    for measure in (nx.closeness_centrality, nx.harmonic_centrality):
        assert same(measure(graph, backend="graphsvc"), measure(graph, backend="networkx"))
    found = nx.harmonic_centrality(graph, nbunch=[0], sources=list(graph)[:3], backend="graphsvc")
    assert same(found, nx.harmonic_centrality(graph, nbunch=[0], sources=list(graph)[:3], backend="networkx"))
    found = nx.closeness_centrality(graph, wf_improved=False, backend="graphsvc")
    assert same(found, nx.closeness_centrality(graph, wf_improved=False, backend="networkx"))


def test_weights_are_declined():
    for measure in (nx.closeness_centrality, nx.harmonic_centrality):
        with pytest.raises(NotImplementedError):
            measure(nx.path_graph(4), distance="weight", backend="graphsvc")
