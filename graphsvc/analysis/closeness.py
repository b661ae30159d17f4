"""Harmonic closeness, exact or from a sample of sources."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import networkx as nx
import numpy as np

from graphsvc.analysis.backend.components import component_labels
from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.backend.waves import waves
from graphsvc.analysis.sampling import Estimate, Moments, estimates


@nx.utils.not_implemented_for("directed")
def harmonic_closeness(graph: nx.Graph[Any], sources: int | None = None, seed: int = 1) -> dict[Hashable, Estimate]:
    """The sum of 1/distance from all other nodes to each, as `networkx.harmonic_centrality` gives it.

    With `sources` it is estimated in each component of more nodes from so many of its nodes, drawn without replacement,
    and exact in the others; `error` is the half-width of the 95% interval. Boldi and Vigna (2014), Internet
    Mathematics 10:222-262.
    """
    nodes = sparse(graph)
    if sources is None:
        found = nx.harmonic_centrality(nodes)
        return {node: Estimate(value, 0.0) for node, value in found.items()}
    labels = component_labels(nodes)
    sizes = np.bincount(labels)
    rng, values, errors = np.random.default_rng(seed), np.zeros(len(graph)), np.zeros(len(graph))
    small = np.flatnonzero(sizes[labels] <= sources) if len(labels) else labels
    for steps, reached in waves(nodes.rows, small):
        values += reached / steps
    for component in np.flatnonzero(sizes > sources).tolist():
        members = np.flatnonzero(labels == component)
        moments = Moments(len(members))
        for steps, reached in waves(nodes.rows, np.sort(rng.choice(members, sources, replace=False))):
            moments.add(reached[members], 1 / steps)
        values[members] = moments.first / sources * len(members)
        errors[members] = moments.mean_error(sources, len(members)) * len(members)
    return estimates(graph, values, errors)
