import pickle

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from graphsvc.analysis.backend.sparse_graph import SparseGraph, from_networkx, sparse
from tests.analysis.graphs import KINDS, graphs


@given(graphs())
def test_a_graph_comes_back_as_it_was_with_neighbours_in_their_order(graph):
    found = from_networkx(graph, {"weight": 1}).to_networkx()
    assert type(found) is KINDS[graph.is_directed()]
    assert list(found) == list(graph)
    assert {node: list(row) for node, row in found.adj.items()} == {node: list(row) for node, row in graph.adj.items()}
    assert nx.utils.graphs_equal(found, graph)


@given(graphs())
def test_it_answers_as_the_graph_it_is_made_of(graph):
    found = from_networkx(graph, {"weight": 1})
    assert (len(found), found.size(), found.size("weight")) == (len(graph), graph.size(), graph.size("weight"))
    assert nx.density(found) == nx.density(graph)
    assert dict(found.degree()) == dict(graph.degree())
    assert set(found.edges(data="weight")) == set(graph.edges(data="weight"))
    assert (0 in found, [] in found, "none" in found) == (True, False, False)
    assert all(found.number_of_edges(one, other) == 1 for one, other in graph.edges)


@given(graphs(directed=True))
def test_a_directed_graph_knows_who_comes_before(graph):
    found = from_networkx(graph, {})
    assert {node: set(found.pred[node]) for node in found} == {node: set(graph.pred[node]) for node in graph}


@given(graphs())
def test_what_the_backend_lacks_runs_on_a_graph_of_networkx(graph):
    found = from_networkx(graph, {"weight": 1})
    assert nx.degree_assortativity_coefficient(found, weight="weight") == pytest.approx(
        nx.degree_assortativity_coefficient(graph, weight="weight"), nan_ok=True
    )
    assert nx.utils.graphs_equal(nx.ego_graph(found, 0), nx.ego_graph(graph, 0))
    assert nx.utils.graphs_equal(found.copy(), graph)
    assert set(found.subgraph([0, 1]).edges) == set(graph.subgraph([0, 1]).edges)
    assert nx.utils.graphs_equal(found.to_undirected(), graph.to_undirected())


def test_it_cannot_be_changed_and_its_copy_can():
    graph = from_networkx(nx.path_graph(3), {})
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        graph.add_edge(0, 2)
    copy = graph.copy()
    copy.add_edge(0, 2)
    assert (graph.size(), copy.size()) == (2, 3)


def test_it_goes_to_another_process_whole():
    graph = pickle.loads(pickle.dumps(from_networkx(nx.karate_club_graph(), {"weight": 1})))
    assert isinstance(graph, SparseGraph)
    assert nx.pagerank(graph) == nx.pagerank(from_networkx(nx.karate_club_graph(), {"weight": 1}))


def test_pairs_make_a_graph_with_neighbours_in_order():
    graph = SparseGraph.of_pairs("abc", np.array([[1, 2], [0, 2]]))
    assert list(graph.adj["c"]) == ["a", "b"]
    assert graph["a"]["c"] is graph["c"]["a"]


@pytest.mark.parametrize(
    "graph",
    [
        nx.MultiGraph([(0, 1), (0, 1)]),
        nx.Graph([(0, 1, {"weight": "much"})]),
        nx.Graph([(0, 1, {"weight": 2**70})]),
        nx.Graph([(0, 1, {"weight": None})]),
    ],
)
def test_parallel_edges_and_weights_that_are_no_numbers_are_declined(graph):
    with pytest.raises(NotImplementedError):
        from_networkx(graph, {"weight": 1})


def test_a_graph_in_sparse_rows_is_not_made_anew():
    graph = from_networkx(nx.path_graph(3), {})
    assert sparse(graph) is graph
