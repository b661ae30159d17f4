import pytest
from hypothesis import given

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.network import network_figures
from graphsvc.model.vocabularies import TieKind
from tests.analysis.test_actor_figures import CHAIN, networks
from tests.records import actor, public_alone, tie, view_of


def test_the_figures_of_a_small_network():
    found = network_figures(view_of(CHAIN))
    assert (found.actor_count, found.tie_count, found.components, found.largest_component) == (6, 7, 2, 5)
    assert found.isolates == 1
    assert found.density == pytest.approx(4 / 15)
    assert found.transitivity == 0
    assert found.cross_world_ties == 2  # choir - welfare and town - garden, money counted
    assert found.ei_index == pytest.approx((3 - 1) / 4)
    assert found.fragmentation == pytest.approx(1 - 20 / 30)
    assert sum(community.size for community in found.communities) == 6


def test_a_selection_is_calculated_by_itself():
    found = network_figures(view_of(CHAIN), ["garden", "choir", "nobody"])
    assert (found.actor_count, found.tie_count, found.density, found.cross_world_ties) == (2, 2, 1, 0)


def test_a_choice_of_ties_is_taken_as_it_is():
    found = network_figures(view_of(CHAIN), ties=lambda tie: tie.tie_kind is TieKind.FUNDS)
    assert (found.tie_count, found.isolates) == (1, 4)
    assert found.density == pytest.approx(1 / 15)


def test_reciprocity_leaves_undirected_ties_out():
    two = [actor("a"), actor("b"), actor("c")]
    assert network_figures(view_of([*two, tie("a", "b", "COLLABORATES")])).reciprocity == 0
    both = [tie("a", "b"), tie("b", "a"), tie("b", "c"), tie("a", "c", "COLLABORATES")]
    assert network_figures(view_of([*two, *both])).reciprocity == pytest.approx(2 / 3)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_networks_without_ties_have_figures(count):
    found = network_figures(view_of([actor(f"a{number}") for number in range(count)]))
    assert (found.actor_count, found.components, found.isolates) == (count, count, count)
    assert (found.density, found.transitivity, found.reciprocity, found.degree_centralisation) == (0, 0, 0, 0)
    assert (found.ei_index, found.mean_trust, found.mean_value) == (None, None, None)
    assert found.fragmentation == (1 if count > 1 else 0)
    assert len(found.communities) == count


def test_a_mean_from_fewer_than_five_answers_is_for_advisors_only():
    ends = [(f"a{number}", f"a{number + 1}") for number in range(5)]
    actors = [actor(f"a{number}", visibility="PUBLIC") for number in range(6)]
    ties = [tie(*two, trust=2 + place % 2, visibility="PUBLIC") for place, two in enumerate(ends)]
    few, enough = [*actors, *ties[:4]], [*actors, *ties]
    assert (network_figures(view_of(few)).mean_trust, network_figures(view_of(few)).trust_answers) == (2.5, 4)
    assert network_figures(view_of(few, PUBLIC)).mean_trust is None
    assert network_figures(view_of(enough, PUBLIC)).mean_trust == pytest.approx(2.4)
    assert network_figures(view_of(enough)).mean_value is None


def test_groups_mix_by_kind_formality_and_sector():
    found = network_figures(view_of(CHAIN)).mixing
    assert found["FORMALITY"].groups == ("FORMAL", "INFORMAL", "SEMI_FORMAL")
    assert found["FORMALITY"].counts == ((1, 0, 2), (0, 0, 1), (2, 1, 0))  # garden - choir - welfare - town, shop
    assert sum(found["ACTOR_KIND"].sizes) == 6
    assert (found["SECTOR"].groups, found["SECTOR"].counts) == ((None,), ((4,),))


@given(networks())
def test_the_public_network_is_that_of_the_public_records_alone(records):
    alone = public_alone(records)
    assert network_figures(view_of(records, PUBLIC)) == network_figures(view_of(alone, PUBLIC))
