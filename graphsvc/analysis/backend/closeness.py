"""Closeness and harmonic closeness, unweighted, exact."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.waves import waves


def harmonic_centrality(
    G: Any, nbunch: Any = None, distance: Any = None, sources: Iterable[Hashable] | None = None
) -> dict[Hashable, float]:
    """The sum of 1/distance to each node from all others, or from `sources`. Weights are left to networkx.

    Boldi and Vigna (2014), Internet Mathematics 10:222-262.
    """
    if distance is not None:
        raise NotImplementedError("Weights are left to networkx.")
    sums = np.zeros(len(G))
    chosen = np.arange(len(G)) if sources is None else np.unique(G.numbers_of(set(G.nbunch_iter(sources))))
    for steps, reached in waves(_into(G), chosen):
        sums += reached / steps
    values: dict[Hashable, float] = G.by_node(sums)
    return values if nbunch is None else {node: values[node] for node in G.nbunch_iter(nbunch)}


def closeness_centrality(G: Any, u: Any = None, distance: Any = None, wf_improved: bool = True) -> Any:
    """The inverse of the mean distance from those that reach a node, scaled by their share. Weights: networkx.

    Freeman (1979), Social Networks 1:215-239; scaled by Wasserman and Faust (1994), Social Network Analysis, page 201.
    """
    if distance is not None or u is not None:
        raise NotImplementedError("Weights and single nodes are left to networkx.")
    count = len(G)
    reached_by, far = np.zeros(count), np.zeros(count)
    for steps, reached in waves(_into(G), np.arange(count)):
        reached_by += reached
        far += reached * steps
    values: NDArray[np.float64] = np.divide(reached_by, far, out=np.zeros(count), where=far > 0)
    if wf_improved and count > 1:
        values *= reached_by / (count - 1)
    return G.by_node(values)


def _into(graph: Any) -> Any:
    return graph.rows.reversed() if graph.is_directed() else graph.rows
