import networkx as nx
from hypothesis import given

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.gaps import Thresholds
from graphsvc.analysis.gaps.sentences import summary
from graphsvc.analysis.graph_of import simple_graph
from graphsvc.model.vocabularies import GapKind
from tests.analysis.gaps.gap_records import gaps_of, subjects
from tests.analysis.test_actor_figures import networks
from tests.records import actor, tie, view_of

# Three clubs reach welfare through the garden; a choir reaches it by itself and by the town.
BRIDGE = [
    actor("garden", visibility="PUBLIC"),
    *(actor(f"club{number}", visibility="PUBLIC") for number in range(3)),
    actor("choir", visibility="PUBLIC"),
    actor("welfare", "WELFARE", visibility="PUBLIC"),
    actor("town", "AUTHORITY", visibility="PUBLIC"),
    *(tie("garden", f"club{number}", visibility="PUBLIC") for number in range(3)),
    tie("club0", "club1", visibility="PUBLIC"),
    tie("garden", "welfare", visibility="PUBLIC", confirmation="ONE_SIDED"),
    tie("choir", "welfare", visibility="PUBLIC"),
    tie("choir", "town", visibility="PUBLIC"),
]


def bridges(records, viewer=ADMIN, **asked):
    return gaps_of(view_of(records, viewer), GapKind.SINGLE_BRIDGE, **asked)


def test_actors_and_ties_without_which_three_are_cut_off():
    found = {gap.subjects[0]: gap for gap in bridges(BRIDGE)}
    assert set(found) == {"garden", "welfare", "garden-KNOWS-welfare"}
    assert (found["garden"].figure("cutOff"), found["welfare"].figure("cutOff")) == (3, 4)
    assert set(found["garden"].records()) >= {"garden", "club0", "club1", "club2"}
    assert found["garden-KNOWS-welfare"].certainty_parts.confirmation == 0.5


def test_a_second_tie_between_the_same_two_or_a_second_way_takes_it_away():
    parallel = [*BRIDGE, tie("welfare", "garden", "FACILITATES")]
    assert subjects(bridges(parallel)) == {"garden", "welfare"}
    assert bridges([*BRIDGE, tie("club2", "town")]) == []


def test_money_and_parts_make_no_way():
    money = [*BRIDGE, tie("town", "club2", "FUNDS"), tie("club2", "town", "PART_OF")]
    assert subjects(bridges(money)) == {"garden", "welfare", "garden-KNOWS-welfare"}


def test_the_public_hears_that_there_are_some_and_not_which():
    view = view_of(BRIDGE, PUBLIC)
    found = bridges(BRIDGE, PUBLIC)
    assert [gap.subjects for gap in found] == [(), (), ()]
    assert {record for gap in found for record in gap.records()} == set()
    named = {gap.id for gap in bridges(BRIDGE)}
    assert named.isdisjoint(gap.id for gap in found)
    assert len({gap.id for gap in found}) == 3
    assert all("garden" not in summary(view, gap, "en") for gap in found)
    assert bridges(BRIDGE, PUBLIC, area="nowhere") == []


@given(networks())
def test_it_equals_taking_each_actor_and_tie_away(records):
    view = view_of(records)
    found = {
        gap.subjects[0]: gap.figure("cutOff")
        for gap in gaps_of(view, GapKind.SINGLE_BRIDGE, thresholds=Thresholds(bridge_cut=1))
    }
    assert found == {subject: cut for subject, cut in by_hand(view).items() if cut}


def by_hand(view):
    graph = simple_graph(view)
    ties = [found for found in view.ties() if found.tie_kind not in ("PART_OF", "FUNDS")]
    reached = reaching(view, graph)
    cuts = {}
    for actor_ in view.actors():
        less = graph.copy()
        less.remove_node(actor_.id)
        cuts[actor_.id] = len(reached - reaching(view, less) - {actor_.id})
    for one in ties:
        without: nx.Graph[str] = nx.Graph()
        without.add_nodes_from(graph)
        without.add_edges_from((other.from_id, other.to_id) for other in ties if other is not one)
        cuts[one.id] = len(reached - reaching(view, without))
    return cuts


def reaching(view, graph):
    """The living world actors with a path to a FORMAL actor."""
    formal = {actor_.id for actor_ in view.actors() if actor_.is_formal}
    living = {actor_.id for actor_ in view.actors() if actor_.is_living_world}
    return {id for part in nx.connected_components(graph) if part & formal for id in part & living}
