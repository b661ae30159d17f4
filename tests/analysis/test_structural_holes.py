import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.analysis.structural_holes import effective_size, efficiency, ego_constraint, ego_effective_size

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


@st.composite
def graphs(draw):
    """Simple graphs of up to 9 nodes, directed or not."""
    count = draw(st.integers(1, 9))
    nodes = st.integers(0, count - 1)
    ends = draw(st.lists(st.tuples(nodes, nodes).filter(lambda ends: ends[0] != ends[1]), max_size=3 * count))
    graph: nx.Graph[int] = nx.DiGraph() if draw(st.booleans()) else nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(ends)
    return graph


def same(found, expected):
    return found.keys() == expected.keys() and all(
        found[node] == pytest.approx(expected[node], abs=1e-9, nan_ok=True) for node in found
    )


def test_effective_size_of_borgattis_example():
    assert effective_size(borgatti(), ["G", "A", "C"]) == pytest.approx({"G": 4.67, "A": 2.5, "C": 1}, abs=0.01)
    weighted = effective_size(borgatti(), ["G", "A", "C"], weight="weight")
    assert weighted == pytest.approx({"G": 5.47, "A": 2.47, "C": 1}, abs=0.01)


def test_effective_size_of_networkx_directed_examples():
    graph = nx.DiGraph([(0, 1), (0, 2), (1, 0), (2, 1)])
    assert effective_size(graph) == pytest.approx({0: 1.167, 1: 1.167, 2: 1}, abs=0.001)
    nx.set_edge_attributes(graph, {(0, 1): 2, (0, 2): 2, (1, 0): 1, (2, 1): 1}, "weight")
    assert effective_size(graph, weight="weight") == pytest.approx({0: 1.567, 1: 1.083, 2: 1}, abs=0.001)


def test_structural_holes_of_the_florentine_marriages():
    # Padgett's marriages; constraint and effective size as published with the requirements of this product.
    graph = nx.florentine_families_graph()
    constraint = nx.constraint(graph)
    expected = {"Medici": 0.2099, "Guadagni": 0.25, "Strozzi": 0.4583, "Peruzzi": 0.6559}
    assert {family: constraint[family] for family in expected} == pytest.approx(expected, abs=5e-5)
    assert effective_size(graph)["Medici"] == pytest.approx(5.667, abs=5e-4)
    assert efficiency(graph)["Medici"] == pytest.approx(5.667 / 6, abs=5e-4)


def measured(graph):
    """The nodes for which networkx, node by node, gives a value: of directed graphs those with a successor."""
    return [node for node in graph if graph[node]]


@given(graphs())
def test_effective_size_is_that_of_networkx_node_by_node(graph):
    nodes = measured(graph)
    assert same(effective_size(graph, nodes), nx.effective_size(graph, nodes=nodes))


@given(graphs())
def test_ego_measures_are_those_of_networkx_on_each_ego_network_alone(graph):
    nodes = measured(graph)
    egos = {node: nx.ego_graph(graph, node, undirected=True) for node in nodes}
    assert same(ego_constraint(graph, nodes), {node: nx.constraint(ego, [node])[node] for node, ego in egos.items()})
    assert same(
        ego_effective_size(graph, nodes), {node: nx.effective_size(ego, [node])[node] for node, ego in egos.items()}
    )


def nans(graph):
    return dict.fromkeys(graph, math.nan)


def test_isolates_have_none_and_an_empty_graph_gives_nothing():
    assert same(effective_size(nx.empty_graph(2)), nans([0, 1]))
    assert same(efficiency(nx.empty_graph(2)), nans([0, 1]))
    assert same(ego_constraint(nx.empty_graph(2)), nans([0, 1]))
    assert effective_size(nx.Graph()) == ego_constraint(nx.Graph()) == {}
