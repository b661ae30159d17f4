import math

import networkx as nx
import pytest
from hypothesis import given

from tests.analysis.graphs import graphs, same

# The example of Borgatti (1997), Connections 20(1):35-38, http://www.analytictech.com/connections/v20(1)/holes.htm;
# values as in networkx/algorithms/tests/test_structuralholes.py, there computed by UCINET and by hand.
BORGATTI = {
    ("A", "B"): 2,
    ("A", "F"): 3,
    ("A", "G"): 5,
    ("A", "E"): 2,
    ("E", "G"): 8,
    ("F", "G"): 3,
    ("B", "G"): 4,
    ("B", "D"): 1,
    ("D", "G"): 3,
    ("G", "C"): 10,
}


def borgatti():
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in BORGATTI.items())
    return graph


def test_effective_size_of_borgattis_example():
    assert nx.effective_size(borgatti(), ["G", "A", "C"], backend="graphsvc") == pytest.approx(
        {"G": 4.67, "A": 2.5, "C": 1}, abs=0.01
    )
    weighted = nx.effective_size(borgatti(), ["G", "A", "C"], weight="weight", backend="graphsvc")
    assert weighted == pytest.approx({"G": 5.47, "A": 2.47, "C": 1}, abs=0.01)


def test_effective_size_of_networkx_directed_examples():
    graph = nx.DiGraph([(0, 1), (0, 2), (1, 0), (2, 1)])
    assert nx.effective_size(graph, backend="graphsvc") == pytest.approx({0: 1.167, 1: 1.167, 2: 1}, abs=0.001)
    nx.set_edge_attributes(graph, {(0, 1): 2, (0, 2): 2, (1, 0): 1, (2, 1): 1}, "weight")
    assert nx.effective_size(graph, weight="weight", backend="graphsvc") == pytest.approx(
        {0: 1.567, 1: 1.083, 2: 1}, abs=0.001
    )


@pytest.mark.parametrize("weight", [None, "weight"])
@given(graphs())
def test_both_are_those_of_networkx_node_by_node(weight, graph):
    # Of the directed graphs networkx measures those nodes only that have a successor.
    nodes = [node for node in graph if graph[node]]
    for measure in (nx.constraint, nx.effective_size):
        found = measure(graph, nodes, weight=weight, backend="graphsvc")
        assert same(found, measure(graph, nodes, weight=weight, backend="networkx"))


def test_isolates_have_none_and_an_empty_graph_gives_nothing():
    for measure in (nx.constraint, nx.effective_size):
        assert same(measure(nx.empty_graph(2), backend="graphsvc"), {0: math.nan, 1: math.nan})
        assert measure(nx.Graph(), backend="graphsvc") == {}


def test_a_star_of_ten_thousand_takes_no_matrix_of_all_pairs():
    star = nx.star_graph(10_000)
    constraint, size = nx.constraint(star, backend="graphsvc"), nx.effective_size(star, backend="graphsvc")
    assert (constraint[0], constraint[1]) == (pytest.approx(1e-4), 1)
    assert (size[0], size[1]) == (10_000, 1)
