"""SINGLE_BRIDGE: an actor or tie without which living world actors lose every path to a FORMAL actor."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
import networkx as nx
import numpy as np

from graphsvc.access.policy import names_subjects
from graphsvc.analysis.backend.sparse_graph import SparseGraph
from graphsvc.analysis.figures import distinct_pairs, ends_of, in_graph
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.ties import CONFIRMED
from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import GapKind, Move

OUTSIDE = ""
"""The node that stands for the whole system world: no id is empty."""
NAMED = 25
"""Of all that are cut off so many stand in the evidence, the first by id; their number counts all."""


class Group(msgspec.Struct, frozen=True):
    """Living world actors that all come to the system world over the same one."""

    count: int
    first: tuple[str, ...]
    """The first of them by id."""

    @classmethod
    def of(cls, groups: Iterable[Group]) -> Group:
        """Groups that share nobody, together."""
        groups = list(groups)
        first = sorted(id for group in groups for id in group.first)[:NAMED]
        return cls(sum(group.count for group in groups), tuple(first))


Cut = tuple[Group, list[Tie]]
"""(those who are cut off, the ties that lead to them)"""


def find_single_bridge(basis: Basis) -> Iterator[Found]:
    """Where the viewer may not know which one it is, the subjects are left out and only the number is told."""
    named = names_subjects(basis.view.viewer, GapKind.SINGLE_BRIDGE)
    for subject, (group, ties) in sorted(cuts(basis).items()):
        yield _found(basis, subject, group, ties, named)


def cuts(basis: Basis) -> dict[str, Cut]:
    """Id of an actor or tie -> those that reach the system world only through it, where they are enough."""
    gates = gates_of(basis)
    groups, inner = groups_behind(basis, gates), _inner(gates)
    found: dict[str, Cut] = {}
    for node in inner.keys() - {OUTSIDE}:
        behind = Group.of(groups[other] for other in inner[node])
        if behind.count >= basis.thresholds.bridge_cut:
            found[node] = behind, [tie for other in inner[node] for tie in _between(basis, other, node)]
    for node, (gate, only_way) in gates.items():
        if only_way and groups[node].count >= basis.thresholds.bridge_cut:
            ties = _between(basis, node, gate)
            if len(ties) == 1:
                found[ties[0].id] = groups[node], ties
    return found


def _between(basis: Basis, one: str, other: str) -> list[Tie]:
    """The ties between two actors in the graph that figures are computed on; of the first all ties are looked at."""
    return [tie for tie in basis.ties_of(one) if other in (tie.from_id, tie.to_id) and in_graph(tie)]


def groups_behind(basis: Basis, gates: Mapping[str, tuple[str, bool]]) -> Mapping[str, Group]:
    """Actor -> the group of itself, when it is of the living world, and all behind it."""
    inner = _inner(gates)
    groups: dict[str, Group] = {}
    for node in reversed([*gates]):  # those behind a node before the node itself
        own = Group(1, (node,)) if node in basis.living_ids else Group(0, ())
        groups[node] = Group.of([own, *(groups[other] for other in inner.get(node, ()))])
    return groups


def _inner(gates: Mapping[str, tuple[str, bool]]) -> Mapping[str, list[str]]:
    """Gate -> those directly behind it."""
    inner: defaultdict[str, list[str]] = defaultdict(list)
    for node, (gate, _) in gates.items():
        inner[gate].append(node)
    return dict(inner)


def gates_of(basis: Basis) -> dict[str, tuple[str, bool]]:
    """Actor -> (the last one before it on every way from the system world, whether a single pair joins the two).

    In order of steps from the system world, without those that have no way to it. OUTSIDE is a node joined to all
    FORMAL actors. No single node holds a block together, so all ways into a block lead over the node it is entered by.
    """
    blocks_of: defaultdict[str, list[set[str]]] = defaultdict(list)
    blocks: Any = nx.biconnected_components(_graph(basis))  # sets of nodes, which the stubs get wrong
    for block in blocks:
        for node in block:
            blocks_of[node].append(block)
    gates: dict[str, tuple[str, bool]] = {}
    waiting = deque([OUTSIDE])
    while waiting:
        gate = waiting.popleft()
        for block in blocks_of[gate]:
            behind = sorted(block - {gate})
            gates.update((node, (gate, len(behind) == 1)) for node in behind)
            waiting.extend(behind)
            block.clear()  # it is entered once
    return gates


def _graph(basis: Basis) -> nx.Graph[str]:
    ids = [OUTSIDE, *sorted(actor.id for actor in basis.view.actors())]
    number = {id: place for place, id in enumerate(ids)}
    tied = ends_of(filter(in_graph, basis.ties), number)
    formal = np.array([(0, number[id]) for id in basis.formal_ids], np.int64).reshape(-1, 2)
    return SparseGraph.of_pairs(ids, distinct_pairs(np.concatenate([tied, formal])))


def _found(basis: Basis, subject: str, group: Group, ties: list[Tie], named: bool) -> Found:
    number = Evidence(figure="cutOff", value=group.count)
    records = [subject, *(tie.id for tie in ties[:NAMED]), *group.first]
    return Found(
        subjects=(subject,),
        move=Move.ORGANISATION,
        touched=basis.share_of_living(group.count),
        freshness=basis.freshness(*ties),
        confirmation=max(CONFIRMED[tie.confirmation] for tie in ties),
        absent=True,
        area=_area(basis, subject, group, named),
        evidence=(*records_of(records), number) if named else (number,),
    )


def _area(basis: Basis, subject: str, group: Group, named: bool) -> str | None:
    """That of the actor, else that of who is cut off; where it is not named no smaller one than a district."""
    own = basis.place_of(subject) if basis.view.actor(subject) else None
    area = own or min(filter(None, map(basis.place_of, group.first)), default=None)
    return area if named or area is None else basis.district_of(area)
