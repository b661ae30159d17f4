"""Ranks by betweenness, each with its range when part of the actors is left out at random: how much a rank depends on whom
the network happens to hold."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import msgspec
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Rows, rows_of
from graphsvc.analysis.backend.sparse_graph import SparseGraph, sparse
from graphsvc.analysis.betweenness import betweenness

LEFT_OUT = 0.15
"""The share of the nodes that each sample leaves out."""
SAMPLES = 100
"""So many samples up to `EXACT` nodes, and a fifth of that above."""
EXACT, PATHS = 500, 10_000
"""Betweenness is exact up to so many nodes, in the samples too, and from so many shortest paths above."""
RANGE = (2.5, 97.5)
"""The percentiles that a range runs between."""


class Rank(msgspec.Struct, frozen=True):
    """The rank of a node by betweenness: 1 is the highest; equals share the best of their ranks."""

    rank: int
    low: int
    """The best end of the range."""
    high: int
    """The other end: 95% of the samples that hold the node give a rank from `low` to `high`."""
    betweenness: float


def betweenness_ranks(
    graph: nx.Graph[Any],
    left_out: float = LEFT_OUT,
    samples: int | None = None,
    seed: int = 1,
) -> dict[Hashable, Rank]:
    """The rank of each node by betweenness, and its range over samples that leave out a share of the nodes at random.

    A rank within a sample is counted as if the nodes left out were there in proportion. Undirected, unweighted. In time
    samples x that of betweenness: exact up to 500 nodes, estimated above, where `low` and `high` hold the error of it too.
    """
    rows, count = sparse(graph).rows, len(graph)
    many = samples if samples is not None else SAMPLES if count <= EXACT else SAMPLES // 5
    rng = np.random.default_rng(seed)
    values = _values(rows, np.arange(count), seed)
    found = np.full((many, count), np.nan)
    for sample in range(many):
        kept = np.sort(rng.permutation(count)[: max(1, count - round(count * left_out))]) if count else np.arange(0)
        scale = count / max(1, len(kept))
        found[sample, kept] = 1 + (_ranks(_values(rows, kept, seed + 1 + sample)) - 1) * scale
    ranks = _ranks(values)
    low, high = _range(found, ranks)
    columns = (ranks, low, high, values)
    return {node: Rank(*told) for node, *told in zip(graph, *(column.tolist() for column in columns), strict=True)}


def _values(rows: Rows, kept: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    """The betweenness of some nodes in the graph of these alone."""
    place = np.full(rows.count, -1)
    place[kept] = np.arange(len(kept))
    among = (place[rows.tails] >= 0) & (place[rows.heads] >= 0)
    part = rows_of(len(kept), place[rows.tails[among]], place[rows.heads[among]])
    graph: nx.Graph[int] = SparseGraph.of(part, range(len(kept)))
    found = betweenness(graph, None if rows.count <= EXACT else PATHS, seed)
    return np.array([round(figure.value, 12) for figure in found.values()], np.float64)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """One more than how many are higher."""
    ordered = np.sort(values)
    return 1 + len(values) - np.searchsorted(ordered, values, side="right")


def _range(found: NDArray[np.float64], ranks: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ends of the range, never without the rank itself."""
    seen = ~np.isnan(found).all(axis=0)
    low, high = ranks.copy(), ranks.copy()
    if seen.any():
        ends = np.nanpercentile(found[:, seen], RANGE, axis=0)
        low[seen] = np.minimum(low[seen], np.floor(ends[0]).astype(np.int64))
        high[seen] = np.maximum(high[seen], np.ceil(ends[1]).astype(np.int64))
    return low, high
