import math

import networkx as nx
import pytest
from hypothesis import given

from graphsvc.analysis.structural_holes import efficiency, ego_constraint, ego_effective_size
from tests.analysis.graphs import graphs, same


def test_structural_holes_of_the_florentine_marriages():
    # Padgett's marriages; constraint and effective size as published with the requirements of this product.
    graph = nx.florentine_families_graph()
    constraint = nx.constraint(graph)
    expected = {"Medici": 0.2099, "Guadagni": 0.25, "Strozzi": 0.4583, "Peruzzi": 0.6559}
    assert {family: constraint[family] for family in expected} == pytest.approx(expected, abs=5e-5)
    assert nx.effective_size(graph)["Medici"] == pytest.approx(5.667, abs=5e-4)
    assert efficiency(graph)["Medici"] == pytest.approx(5.667 / 6, abs=5e-4)


def measured(graph):
    """The nodes for which networkx, node by node, gives a value: of directed graphs those with a successor."""
    return [node for node in graph if graph[node]]


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
    assert same(efficiency(nx.empty_graph(2)), nans([0, 1]))
    assert same(ego_constraint(nx.empty_graph(2)), nans([0, 1]))
    assert same(ego_effective_size(nx.empty_graph(2)), nans([0, 1]))
    assert ego_effective_size(nx.Graph()) == ego_constraint(nx.Graph()) == {}
