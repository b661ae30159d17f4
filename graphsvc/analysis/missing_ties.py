"""Ties that are missing and may be worth a conversation: two actors that share areas, themes and partners, and are not tied.

They are suggestions, never facts: that two are alike does not say that they need each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from itertools import islice
from statistics import fmean
from typing import Any

import msgspec
import networkx as nx
import numpy as np
from babel.lists import format_list

from graphsvc.analysis.backend.rows import Numbers, Rows
from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.gaps.basis import own_themes
from graphsvc.analysis.graph_of import simple_graph
from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.records import Actor, Area, name_of
from graphsvc.model.vocabularies import AreaLevel, Openness

SMALL = frozenset({AreaLevel.DISTRICT, AreaLevel.NEIGHBOURHOOD, AreaLevel.OWN})
"""The levels of area that count as shared."""
PATHS_AT_ONCE = 4_000_000
"""So many two-paths are looked at in one pass."""
MOST_PARTNERS = 200
"""A partner that so many others have brings nobody together: everybody knows it."""
PARTNERS = "partners"
"""The name of what is shared by the graph itself."""

Shared = Mapping[str, Mapping[Hashable, Collection[Hashable]]]
"""By name what nodes can share: node -> what it has."""


class MissingTie(msgspec.Struct, frozen=True):
    """Two that are not tied."""

    one: Hashable
    other: Hashable
    score: float
    """0 to 1: the mean over all that can be shared of the share in common: both have it / either has it."""
    shared: dict[str, tuple[Hashable, ...]]
    """By name (`partners` and those given) what both have, in order."""


def missing_ties(
    graph: nx.Graph[Any], shared: Shared, nodes: Iterable[Hashable] | None = None, limit: int | None = None
) -> list[MissingTie]:
    """The pairs of nodes that are not tied and have a neighbour and something of each kind of `shared` in common.

    The highest score first, then in the order of the nodes; with `nodes` those pairs of which one is among them. Direction
    is ignored. A neighbour of more than 200 brings no pair up. In time proportional to the two-paths over the others.
    """
    rows = sparse(graph.to_undirected() if graph.is_directed() else graph).rows
    names = list(graph)
    partners = {node: frozenset(names[head] for head in _around(rows, place)) for place, node in enumerate(names)}
    kinds = {**{name: {node: frozenset(of[node]) for node in names} for name, of in shared.items()}, PARTNERS: partners}
    chosen = np.arange(len(names)) if nodes is None else np.unique(sparse(graph).numbers_of(nodes))
    found = [missing for pair in _pairs(rows, chosen) if (missing := _compared(names[pair[0]], names[pair[1]], kinds))]
    found.sort(key=lambda missing: -missing.score)  # stable: pairs come in order
    return found[:limit]


def suggested_ties(view: View, actors: Callable[[Actor], bool] | None = None, limit: int = 10) -> list[MissingTie]:
    """The missing ties between actors of a view, by areas (smaller than a municipality), themes and partners.

    Who wants no contact is in none, and pairs with any current tie, of money or membership too, are left out. `actors` says
    which actors at least one of the two must be of.
    """
    graph = simple_graph(view)
    approachable = {actor.id: actor for actor in view.actors() if actor.open_to_contact is not Openness.NO}
    shared: Shared = {
        "areas": {id: _small_areas(view, id) if id in approachable else () for id in graph},
        "themes": {id: own_themes(view, id) if id in approachable else () for id in graph},
    }
    wanted = [id for id, actor in approachable.items() if actors is None or actors(actor)]
    tied = {frozenset((tie.from_id, tie.to_id)) for tie in view.ties()}
    found = missing_ties(graph, shared, wanted)
    return list(islice((one for one in found if frozenset((one.one, one.other)) not in tied), limit))


def explain(view: View, missing: MissingTie, language: Language) -> str:
    """A missing tie in two sentences, as a suggestion."""

    def names(ids: Iterable[Hashable]) -> str:
        records = [view.get(str(id)) for id in ids]
        return str(format_list([name_of(record) for record in records if record is not None], locale=language))

    return translate(
        language,
        "%(a)s and %(b)s are both active in %(areas)s, both work on %(themes)s and both know %(partners)s."
        " Perhaps a first conversation is worth it; they know best whether it is.",
        a=names([missing.one]),
        b=names([missing.other]),
        **{kind: names(ids) for kind, ids in missing.shared.items()},
    )


def _small_areas(view: View, actor: str) -> list[str]:
    """The areas an actor is in that are smaller than a municipality: larger ones are shared by too many."""
    areas = (view.get(id) for id in view.areas_of(actor))
    return [area.id for area in areas if isinstance(area, Area) and area.level in SMALL]


def _around(rows: Rows, number: int) -> list[int]:
    return rows.heads[rows.first[number] : rows.first[number + 1]].tolist()  # type: ignore[no-any-return]


def _pairs(rows: Rows, chosen: Numbers) -> Iterator[tuple[int, int]]:
    """Each two nodes, the smaller number first, one of them chosen, that share a neighbour of not too many and are not tied.

    In order of the chosen one; many at a time, so that memory is bounded.
    """
    few = rows.degrees[rows.heads] <= MOST_PARTNERS
    near = Rows(np.searchsorted(rows.tails[few], np.arange(rows.count + 1)), rows.heads[few])
    matrix, tied = near.matrix(), rows.tails * rows.count + rows.heads
    is_chosen = np.isin(np.arange(rows.count), chosen)
    paths = np.bincount(near.tails, rows.degrees[near.heads], rows.count)[chosen]
    for part in np.split(chosen, np.flatnonzero(np.diff(np.cumsum(paths) // PATHS_AT_ONCE)) + 1):
        both: Any = (matrix[part] @ matrix.T).tocoo()
        one, other = part[both.row], both.col.astype(np.int64)
        kept = (one < other) | ((one > other) & ~is_chosen[other])
        ends = np.stack([one, other], axis=1)[kept]
        ends = ends[~np.isin(ends[:, 0] * rows.count + ends[:, 1], tied)]
        yield from map(tuple, np.sort(ends[np.lexsort(ends.T[::-1])], axis=1).tolist())


def _compared(one: Hashable, other: Hashable, kinds: Shared) -> MissingTie | None:
    """None when something is not shared at all."""
    common, parts = {}, []
    for name, of in kinds.items():
        first, second = frozenset(of[one]), frozenset(of[other])
        if not (both := first & second):
            return None
        common[name] = tuple(sorted(both, key=str))
        parts.append(len(both) / len(first | second))
    return MissingTie(one, other, fmean(parts), common)
