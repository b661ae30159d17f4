"""Where each actor stands on the map: those with many ties among them near each other, and nothing on top of another.

Groups of the Louvain method are each laid out by force, and then set beside each other as circles of their own size,
nearest to the groups they have most ties with. So the work grows with the size of the groups, not of the network.
Positions are the same for the same network: nothing moves when the page is opened again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Position = tuple[float, float]
SPACE = 90.0
"""Roughly the distance between neighbours, in units of the map."""
BY_FORCE = 150
"""Above this size a group is laid out on a spiral, by number of ties: force takes time quadratic in it."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
LANDSCAPE: NDArray[np.float64] = np.array([1.7, 0.9])
"""How far groups are drawn out across and down: screens and paper are wider than high."""
SEED = 1


def positions(actors: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, Position]:
    """The position of each actor, given the pairs that have a tie. Actors without any stand in rows below the others."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(actors))
    graph.add_edges_from(sorted((min(pair), max(pair)) for pair in pairs))
    tied = graph.subgraph([actor for actor in graph if graph.degree[actor]])
    placed = _groups_side_by_side(nx.Graph(tied)) if tied else {}
    alone = [actor for actor in graph if not graph.degree[actor]]
    return {**placed, **_rows_below(alone, placed)}


def _groups_side_by_side(graph: nx.Graph[str]) -> dict[str, Position]:
    found = nx.community.louvain_communities(graph, seed=SEED)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))
    shapes = [_within(graph.subgraph(group), group) for group in groups]
    sizes = np.array([np.abs(shape).max(initial=0) + SPACE * 0.7 for shape in shapes])
    centres = _apart(_centres(graph, groups, sizes), sizes)
    return {
        actor: (round(float(centre[0] + point[0]), 1), round(float(centre[1] + point[1]), 1))
        for group, shape, centre in zip(groups, shapes, centres, strict=True)
        for actor, point in zip(group, shape, strict=True)
    }


def _within(group: nx.Graph[str], order: list[str]) -> NDArray[np.float64]:
    """Points of one group around its own centre, shape (size, 2)."""
    if len(order) > BY_FORCE:
        return _spiral(group, order)
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(order)  # the order decides where each starts, and a subgraph has none of its own
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in group.edges))
    spread = nx.spring_layout(ordered, seed=SEED, iterations=120, k=1.6 / math.sqrt(len(order)))
    points = np.array([spread[actor] for actor in order])
    points -= points.mean(axis=0)
    reach = np.abs(points).max(initial=1e-9)
    return _loosened(points / reach * SPACE * 0.55 * math.sqrt(len(order)))


def _spiral(group: nx.Graph[str], order: list[str]) -> NDArray[np.float64]:
    """Points on a sunflower's spiral, those with most ties in the middle."""
    rank = {actor: place for place, actor in enumerate(sorted(order, key=lambda actor: (-group.degree[actor], actor)))}
    places = np.array([rank[actor] for actor in order])
    radius, angle = SPACE * 0.6 * np.sqrt(places + 0.5), places * GOLDEN_ANGLE
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _loosened(points: NDArray[np.float64], distance: float = SPACE * 0.5) -> NDArray[np.float64]:
    """Points moved apart until none is nearer to another than `distance`."""
    for _ in range(40):
        offsets = points[:, None] - points[None]
        lengths = np.hypot(offsets[..., 0], offsets[..., 1])
        np.fill_diagonal(lengths, np.inf)
        push = np.clip(distance - lengths, 0, None) / 2
        if not push.any():
            break
        points = points + (offsets / np.maximum(lengths, 1e-6)[..., None] * push[..., None]).sum(axis=1)
    return points


def _centres(graph: nx.Graph[str], groups: list[list[str]], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """A first place for each group: drawn together by the ties between them."""
    group_of = {actor: number for number, group in enumerate(groups) for actor in group}
    between: nx.Graph[int] = nx.Graph()
    between.add_nodes_from(range(len(groups)))
    for start, end in graph.edges:
        one, other = sorted((group_of[start], group_of[end]))
        if one != other:
            weight = between.get_edge_data(one, other, {"weight": 0})["weight"]
            between.add_edge(one, other, weight=weight + 1)
    spread = nx.spring_layout(between, seed=SEED, iterations=200, weight="weight")
    points: NDArray[np.float64] = np.array([spread[number] for number in range(len(groups))])
    return points * float(np.sqrt((sizes**2).sum())) * LANDSCAPE


def _apart(centres: NDArray[np.float64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Circles moved apart until none covers another, then drawn together as far as that allows."""
    for step in range(400):
        offsets = centres[:, None] - centres[None]
        lengths = np.hypot(offsets[..., 0], offsets[..., 1])
        np.fill_diagonal(lengths, np.inf)
        push = np.clip(sizes[:, None] + sizes[None] - lengths, 0, None) / 2
        if not push.any() and step > 100:
            break
        moved = (offsets / np.maximum(lengths, 1e-6)[..., None] * push[..., None]).sum(axis=1)
        pull = 0.02 / LANDSCAPE if step < 300 else 0.0
        centres = centres + moved - (centres - centres.mean(axis=0)) * pull
    return centres


def _rows_below(alone: list[str], placed: dict[str, Position]) -> dict[str, Position]:
    """Actors without ties, in rows under the others, so that they are seen as standing apart."""
    left = min((x for x, _ in placed.values()), default=0.0)
    right = max((x for x, _ in placed.values()), default=0.0)
    bottom = max((y for _, y in placed.values()), default=-2 * SPACE)
    columns = max(int((right - left) // SPACE) + 1, math.isqrt(len(alone)) + 1, 1)
    return {
        actor: (left + SPACE * (number % columns), bottom + SPACE * (2 + number // columns))
        for number, actor in enumerate(alone)
    }
