"""Communities by the Leiden algorithm: Traag, Waltman and van Eck (2019), Scientific Reports 9:5233, by graspologic-native."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np

ITERATIONS = 10
"""How often the whole is gone through again from what was found: beyond it modularity grows by less than 1%."""


def leiden_communities(
    G: Any, weight: str | None = "weight", resolution: float = 1, max_level: Any = None, seed: Any = None
) -> list[set[Hashable]]:
    """Groups with more edges within them than between them, by modularity: the largest first, then by first node.

    Negative weights, loops and a limit to the levels are refused.
    """
    weights = G.rows.weight(weight)
    if max_level is not None or G.rows.loops or (weights < 0).any():
        raise NotImplementedError("Levels, loops and negative weights.")
    return [{G.ids[number] for number in group} for group in _groups(G, weights, resolution, seed)]


def _groups(graph: Any, weights: Any, resolution: float, seed: Any) -> list[list[int]]:
    """Isolates, and nodes with edges of weight 0 alone, stand by themselves."""
    if not weights.any():
        return [[number] for number in range(len(graph))]
    import graspologic_native

    rows = graph.rows
    _, community = graspologic_native.leiden_csr(
        rows.first.astype(np.int64),
        rows.heads.astype(np.int32),
        weights.astype(np.float64),
        len(graph),
        resolution=float(resolution),
        iterations=ITERATIONS,
        seed=_number(seed),
    )
    groups: dict[int, list[int]] = {}
    for number in range(len(graph)):
        groups.setdefault(community.get(number, -1 - number), []).append(number)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def _number(seed: Any) -> int | None:
    """networkx has made a random generator of the seed by now."""
    return seed if seed is None or isinstance(seed, int) else seed.randrange(1 << 32)
