import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs


@pytest.mark.parametrize("weight", [None, "weight"])
@pytest.mark.parametrize(
    "graph",
    [nx.karate_club_graph(), nx.les_miserables_graph(), nx.barabasi_albert_graph(1_000, 4, seed=1)],
    ids=["karate", "les miserables", "barabasi albert"],
)
def test_modularity_is_not_below_that_of_networkx_louvain(graph, weight):
    found = nx.community.leiden_communities(graph, weight=weight, seed=1, backend="graphsvc")
    louvain = nx.community.louvain_communities(graph, weight=weight, seed=1)
    assert nx.community.modularity(graph, found, weight) >= nx.community.modularity(graph, louvain, weight) - 1e-9
    assert found == nx.community.leiden_communities(graph, weight=weight, seed=1, backend="graphsvc")


@given(graphs(directed=False))
def test_each_node_is_in_one_connected_group_and_the_largest_comes_first(graph):
    found = nx.community.leiden_communities(graph, seed=1, backend="graphsvc")
    assert nx.community.is_partition(graph, found)
    assert all(nx.is_connected(graph.subgraph(group)) for group in found)
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)


def test_nodes_without_edges_stand_alone():
    assert nx.community.leiden_communities(nx.empty_graph(3), backend="graphsvc") == [{0}, {1}, {2}]
    assert nx.community.leiden_communities(nx.Graph(), backend="graphsvc") == []
    assert {2} in nx.community.leiden_communities(nx.Graph({0: [1], 2: []}), backend="graphsvc")
