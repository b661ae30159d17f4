import pytest

from graphsvc.analysis.comparison.differences import differences
from graphsvc.analysis.comparison.steps import compared_figures, figures_of
from graphsvc.analysis.network import network_figures
from graphsvc.model.vocabularies import NetworkFigure
from graphsvc.seeding.region import generate
from tests.analysis.comparison.worlds import held
from tests.records import DAY, actor, tie, view_of

A, B, C, D, E = actor("a"), actor("b", "ASSOCIATION"), actor("c", "CARE"), actor("d"), actor("e", "WELFARE")
AB, BC, CD, AC = tie("a", "b"), tie("b", "c"), tie("c", "d"), tie("a", "c")


def parts(before, after, there):
    found = compared_figures(held(*before), held(*after), differences(held(*before), held(*after), held(*there)))
    return {one.figure: (one.before, one.after, one.real_change, one.new_actors, one.new_data) for one in found}


def test_the_figures_are_those_of_the_network_of_a_view():
    view = view_of(generate(150, 3, DAY))
    whole, mine = network_figures(view), figures_of(held(*view.actors(), *view.ties()))
    assert mine == {
        NetworkFigure.ACTORS: whole.actor_count,
        NetworkFigure.LIVING_WORLD: sum(actor.is_living_world for actor in view.actors()),
        NetworkFigure.SYSTEM_WORLD: sum(actor.is_formal for actor in view.actors()),
        NetworkFigure.TIES: whole.tie_count,
        NetworkFigure.CROSS_WORLD_TIES: whole.cross_world_ties,
        NetworkFigure.ISOLATES: whole.isolates,
        NetworkFigure.COMPONENTS: whole.components,
        NetworkFigure.LARGEST_COMPONENT: whole.largest_component,
        NetworkFigure.DENSITY: whole.density,
        NetworkFigure.TRANSITIVITY: whole.transitivity,
        NetworkFigure.DEGREE_CENTRALISATION: whole.degree_centralisation,
        NetworkFigure.FRAGMENTATION: whole.fragmentation,
    }


def test_a_network_of_nobody_has_figures_too():
    assert set(figures_of(held()).values()) == {0}


def test_each_part_is_what_its_step_adds():
    # Known before: a-b and c. In between a-b ended, b-c began; d came with c-d; e was there all along, unknown.
    there = [A, B, C, E, AB]
    found = parts([A, B, C, AB], [A, B, C, D, E, BC, CD], there)
    assert found[NetworkFigure.ACTORS] == (3, 5, 0, 1, 1)
    assert found[NetworkFigure.TIES] == (1, 2, 0, 1, 0)
    assert found[NetworkFigure.CROSS_WORLD_TIES] == (0, 2, 1, 1, 0)
    assert found[NetworkFigure.ISOLATES] == (1, 2, 0, 0, 1)
    assert found[NetworkFigure.LARGEST_COMPONENT] == (2, 3, 0, 1, 0)
    density = found[NetworkFigure.DENSITY]
    assert density[:2] == pytest.approx((1 / 3, 2 / 10))
    assert density[2:] == pytest.approx((0, 2 / 6 - 1 / 3, 2 / 10 - 2 / 6))


def test_what_was_found_later_changes_only_the_part_of_new_data():
    found = parts([A, B], [A, B, C, AB, BC, AC], [A, B, C, AB, BC, AC])
    assert all(real == actors == 0 for _, _, real, actors, _ in found.values())
    assert found[NetworkFigure.TRANSITIVITY][4] == 1
