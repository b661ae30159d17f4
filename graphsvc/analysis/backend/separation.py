"""What is left of a graph without each of its nodes, by one depth-first search: Hopcroft and Tarjan (1973), CACM 16:372-378."""

from __future__ import annotations

import numpy as np

from graphsvc.analysis.backend.components import labels_of
from graphsvc.analysis.backend.rows import Numbers, Rows, rows_of


def pairs_without(rows: Rows) -> Numbers:
    """For each node: how many ordered pairs of others a path joins when it is gone. Undirected, without loops.

    In time proportional to the edges.
    """
    labels = labels_of(rows)
    sizes = np.bincount(labels)
    whole = sizes * (sizes - 1)
    size = sizes[labels]
    cut_off, pairs = _parts(rows, labels)
    rest = size - 1 - cut_off
    left: Numbers = whole.sum() - whole[labels] + pairs + rest * (rest - 1)
    return left


def _parts(rows: Rows, labels: Numbers) -> tuple[Numbers, Numbers]:
    """Of the parts below each node in the search that it alone joins to the rest: their sizes, and pairs inside, summed."""
    order, before = _search(rows, labels)
    place = np.empty(rows.count + 1, np.int64)
    place[order] = np.arange(rows.count + 1)
    low = place[:-1].copy()  # the earliest place that a node or those below it are tied to, but for the way down
    up = rows.heads != before[rows.tails]
    np.minimum.at(low, rows.tails[up], place[rows.heads[up]])
    lowest, sizes = low.tolist(), [1] * rows.count
    cut_off, pairs = np.zeros(rows.count, np.int64), np.zeros(rows.count, np.int64)
    places, parents = place.tolist(), before.tolist()
    for node in order[:0:-1].tolist():
        parent = parents[node]
        if parent == rows.count:
            continue
        if lowest[node] >= places[parent]:
            cut_off[parent] += sizes[node]
            pairs[parent] += sizes[node] * (sizes[node] - 1)
        lowest[parent] = min(lowest[parent], lowest[node])
        sizes[parent] += sizes[node]
    return cut_off, pairs


def _search(rows: Rows, labels: Numbers) -> tuple[Numbers, Numbers]:
    """A depth-first order, and who comes before each node, from a root of our own with an edge to each component."""
    from scipy.sparse.csgraph import depth_first_order

    _, first = np.unique(labels, return_index=True)
    root = np.full(len(first), rows.count)
    tails, heads = np.concatenate([rows.tails, root, first]), np.concatenate([rows.heads, first, root])
    order, before = depth_first_order(rows_of(rows.count + 1, tails, heads).matrix(), rows.count)
    return order.astype(np.int64), before[: rows.count].astype(np.int64)
