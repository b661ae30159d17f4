import networkx as nx
import pytest
from hypothesis import given

from graphsvc.analysis.backend import triangles
from graphsvc.analysis.backend.sparse_graph import from_networkx
from tests.analysis.graphs import graphs, same


@given(graphs(directed=False))
def test_all_are_those_of_networkx(graph):
    for measure in (nx.clustering, nx.triangles):
        assert same(measure(graph, backend="graphsvc"), measure(graph, backend="networkx"))
        assert measure(graph, 0, backend="graphsvc") == measure(graph, 0, backend="networkx")
    for measure in (nx.transitivity, nx.average_clustering):
        assert measure(graph, backend="graphsvc") == pytest.approx(measure(graph, backend="networkx"))


def test_triangles_are_found_once_however_few_pairs_are_looked_up_at_once(monkeypatch):
    graph = nx.gnp_random_graph(40, 0.3, seed=1)
    monkeypatch.setattr(triangles, "PAIRS_AT_ONCE", 5)
    found = [nodes.T.tolist() for nodes, _ in triangles.triangles_of(from_networkx(graph, {}).rows)]
    each = [frozenset(nodes) for some in found for nodes in some]
    assert len(found) > 10
    assert len(each) == len(set(each)) == sum(nx.triangles(graph).values()) / 3


def test_directions_and_weights_are_declined():
    for graph, weight in ((nx.DiGraph([(0, 1)]), None), (nx.path_graph(3), "weight")):
        with pytest.raises(NotImplementedError):
            nx.clustering(graph, weight=weight, backend="graphsvc")
