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


def test_groups_may_be_an_attribute_of_the_nodes():
    graph = nx.path_graph(3)
    nx.set_node_attributes(graph, {0: "informal", 1: "informal", 2: "formal"}, "formality")
    assert brokerage(graph, "formality")[1] == Brokerage(0, 1, 1, 0, 0)
    assert brokerage(graph, "sector")[1] == Brokerage(2, 0, 0, 0, 0)  # none has one: all of one group


def test_loops_and_parallel_edges_change_nothing():
    groups = {0: "a", 1: "b", 2: "c"}
    for graph in (nx.MultiGraph([(0, 1), (0, 1), (1, 2)]), nx.Graph([(0, 1), (1, 2), (1, 1), (0, 0)])):
        assert brokerage(graph, groups)[1] == Brokerage(0, 0, 0, 0, 2)


def test_the_middle_of_a_star_of_ten_thousand_is_counted_without_looking_at_its_pairs():
    star = nx.star_graph(10_000)
    found = brokerage(star, {node: node % 3 for node in star})
    sizes = [3_333, 3_334, 3_333]  # the leaves of each group; the middle is of group 0
    assert found[0].coordinator == sizes[0] * (sizes[0] - 1)
    assert found[0].gatekeeper == found[0].representative == sizes[0] * (sizes[1] + sizes[2])
    assert found[0].consultant == sum(size * (size - 1) for size in sizes[1:])
    assert found[0].liaison == 2 * sizes[1] * sizes[2]
    assert found[1] == Brokerage(0, 0, 0, 0, 0)
