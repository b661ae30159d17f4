"""SINGLE_BRIDGE: an actor or tie without which living world actors lose every path to a FORMAL actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from graphsvc.access.policy import names_subjects
from graphsvc.analysis.figures import in_graph
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.ties import CONFIRMED, Pair, pair
from graphsvc.graph.view import View
from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import GapKind, Move

OUTSIDE = ""
"""The node that stands for the whole system world: no id is empty."""


def find_single_bridge(basis: Basis) -> Iterator[Found]:
    """Where the viewer may not know which one it is, the subjects are left out and only the number is told."""
    named = names_subjects(basis.view.viewer, GapKind.SINGLE_BRIDGE)
    ties = ties_by_pair(basis.view)
    for subject, cut in sorted(cuts(basis, ties).items()):
        if len(cut) >= basis.thresholds.bridge_cut:
            yield _found(basis, subject, cut, ties, named)


def ties_by_pair(view: View) -> Mapping[Pair, list[Tie]]:
    """The ties of the graph that figures are computed on, by the two they join."""
    ties: defaultdict[Pair, list[Tie]] = defaultdict(list)
    for tie in filter(in_graph, view.ties()):
        ties[pair(tie)].append(tie)
    return ties


def cuts(basis: Basis, ties: Mapping[Pair, list[Tie]]) -> dict[str, list[str]]:
    """Id of an actor or tie -> the living world actors that reach the system world only through it.

    In the graph with one node behind all FORMAL actors, these are the ones an actor dominates seen from that node.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node(OUTSIDE)
    graph.add_edges_from((OUTSIDE, actor.id) for actor in basis.view.actors() if actor.is_formal)
    for one, other in sorted(ties):
        graph.add_edges_from([(one, other), (other, one)])
    before = nx.immediate_dominators(graph, OUTSIDE)
    living = {actor.id for actor in basis.living}
    found: dict[str, list[str]] = {}
    behind = dominated(before)
    for node in before:
        cut = sorted(living & behind[node])
        found[node] = cut
        only = ties.get(_ends(before[node], node), [])
        if len(only) == 1 and _is_only_way(graph, node, behind[node]):
            found[only[0].id] = sorted(living & (behind[node] | {node}))
    return found


def dominated(before: Mapping[str, str]) -> Mapping[str, set[str]]:
    """Node -> all that are reached through it only, itself not counted."""
    behind: defaultdict[str, set[str]] = defaultdict(set)
    for node in before:
        above = before[node]
        while above != OUTSIDE:
            behind[above].add(node)
            above = before[above]
    return behind


def _is_only_way(graph: nx.DiGraph[str], node: str, behind: set[str]) -> bool:
    """Whether a node and all behind it are joined to the rest by one edge."""
    group = behind | {node}
    return sum(other not in group for member in group for other in graph.predecessors(member)) == 1


def _ends(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _found(basis: Basis, subject: str, cut: list[str], ties: Mapping[Pair, list[Tie]], named: bool) -> Found:
    links = [tie for tie in _links(basis.view, subject) if in_graph(tie)]
    group = set(cut)
    into = [tie for tie in links if {tie.from_id, tie.to_id} & group] or links
    area = basis.place_of(subject) or min(filter(None, map(basis.place_of, cut)), default=None)
    number = Evidence(figure="cutOff", value=len(cut))
    return Found(
        subjects=(subject,),
        move=Move.ORGANISATION,
        touched=basis.share_of_living(len(cut)),
        freshness=max(basis.freshness(tie) for tie in into),
        confirmation=max(CONFIRMED[tie.confirmation] for tie in into),
        absent=True,
        area=area,
        evidence=(*records_of([subject, *(tie.id for tie in into), *cut]), number) if named else (number,),
    )


def _links(view: View, subject: str) -> Iterable[Tie]:
    record = view.get(subject)
    return [record] if isinstance(record, Tie) else view.ties_of(subject)
