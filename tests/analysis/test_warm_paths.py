from itertools import pairwise, permutations
from math import prod
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.analysis.graph_of import to_networkx
from graphsvc.analysis.paths import warmest_paths
from graphsvc.analysis.ties import strength
from graphsvc.analysis.warm_paths import DIGITS, warm_paths
from graphsvc.model.records import Tie
from tests.analysis.graphs import graphs
from tests.analysis.test_actor_figures import CHAIN
from tests.records import view_of


def by_trying_all(graph, source, target, most, weight):
    """The strength of every simple path of at most `most` steps."""
    steps: dict[Any, float] = {}
    for one, other, worth in graph.edges(data=weight, default=1):
        for ends in ((one, other), (other, one)):
            steps[ends] = max(worth, steps.get(ends, 0))
    between = [node for node in graph if node not in (source, target)]
    tries = ((source, *middle, target) for length in range(most) for middle in permutations(between, length))
    return sorted(
        (
            -round(prod(steps[ends] for ends in pairwise(way)), DIGITS),
            len(way),
        )
        for way in tries
        if all(ends in steps for ends in pairwise(way))
    )


@given(graphs(most=6), st.integers(1, 5))
def test_the_paths_are_those_of_trying_all(graph, most):
    if len(graph) < 2:
        return
    for *_, attributes in graph.edges(data=True):
        attributes["strength"] = attributes["weight"] / 4
    source, *_, target = graph
    found = warm_paths(graph, source, target, most, limit=1_000)
    expected = by_trying_all(graph, source, target, most, "strength")
    assert [(-round(path.strength, DIGITS), len(path.nodes)) for path in found] == expected
    shortest = warm_paths(graph, source, target, most, limit=1_000, shortest=True)
    assert [(len(path.nodes), -round(path.strength, DIGITS)) for path in shortest] == sorted(
        (length, worth) for worth, length in expected
    )


def test_they_are_those_of_the_view_on_the_graph_of_it():
    view = view_of(CHAIN)
    graph = to_networkx(view)
    for one, other, key in graph.edges(keys=True):
        found = view.get(key)
        assert isinstance(found, Tie)
        graph[one][other][key]["strength"] = strength(found)
    warm = warm_paths(graph, "garden", "town")
    assert [path.nodes for path in warm] == [path.actors for path in warmest_paths(view, "garden", "town")]


def test_of_parallel_edges_the_strongest_counts_and_a_missing_strength_is_one():
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", strength=0.25)
    graph.add_edge("b", "a", strength=0.5)
    graph.add_edge("b", "c")
    graph.add_edge("b", "b", strength=0.1)
    assert warm_paths(graph, "a", "c") == [(("a", "b", "c"), 0.5)]


def test_what_is_no_strength_or_no_node_is_refused():
    with pytest.raises(nx.NodeNotFound):
        warm_paths(nx.Graph(), 0, 1)
    for strength_ in (0, 1.5):
        with pytest.raises(ValueError, match="strength"):
            warm_paths(nx.Graph([(0, 1, {"strength": strength_})]), 0, 1)
    assert warm_paths(nx.empty_graph(2), 0, 1) == []
