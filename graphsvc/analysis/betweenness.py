"""Betweenness, exact or from shortest paths drawn at random."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import networkx as nx
import numpy as np

from graphsvc.analysis.backend.path_sampling import inner_nodes
from graphsvc.analysis.backend.sparse_graph import sparse
from graphsvc.analysis.sampling import Estimate, estimates, share_error


@nx.utils.not_implemented_for("directed")
def betweenness(graph: nx.Graph[Any], paths: int | None = None, seed: int = 1) -> dict[Hashable, Estimate]:
    """The normalised, unweighted betweenness of each node, as `networkx.betweenness_centrality` gives it.

    With `paths` it is estimated from so many random shortest paths: the share of them that pass the node. `error` is
    then the half-width of a 95% interval that holds for each node however rare its paths are, for they are independent.
    """
    rows, count = sparse(graph).rows, len(graph)
    if paths is None or count < 3:
        found = nx.betweenness_centrality(sparse(graph))
        return {node: Estimate(value, 0.0) for node, value in found.items()}
    hits = np.zeros(count, np.int64)
    for inner in inner_nodes(rows.matrix(), paths, np.random.default_rng(seed)):
        hits += np.bincount(inner, minlength=count)
    # Paths end at two of all nodes; networkx divides by the pairs of all others.
    scale = count / (count - 2)
    error = np.where(rows.degrees > 1, share_error(hits, paths), 0.0)  # nothing passes who has one tie
    return estimates(graph, scale * hits / paths, scale * error)
