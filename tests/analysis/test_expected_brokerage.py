import math
from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.analysis.brokerage import ROLES, brokerage
from graphsvc.analysis.expected_brokerage import expected_brokerage
from tests.analysis.graphs import graphs


def dealt_out(graph, groups, node):
    """Mean and deviation of each role over every way to deal out the groups of all others."""
    others = [other for other in graph if other != node]
    counts = []
    for dealt in set(permutations([groups[other] for other in others])):
        found = brokerage(graph, {node: groups[node], **dict(zip(others, dealt, strict=True))}, [node])[node]
        counts.append([getattr(found, role) for role in ROLES])
    return np.mean(counts, axis=0), np.std(counts, axis=0)


@settings(max_examples=25, deadline=None)
@given(graphs(most=6), st.lists(st.sampled_from("aabbc"), min_size=6, max_size=6))
def test_it_equals_every_way_to_deal_out_the_groups(graph, letters):
    groups = {node: letters[node] for node in graph}
    counts = brokerage(graph, groups)
    for node, roles in expected_brokerage(graph, groups).items():
        means, deviations = dealt_out(graph, groups, node)
        for role, mean, deviation in zip(ROLES, means, deviations, strict=True):
            assert roles[role].count == getattr(counts[node], role)
            assert roles[role].expected == pytest.approx(mean, abs=1e-9)
            assert roles[role].deviation == pytest.approx(deviation, abs=1e-6)


def test_a_seven_with_four_groups_equals_every_way_to_deal_them_out():
    graph = nx.DiGraph([(0, 1), (1, 2), (2, 0), (1, 3), (3, 1), (1, 4), (5, 1), (4, 5), (6, 1), (1, 6), (3, 6)])
    groups = dict(zip(range(7), "aabbccd", strict=True))
    means, deviations = dealt_out(graph, groups, 1)
    found = expected_brokerage(graph, groups, [1])[1]
    assert [found[role].expected for role in ROLES] == pytest.approx(means.tolist())
    assert [found[role].deviation for role in ROLES] == pytest.approx(deviations.tolist())


def test_a_count_that_chance_cannot_change_has_no_z():
    found = expected_brokerage(nx.path_graph(3), dict.fromkeys(range(3), "a"))[1]["coordinator"]
    assert (found.count, found.expected, found.deviation) == (2, 2, 0)
    assert math.isnan(found.z)


def test_z_is_how_many_deviations_a_count_is_above_chance():
    # Of the three others two are formal: the pairs around the middle are informal-formal in 2/3 of the ways.
    groups = {0: "informal", 1: "informal", 2: "formal", 3: "formal"}
    found = expected_brokerage(nx.Graph([(0, 1), (1, 2), (2, 3)]), groups, [1])[1]["gatekeeper"]
    assert found.count == 1
    assert found.expected == pytest.approx(2 / 3)
    assert found.z == pytest.approx((1 - 2 / 3) / math.sqrt(2 / 9))


def test_degenerate_graphs():
    assert expected_brokerage(nx.Graph(), {}) == {}
    alone = expected_brokerage(nx.empty_graph(2), {0: "a", 1: "b"})[0]["liaison"]
    assert (alone.count, alone.expected, alone.deviation) == (0, 0, 0)
