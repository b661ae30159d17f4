"""The figures of each actor, computed from plain arrays, so that a worker process needs no records."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import Any, cast

import msgspec
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.sparse_graph import SparseGraph
from graphsvc.analysis.betweenness import betweenness
from graphsvc.analysis.brokerage import Brokerage, brokerage
from graphsvc.analysis.closeness import harmonic_closeness
from graphsvc.analysis.structural_holes import ego_constraint, ego_effective_size

EXACT_BETWEENNESS = 2_000
"""Up to so many actors betweenness is exact."""
SAMPLED_PATHS = 80_000
"""Above that, from so many shortest paths."""
EXACT_CLOSENESS = 20_000
"""Up to so many actors harmonic closeness is exact."""
SAMPLED_SOURCES = 1_000
"""Above that, from so many sources in each component."""
SEED = 1

Pair = tuple[str, str]


class ActorFigures(msgspec.Struct, frozen=True, gc=False, kw_only=True, rename="camel"):
    """The place of one actor among what the viewer sees.

    All but `tie_count` are of the simple, undirected graph of distinct pairs with a current tie other than PART_OF
    and FUNDS. What an isolate cannot have is None.
    """

    tie_count: int
    """All current ties, of any kind."""
    degree: int
    informal_degree: int
    """Neighbours of the living world."""
    formal_degree: int
    """Neighbours of the system world."""
    betweenness: float
    """The share of shortest paths between two others that pass here (normalised)."""
    betweenness_error: float
    """Half-width of the 95% interval; 0 when exact."""
    harmonic_closeness: float
    """The sum of 1/steps to all others (not normalised)."""
    harmonic_closeness_error: float
    core: int
    """The largest k so that it stands in a group whose members each have k ties within it."""
    constraint: float | None
    """Burt, on the whole network as networkx."""
    effective_size: float | None
    efficiency: float | None
    ego_constraint: float | None
    """Burt, within the ego network alone, as UCINET."""
    ego_effective_size: float | None
    ego_efficiency: float | None
    ei_index: float | None
    """(External - internal) / all neighbours, by formality: -1 only its own kind, 1 only others."""
    brokerage: Brokerage
    """By formality."""
    community: int
    """1 is the largest; of equal size the one with the smallest id first."""
    is_cut_point: bool
    """Whether others would be cut off from each other without it."""
    steps_to_formal: int | None
    """Steps to the nearest FORMAL actor, itself counted; None when no path leads to one."""
    steps_to_informal: int | None
    """Steps to the nearest actor of the living world, itself counted."""


class Figures(msgspec.Struct, frozen=True):
    """The figures of all actors in one view, at one version of the graph and one day."""

    version: int
    day: date | None
    """None: of all times together."""
    actors: dict[str, ActorFigures]
    bridges: frozenset[Pair]
    """The pairs of actors (smaller id first) without whose ties the network falls further apart."""


class FigureInput(msgspec.Struct, frozen=True):
    """What the figures are computed from. Actors are numbered in order of id."""

    version: int
    day: date | None
    ids: list[str]
    formality: NDArray[np.int8]
    """A number for each formality, shape (actors,)."""
    formal: NDArray[np.bool_]
    living: NDArray[np.bool_]
    tie_counts: NDArray[np.int64]
    pairs: NDArray[np.int64]
    """The distinct pairs of the graph, shape (pairs, 2), the smaller number first."""


def figures_of(given: FigureInput) -> Figures:
    """The figures of an input. Takes about 5 s for 10,000 actors and 60,000 ties."""
    graph = graph_of_pairs(len(given.ids), given.pairs)
    columns = {**_degrees(graph, given), **_centralities(graph), **_holes(graph), **_groups(graph, given)}
    actors = {
        id: ActorFigures(**{name: column[number] for name, column in columns.items()})
        for number, id in enumerate(given.ids)
    }
    bridges = frozenset((given.ids[min(a, b)], given.ids[max(a, b)]) for a, b in bridge_pairs(graph))
    return Figures(given.version, given.day, actors, bridges)


def encoded_figures(given: FigureInput) -> bytes:
    """The same as MessagePack: unpickling 10,000 objects would hold up the event loop."""
    return msgspec.msgpack.encode(figures_of(given))


def graph_of_pairs(count: int, pairs: NDArray[np.int64]) -> SparseGraph:
    """The simple graph of numbered actors."""
    return SparseGraph.of_pairs(range(count), pairs)


def bridge_pairs(graph: SparseGraph) -> Iterable[tuple[int, int]]:
    """The edges without which the graph falls further apart."""
    return cast("Iterable[tuple[int, int]]", nx.bridges(graph))


def communities(graph: SparseGraph) -> list[list[int]]:
    """Groups of actors with more ties among each other than with others: the largest first, then by smallest number."""
    found: Iterable[set[int]] = nx.community.leiden_communities(graph, seed=SEED)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))


def _degrees(graph: SparseGraph, given: FigureInput) -> Mapping[str, Any]:
    ends = np.concatenate([given.pairs, given.pairs[:, ::-1]])
    own, other = ends[:, 0], ends[:, 1]
    count = len(given.ids)
    degree = np.bincount(own, minlength=count)
    external = np.bincount(own[given.formality[own] != given.formality[other]], minlength=count)
    return {
        "tie_count": given.tie_counts.tolist(),
        "degree": degree.tolist(),
        "informal_degree": np.bincount(own[given.living[other]], minlength=count).tolist(),
        "formal_degree": np.bincount(own[given.formal[other]], minlength=count).tolist(),
        "ei_index": _ratios(2 * external - degree, degree),
        "core": nx.core_number(graph),
    }


def _centralities(graph: SparseGraph) -> Mapping[str, Any]:
    between = betweenness(graph, None if len(graph) <= EXACT_BETWEENNESS else SAMPLED_PATHS, SEED)
    close = harmonic_closeness(graph, None if len(graph) <= EXACT_CLOSENESS else SAMPLED_SOURCES, SEED)
    return {
        "betweenness": {node: figure.value for node, figure in between.items()},
        "betweenness_error": {node: figure.error for node, figure in between.items()},
        "harmonic_closeness": {node: figure.value for node, figure in close.items()},
        "harmonic_closeness_error": {node: figure.error for node, figure in close.items()},
    }


def _holes(graph: SparseGraph) -> Mapping[str, Any]:
    sizes, ego_sizes = nx.effective_size(graph), ego_effective_size(graph)
    return {
        "constraint": _known(nx.constraint(graph)),
        "effective_size": _known(sizes),
        "efficiency": _per_degree(graph, sizes),
        "ego_constraint": _known(ego_constraint(graph)),
        "ego_effective_size": _known(ego_sizes),
        "ego_efficiency": _per_degree(graph, ego_sizes),
    }


def _groups(graph: SparseGraph, given: FigureInput) -> Mapping[str, Any]:
    number = {node: place for place, group in enumerate(communities(graph), 1) for node in group}
    cut_points: set[int] = set(nx.articulation_points(graph))
    return {
        "brokerage": brokerage(graph, dict(enumerate(given.formality.tolist()))),
        "community": number,
        "is_cut_point": [node in cut_points for node in graph],
        "steps_to_formal": _steps(graph, given.formal),
        "steps_to_informal": _steps(graph, given.living),
    }


def _steps(graph: SparseGraph, goals: NDArray[np.bool_]) -> list[int | None]:
    """The steps from each actor to the nearest goal."""
    from scipy.sparse.csgraph import dijkstra

    if not goals.any():
        return [None] * len(graph)
    steps = dijkstra(graph.rows.matrix(), indices=np.flatnonzero(goals), unweighted=True, min_only=True)
    return [int(number) if np.isfinite(number) else None for number in steps]


def _known(values: Mapping[Hashable, float]) -> dict[Hashable, float | None]:
    """nan, which JSON does not have, as None."""
    return {node: None if value != value else value for node, value in values.items()}


def _per_degree(graph: SparseGraph, sizes: Mapping[Hashable, float]) -> list[float | None]:
    degrees = graph.rows.degrees.tolist()
    return [sizes[node] / degree if degree else None for node, degree in enumerate(degrees)]


def _ratios(numbers: NDArray[np.int64], wholes: NDArray[np.int64]) -> list[float | None]:
    return [number / whole if whole else None for number, whole in zip(numbers.tolist(), wholes.tolist(), strict=True)]
