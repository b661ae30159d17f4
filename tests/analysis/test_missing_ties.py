from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.analysis.missing_ties import MOST_PARTNERS, explain, missing_ties, suggested_ties
from tests.analysis.graphs import graphs
from tests.records import actor, area, link, theme, tie, view_of


def by_hand(graph, shared):
    """Every two nodes looked at."""
    found = {}
    for one, other in combinations(graph, 2):
        kinds = [({*graph[one]}, {*graph[other]}), *(({*of[one]}, {*of[other]}) for of in shared.values())]
        if not graph.has_edge(one, other) and all(first & second for first, second in kinds):
            parts = [len(first & second) / len(first | second) for first, second in kinds]
            found[one, other] = sum(parts) / len(parts)
    return found


@given(graphs(directed=False), st.lists(st.sets(st.integers(0, 2)), min_size=9, max_size=9), st.data())
def test_it_is_every_two_that_share_something_of_each_kind(graph, owned, data):
    shared = {"themes": {node: owned[node] for node in graph}}
    found = missing_ties(graph, shared)
    assert {frozenset((one.one, one.other)): one.score for one in found} == pytest.approx(
        {frozenset(pair): score for pair, score in by_hand(graph, shared).items()}
    )
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    nodes = data.draw(st.lists(st.sampled_from(list(graph))))
    some = missing_ties(graph, shared, nodes)
    assert sorted(map(repr, some)) == sorted(repr(one) for one in found if {one.one, one.other} & {*nodes})


def test_a_hub_that_everybody_knows_brings_nobody_together():
    few, many = nx.star_graph(MOST_PARTNERS), nx.star_graph(10_000)
    assert len(missing_ties(few, {})) == MOST_PARTNERS * (MOST_PARTNERS - 1) / 2
    assert missing_ties(many, {}) == []


@pytest.mark.parametrize("graph", [nx.Graph(), nx.empty_graph(3), nx.complete_graph(4), nx.DiGraph([(0, 1)])])
def test_where_nobody_shares_a_partner_nothing_is_missing(graph):
    assert missing_ties(graph, {}) == []


# garden and kitchen know the welfare organisation, are in one district and work on meeting
RECORDS = [
    area("east"),
    area("town", "MUNICIPALITY"),
    link("east", "WITHIN", "town"),
    theme("meeting"),
    actor("garden", name="De Tuin"),
    actor("kitchen", name="De Keuken"),
    actor("welfare", "WELFARE", name="Welzijn"),
    *(link(id, "ACTIVE_IN", "east") for id in ("garden", "kitchen")),
    *(link(id, "FOCUSES_ON", "meeting") for id in ("garden", "kitchen", "welfare")),
    tie("garden", "welfare"),
    tie("welfare", "kitchen"),
]


def test_two_that_share_area_theme_and_partner_are_suggested_in_words():
    view = view_of(RECORDS)
    [found] = suggested_ties(view)
    assert {found.one, found.other} == {"garden", "kitchen"}
    assert (found.score, found.shared) == (1, {"areas": ("east",), "themes": ("meeting",), "partners": ("welfare",)})
    assert explain(view, found, "en") == (
        "De Tuin and De Keuken are both active in east, both work on meeting and both know Welzijn."
        " Perhaps a first conversation is worth it; they know best whether it is."
    )
    assert "allebei actief in east" in explain(view, found, "nl")


def test_who_wants_no_contact_is_in_none():
    records = [record for record in RECORDS if record.id != "garden"]
    assert suggested_ties(view_of([*records, actor("garden", openToContact="NO")])) == []


def test_who_has_any_tie_is_not_suggested():
    assert suggested_ties(view_of([*RECORDS, tie("garden", "kitchen", "FUNDS")])) == []


def test_a_municipality_in_common_is_not_enough():
    records = [record for record in RECORDS if record.id != "garden-ACTIVE_IN-east"]
    assert suggested_ties(view_of([*records, link("garden", "ACTIVE_IN", "town")])) == []


def test_one_of_the_two_fits_what_is_asked():
    view = view_of(RECORDS)
    assert len(suggested_ties(view, lambda actor: actor.id == "kitchen")) == 1
    assert suggested_ties(view, lambda actor: actor.is_formal) == []
    assert suggested_ties(view, limit=0) == []
