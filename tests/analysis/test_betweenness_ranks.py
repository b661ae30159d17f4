import networkx as nx
import pytest
from hypothesis import given

from graphsvc.analysis.betweenness_ranks import EXACT, betweenness_ranks
from tests.analysis.graphs import graphs


def test_the_head_of_the_karate_club_stays_at_the_head():
    found = betweenness_ranks(nx.karate_club_graph())
    assert [found[node].rank for node in (0, 33, 32)] == [1, 2, 3]
    assert found[0].high <= 4
    assert found[31].low > 1


def test_a_rank_that_hangs_on_one_other_has_a_wide_range():
    # Without a few others the path is in pieces, and the middle of another piece comes first.
    ranges = betweenness_ranks(nx.path_graph(40))
    assert ranges[19].rank == 1
    assert ranges[19].high > 5


@given(graphs(directed=False))
def test_the_range_holds_the_rank_which_is_that_of_betweenness(graph):
    exact = nx.betweenness_centrality(graph)
    for node, found in betweenness_ranks(graph, samples=5).items():
        assert found.rank == 1 + sum(round(value, 10) > round(exact[node], 10) for value in exact.values())
        assert 1 <= found.low <= found.rank <= found.high <= len(graph)


def test_it_is_the_same_for_the_same_seed():
    graph = nx.gnm_random_graph(60, 120, seed=1)
    assert betweenness_ranks(graph, seed=3) == betweenness_ranks(graph, seed=3)
    assert betweenness_ranks(graph, seed=3) != betweenness_ranks(graph, seed=4)


def test_leaving_nobody_out_leaves_no_doubt():
    graph = nx.gnm_random_graph(60, 120, seed=1)
    assert all(found.low == found.rank == found.high for found in betweenness_ranks(graph, left_out=0).values())


def test_in_a_large_network_it_is_estimated():
    found = betweenness_ranks(nx.star_graph(EXACT + 100), samples=3)
    assert (found[0].rank, found[0].low, found[0].high) == (1, 1, 1)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_below_three_all_share_the_first_rank(count):
    assert all((found.rank, found.high) == (1, 1) for found in betweenness_ranks(nx.path_graph(count)).values())
