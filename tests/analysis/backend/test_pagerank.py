import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs, same


@given(graphs())
def test_pagerank_is_that_of_networkx(graph):
    for asked in ({}, {"weight": None}, {"personalization": {0: 1}}, {"personalization": {0: 2}, "dangling": {0: 1}}):
        found = nx.pagerank(graph, **asked, backend="graphsvc")
        assert same(found, nx.pagerank(graph, **asked, backend="networkx"))


def test_shares_that_are_all_nothing_and_too_few_rounds_are_refused_as_by_networkx():
    with pytest.raises(ZeroDivisionError):
        nx.pagerank(nx.path_graph(3), personalization={9: 1}, backend="graphsvc")
    with pytest.raises(nx.PowerIterationFailedConvergence):
        nx.pagerank(nx.path_graph(3), max_iter=0, backend="graphsvc")
    assert nx.pagerank(nx.Graph(), backend="graphsvc") == {}
