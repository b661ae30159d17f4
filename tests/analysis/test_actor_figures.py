from datetime import date

import msgspec
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.figures import compute_figures, is_bridge
from graphsvc.analysis.graph_of import simple_graph
from graphsvc.model.vocabularies import ActorKind, TieKind
from tests.records import actor, public_alone, tie, view_of

# garden - choir - welfare - town, with a shop hanging on welfare and a club alone
CHAIN = [
    actor("garden"),
    actor("choir", "ASSOCIATION"),
    actor("welfare", "WELFARE"),
    actor("town", "AUTHORITY"),
    actor("shop", "BUSINESS"),
    actor("club"),
    tie("garden", "choir"),
    tie("choir", "garden", "EXCHANGES"),
    tie("choir", "welfare"),
    tie("town", "welfare", "FACILITATES"),
    tie("shop", "welfare"),
    tie("town", "garden", "FUNDS"),
    tie("club", "choir", "PART_OF"),
]


def test_the_graph_is_of_distinct_pairs_without_money_and_parts_and_all_ties_are_counted():
    figures = compute_figures(view_of(CHAIN)).actors
    assert (figures["garden"].tie_count, figures["garden"].degree) == (3, 1)
    assert (figures["club"].tie_count, figures["club"].degree) == (1, 0)
    assert (figures["welfare"].degree, figures["welfare"].informal_degree, figures["welfare"].formal_degree) == (
        3,
        1,
        1,
    )


def test_steps_lead_to_the_nearest_of_each_world_and_none_where_no_path_does():
    figures = compute_figures(view_of(CHAIN)).actors
    assert [figures[id].steps_to_formal for id in ("garden", "choir", "welfare", "club")] == [2, 1, 0, None]
    assert [figures[id].steps_to_informal for id in ("town", "welfare", "choir")] == [2, 1, 0]


def test_cut_points_bridges_core_and_communities():
    found = compute_figures(view_of(CHAIN))
    assert {id for id, figures in found.actors.items() if figures.is_cut_point} == {"choir", "welfare"}
    assert ("choir", "garden") in found.bridges
    assert is_bridge(found, tie("garden", "choir"))
    assert not is_bridge(found, tie("town", "garden", "FUNDS"))
    assert found.actors["welfare"].core == 1
    assert found.actors["club"].core == 0
    sizes = [sum(figures.community == number for figures in found.actors.values()) for number in (1, 2, 3)]
    assert sizes == sorted(sizes, reverse=True)


def test_an_isolate_has_no_structural_holes_and_no_e_i_index():
    club = compute_figures(view_of(CHAIN)).actors["club"]
    assert (club.constraint, club.effective_size, club.efficiency) == (None, None, None)
    assert (club.ego_constraint, club.ego_effective_size, club.ego_efficiency, club.ei_index) == (None,) * 4
    assert (club.betweenness, club.harmonic_closeness) == (0, 0)


def test_the_e_i_index_is_external_less_internal_by_formality():
    figures = compute_figures(view_of(CHAIN)).actors
    assert figures["town"].ei_index == -1  # welfare is FORMAL too
    assert figures["choir"].ei_index == 1
    assert figures["welfare"].ei_index == pytest.approx(1 / 3)


def test_brokerage_is_by_formality():
    welfare = compute_figures(view_of(CHAIN)).actors["welfare"].brokerage
    # Of the three pairs of neighbours choir and shop are of one other group, each in both directions.
    assert (welfare.consultant, welfare.gatekeeper, welfare.representative, welfare.liaison) == (2, 2, 2, 0)


@pytest.mark.parametrize("records", [[], [actor("a")], [actor("a"), actor("b")], [actor("a"), actor("w", "WELFARE")]])
def test_networks_without_ties_have_figures(records):
    figures = compute_figures(view_of(records))
    assert len(figures.actors) == len(records)
    assert figures.bridges == frozenset()
    assert [found.community for found in figures.actors.values()] == list(range(1, len(records) + 1))


def test_figures_are_of_the_day_of_the_view():
    records = [actor("a"), actor("b"), tie("a", "b", validFrom="2026-01-01")]
    before = compute_figures(view_of(records, day=date(2025, 12, 31)))
    assert (before.day, before.actors["a"].degree) == (date(2025, 12, 31), 0)
    assert compute_figures(view_of(records)).actors["a"].degree == 1


@st.composite
def networks(draw):
    """Actors and ties of any kind, some of them public."""
    seen = st.sampled_from(["PUBLIC", "PARTNERS"])
    count = draw(st.integers(1, 8))
    actors = [actor(f"a{number}", draw(st.sampled_from(ActorKind)), visibility=draw(seen)) for number in range(count)]
    number = st.integers(0, count - 1)
    ends = draw(st.lists(st.tuples(number, number).filter(lambda two: two[0] != two[1]), max_size=16))
    ties = [
        tie(f"a{a}", f"a{b}", draw(st.sampled_from(TieKind)), id=f"t{place}", visibility=draw(seen))
        for place, (a, b) in enumerate(ends)
    ]
    return [*actors, *ties]


@given(networks())
def test_the_public_view_has_the_figures_of_the_public_records_alone(records):
    alone = public_alone(records)
    found, expected = compute_figures(view_of(records, PUBLIC)), compute_figures(view_of(alone, ADMIN))
    assert (found.actors, found.bridges) == (expected.actors, expected.bridges)


@given(networks(), st.randoms(use_true_random=False))
def test_neither_the_order_of_records_nor_longer_ids_change_a_figure(records, random):
    def longer(record):
        names = {name: f"x-{getattr(record, name)}" for name in ("id", "from_id", "to_id") if hasattr(record, name)}
        return msgspec.structs.replace(record, **names)

    shuffled = random.sample(records, len(records))
    expected = compute_figures(view_of(records))
    found = compute_figures(view_of([longer(record) for record in shuffled]))
    assert found.actors == {f"x-{id}": figures for id, figures in expected.actors.items()}


@given(networks())
def test_figures_are_those_of_networkx_on_the_simple_graph(records):
    view = view_of(records)
    graph, figures = simple_graph(view), compute_figures(view).actors
    assert {id: found.degree for id, found in figures.items()} == dict(graph.degree())
    assert {id: found.core for id, found in figures.items()} == nx.core_number(graph)
    assert {id: found.betweenness for id, found in figures.items()} == pytest.approx(nx.betweenness_centrality(graph))
    assert {id for id, found in figures.items() if found.is_cut_point} == set(nx.articulation_points(graph))
