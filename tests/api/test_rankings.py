import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.analysis.betweenness_ranks import betweenness_ranks
from graphsvc.analysis.figures import compute_figures
from graphsvc.analysis.graph_of import simple_graph

RANKS = "query ($limit: Int) { betweennessRanks(limit: $limit) { actor { id } betweenness rank low high } }"
BROKERS = """query ($by: BrokerageKey!, $role: BrokerageRole!) {
  brokers(by: $by, role: $role, limit: 3) { actor { id } count expected deviation z } }"""


def test_ranks_come_with_the_range_of_analysis(region):
    ranks = betweenness_ranks(simple_graph(region.live.view()))
    found = region.data(RANKS, limit=8)["betweennessRanks"]
    assert [one["rank"] for one in found] == sorted(one.rank for one in ranks.values())[:8]
    for told in found:
        expected = ranks[told["actor"]["id"]]
        assert (told["rank"], told["low"], told["high"]) == (expected.rank, expected.low, expected.high)
        assert told["betweenness"] == expected.betweenness


def test_brokers_by_formality_are_counted_as_in_their_figures(region):
    figures = compute_figures(region.live.view()).actors
    found = region.data(BROKERS, by="FORMALITY", role="LIAISON")["brokers"]
    assert [one["count"] for one in found] == sorted((one.brokerage.liaison for one in figures.values()), reverse=True)[
        :3
    ]
    assert all(one["count"] == figures[one["actor"]["id"]].brokerage.liaison for one in found)


@pytest.mark.parametrize("by", ["MUNICIPALITY", "SECTOR"])
def test_brokers_are_set_beside_chance_by_other_groups(region, by):
    for told in region.data(BROKERS, by=by, role="COORDINATOR")["brokers"]:
        assert told["z"] == pytest.approx((told["count"] - told["expected"]) / told["deviation"])


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(role=Role.INITIATIVE)])
def test_below_advisor_nobody_is_ranked(region, viewer):
    assert region.fault(RANKS, viewer)["code"] == "FORBIDDEN"
    assert region.fault(BROKERS, viewer, by="SECTOR", role="LIAISON")["code"] == "FORBIDDEN"


def test_a_network_of_a_few_has_ranks_too(shared):
    assert shared.data(RANKS, limit=100)["betweennessRanks"][0]["rank"] == 1
    assert shared.fault(RANKS, limit=0)["code"] == "BAD_USER_INPUT"
