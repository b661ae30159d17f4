from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.analysis.brokerage import Brokerage, brokerage
from tests.analysis.graphs import graphs

ROLES = {
    # groups of x, the one in the middle and y -> its role, as Gould and Fernandez (1989) name them
    "AAA": "coordinator",
    "BAA": "gatekeeper",
    "AAB": "representative",
    "BAB": "consultant",
    "BAC": "liaison",
}


def by_hand(graph, groups):
    """Every ordered pair looked at one by one."""
    counts = {node: dict.fromkeys(ROLES.values(), 0) for node in graph}
    directed = graph.to_directed()
    for x, middle, y in permutations(graph, 3):
        if directed.has_edge(x, middle) and directed.has_edge(middle, y) and not directed.has_edge(x, y):
            names = {groups[middle]: "A"}
            for node in (x, y):
                names.setdefault(groups[node], "BC"[len(names) - 1])
            counts[middle][ROLES["".join(names[groups[node]] for node in (x, middle, y))]] += 1
    return {node: Brokerage(**roles) for node, roles in counts.items()}


@pytest.mark.parametrize(("groups", "role"), ROLES.items())
def test_each_role_by_the_groups_of_the_three(groups, role):
    graph = nx.DiGraph([("x", "middle"), ("middle", "y")])
    found = brokerage(graph, dict(zip(("x", "middle", "y"), groups, strict=True)), ["middle"])["middle"]
    assert {name: getattr(found, name) for name in ROLES.values()} == {
        name: int(name == role) for name in ROLES.values()
    }


def test_an_undirected_tie_counts_in_both_directions():
    found = brokerage(nx.path_graph(3), {0: "informal", 1: "informal", 2: "formal"})
    assert found[1] == Brokerage(coordinator=0, gatekeeper=1, representative=1, consultant=0, liaison=0)


def test_a_closed_triangle_needs_no_broker():
    assert set(brokerage(nx.complete_graph(4), dict.fromkeys(range(4), "a")).values()) == {Brokerage(0, 0, 0, 0, 0)}


@given(graphs(), st.lists(st.sampled_from("abc"), min_size=9, max_size=9))
def test_it_equals_looking_at_every_pair(graph, letters):
    groups = {node: letters[node] for node in graph}
    assert brokerage(graph, groups) == by_hand(graph, groups)


def test_an_empty_graph_has_no_brokers():
    assert brokerage(nx.Graph(), {}) == {}
