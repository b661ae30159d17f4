"""What must hold of every function of analysis on a graph: names do not matter, isolates touch nobody, no graph is too odd."""

import math
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.betweenness import betweenness
from graphsvc.analysis.betweenness_ranks import betweenness_ranks
from graphsvc.analysis.brokerage import brokerage
from graphsvc.analysis.closeness import harmonic_closeness
from graphsvc.analysis.cohesion import degree_centralisation, distance_fragmentation, fragmentation
from graphsvc.analysis.expected_brokerage import expected_brokerage
from graphsvc.analysis.graph_of import simple_graph
from graphsvc.analysis.key_players import best_fragmentation, best_reach, reach_closeness
from graphsvc.analysis.missing_ties import missing_ties, suggested_ties
from graphsvc.analysis.mixing import ei_index, ei_indices, mixing
from graphsvc.analysis.similar_areas import similar_areas
from graphsvc.analysis.structural_holes import efficiency, ego_constraint, ego_effective_size
from graphsvc.analysis.warm_paths import warm_paths
from graphsvc.graph.graph import Graph
from tests.analysis.graphs import graphs
from tests.analysis.test_actor_figures import networks
from tests.exchange.planning import plan_of
from tests.records import area, link, public_alone, theme, view_of

Measure = Callable[[Any], Any]


def letters(graph):
    """A group for each node that a renamed node keeps."""
    return {node: "abc"[int(str(node).lstrip("x")) % 3] for node in graph}


BY_NODE: dict[str, Measure] = {
    "betweenness": betweenness,
    "betweenness ranks": lambda graph: betweenness_ranks(graph, samples=3),
    "brokerage": lambda graph: brokerage(graph, letters(graph)),
    "expected brokerage": lambda graph: expected_brokerage(graph, letters(graph)),
    "harmonic closeness": harmonic_closeness,
    "reach closeness": reach_closeness,
    "E-I": lambda graph: ei_indices(graph, letters(graph)),
    "efficiency": efficiency,
    "ego constraint": ego_constraint,
    "ego effective size": ego_effective_size,
}
OF_ALL: dict[str, Measure] = {
    "centralisation": degree_centralisation,
    "fragmentation": fragmentation,
    "distance fragmentation": distance_fragmentation,
    "E-I of all": lambda graph: ei_index(graph, letters(graph)),
    "mixing": lambda graph: mixing(graph, letters(graph)),
    "reach": lambda graph: best_reach(graph, min(2, len(graph))).value,
    "key players": lambda graph: best_fragmentation(graph, min(2, len(graph))).value,
    "missing ties": lambda graph: [one.score for one in missing_ties(graph, {"groups": letters(graph)})],
}


def plain(value):
    """nan is nothing else than nan."""
    return repr(value)


@given(graphs(directed=False))
@pytest.mark.parametrize("name", [*BY_NODE, *OF_ALL])
def test_names_change_nothing(name, graph):
    renamed = nx.relabel_nodes(graph, {node: f"x{node}" for node in graph})
    if name in OF_ALL:
        assert plain(OF_ALL[name](renamed)) == plain(OF_ALL[name](graph))
        return
    found = BY_NODE[name](renamed)
    assert {node: plain(value) for node, value in found.items()} == {
        f"x{node}": plain(value) for node, value in BY_NODE[name](graph).items()
    }


UNTOUCHED = ("brokerage", "E-I", "efficiency", "ego constraint", "ego effective size", "harmonic closeness")


@given(graphs(directed=False))
@pytest.mark.parametrize("name", UNTOUCHED)
def test_an_isolate_touches_nobody(name, graph):
    before = BY_NODE[name](graph)
    graph.add_node(99)
    after = BY_NODE[name](graph)
    assert {node: plain(after[node]) for node in before} == {node: plain(value) for node, value in before.items()}


@given(graphs(directed=False))
def test_an_isolate_changes_no_betweenness_before_it_is_normalised(graph):
    def whole(found):
        pairs = (len(found) - 1) * (len(found) - 2) / 2
        return {node: figure.value * pairs for node, figure in found.items() if node != 99}

    before = whole(betweenness(graph))
    graph.add_node(99)
    assert whole(betweenness(graph)) == pytest.approx(before, abs=1e-9)


ODD: dict[str, Any] = {
    "empty": nx.Graph(),
    "one": nx.empty_graph(1),
    "isolates": nx.empty_graph(5),
    "parallel": nx.MultiGraph([(0, 1), (0, 1), (1, 2)]),
    "without weights": nx.Graph([(0, 1, {"strength": 0.5}), (1, 2, {})]),
    "star": nx.star_graph(10_000),
}
HEAVY = {("betweenness ranks", "star"), ("betweenness", "star")}
"""Minutes: exact betweenness of 10,000."""


@pytest.mark.parametrize("graph", ODD)
@pytest.mark.parametrize("name", [*BY_NODE, *OF_ALL])
def test_no_graph_is_too_odd(name, graph):
    if (name, graph) in HEAVY:
        return
    given_graph = ODD[graph]
    found = {**BY_NODE, **OF_ALL}[name](given_graph)
    if name in BY_NODE:
        assert len(found) == len(given_graph)


def test_parallel_edges_count_as_one():
    single: nx.Graph[int] = nx.Graph(ODD["parallel"])
    for name, measure in {**BY_NODE, **OF_ALL}.items():
        assert plain(measure(ODD["parallel"])) == plain(measure(single)), name


def test_a_missing_weight_is_one():
    assert warm_paths(ODD["without weights"], 0, 2)[0].strength == 0.5
    assert math.isfinite(distance_fragmentation(ODD["without weights"], "strength"))
    assert ego_constraint(ODD["without weights"], weight="strength")[0] == 1


@given(networks(), st.integers(0, 3))
def test_the_public_graph_is_that_of_the_public_records_alone(records, many):
    places = [area("east", visibility="PUBLIC"), area("west", visibility="PUBLIC"), theme("green", visibility="PUBLIC")]
    actors = [record for record in records if hasattr(record, "actor_kind")]
    links = [
        link(record.id, kind, end)
        for place, record in enumerate(actors)
        for kind, end in (("ACTIVE_IN", ("east", "west")[place % 2]), ("FOCUSES_ON", "green"))
        if place >= many
    ]
    everything = [*records, *places, *links]
    ends = {record.id for record in public_alone([*actors, *places])}
    public = [*public_alone([*records, *places]), *(one for one in links if one.from_id in ends)]
    seen, alone = view_of(everything, PUBLIC), view_of(public, PUBLIC)
    assert nx.utils.graphs_equal(simple_graph(seen).to_networkx(), simple_graph(alone).to_networkx())
    assert suggested_ties(seen) == suggested_ties(alone)
    assert similar_areas(seen, "east") == similar_areas(alone, "east")


def test_a_tie_of_an_actor_with_itself_is_refused_at_import():
    files = {
        "actors.csv": "name,actorKind\nBuurttuin,INITIATIVE\n",
        "ties.csv": "from,to,tieKind\nBuurttuin,Buurttuin,KNOWS\n",
    }
    [fault] = plan_of(Graph(), files).faults
    assert "A tie joins two different actors." in fault.message
