"""The hierarchies among records: areas inside areas, themes below themes, parts of actors. None may be inside itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import AnyRecord, Edge, Link, Tie
from graphsvc.model.vocabularies import TieKind

Hierarchy = LinkKind | TieKind


class Known(Protocol):
    """The records there are, as the rules need them."""

    def find(self, id: str) -> AnyRecord | None: ...

    def edges_at(self, id: str) -> Iterable[Edge]:
        """The ties and links that start or end at a record."""

    def hierarchy(self, kind: LinkKind | TieKind, id: str) -> Iterable[Edge]:
        """The edges of this kind that start at a record."""


def hierarchy_of(edge: Edge) -> Hierarchy | None:
    """The hierarchy in which an edge is a step upwards: WITHIN, BROADER or PART_OF; None for all others."""
    if isinstance(edge, Link) and edge.link_kind in (LinkKind.WITHIN, LinkKind.BROADER):
        return edge.link_kind
    return TieKind.PART_OF if isinstance(edge, Tie) and edge.tie_kind is TieKind.PART_OF else None


def edges_in_cycles(after: Mapping[str, AnyRecord | None], known: Known) -> frozenset[str]:
    """The ids of changed edges that would make something be inside itself, in one walk over what stands above them.

    `after`: the changed records by id, None for one that goes. An edge is part of a cycle when both its ends are in
    one strongly connected component of the steps upwards.
    """
    found: set[str] = set()
    for kind in (LinkKind.WITHIN, LinkKind.BROADER, TieKind.PART_OF):
        new = [
            record
            for record in after.values()
            if isinstance(record, Tie | Link) and record.valid_to is None and hierarchy_of(record) is kind
            if None not in (record.from_id, record.to_id)
        ]
        if new:
            part_of = _components(_steps(new, kind, after, known))
            found.update(edge.id for edge in new if part_of[edge.from_id] == part_of[edge.to_id])
    return frozenset(found)


def _steps(
    new: list[Edge], kind: Hierarchy, after: Mapping[str, AnyRecord | None], known: Known
) -> dict[str, list[str]]:
    """The steps upwards from every end of the new edges, with those that stay."""
    steps: dict[str, list[str]] = {}
    for edge in new:
        steps.setdefault(edge.from_id, []).append(edge.to_id)
    seen = {end for edge in new for end in (edge.from_id, edge.to_id)}
    waiting = list(seen)
    while waiting:
        id = waiting.pop()
        kept = (up.to_id for up in known.hierarchy(kind, id) if up.id not in after and up.valid_to is None)
        steps.setdefault(id, []).extend(kept)
        fresh = [above for above in steps[id] if above not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return steps


def _components(steps: Mapping[str, list[str]]) -> dict[str, int]:
    """The number of the strongly connected component of each id."""
    import networkx as nx  # imported on first use: most changes touch no hierarchy

    graph = nx.DiGraph((id, above) for id, ups in steps.items() for above in ups)
    graph.add_nodes_from(steps)
    return {id: number for number, ids in enumerate(nx.strongly_connected_components(graph)) for id in ids}
