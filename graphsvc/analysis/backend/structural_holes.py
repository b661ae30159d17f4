r"""Burt's constraint and effective size: Burt (1995), Structural Holes; Borgatti (1997), Connections 20(1):35-38.

Both sum, over the contacts j of i, what reaches j through a third q that knows both: so a sum over all triangles. With
:math:`m_{ij}` the weights between i and j in both directions, :math:`p_{ij}` is its share of i's sum.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers, Rows, rows_of
from graphsvc.analysis.backend.triangles import triangles_of

Values = NDArray[np.float64]


def constraint(G: Any, nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> dict[Hashable, float]:
    r""":math:`c(i) = \sum_{j \in N(i)} (p_{ij} + \sum_q p_{iq} p_{qj})^2`, nan for isolates."""
    mutual = mutual_rows(G.rows, weight)
    share = shares(mutual)
    local = share + through_thirds(mutual, share, share)
    return by_node(G, np.bincount(mutual.tails, local**2, len(G)), mutual, nodes)


def effective_size(G: Any, nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> dict[Hashable, float]:
    r""":math:`e(i) = \sum_{j \in N(i)} (1 - \sum_q p_{iq} m_{jq} / \max_k m_{jk})`, nan for isolates."""
    mutual = mutual_rows(G.rows, weight)
    strongest = np.zeros(len(G))
    np.maximum.at(strongest, mutual.tails, mutual.weight("mutual"))
    to_third = (mutual.weight("mutual") / strongest[mutual.tails])[backward(mutual)]  # m_jq by the arc from q to j
    redundancy = through_thirds(mutual, shares(mutual), to_third)
    return by_node(G, np.bincount(mutual.tails, 1 - redundancy, len(G)), mutual, nodes)


def mutual_rows(rows: Rows, weight: str | None) -> Rows:
    """Both arcs between each two nodes tied in either direction, with the `mutual` weight: that of both summed.

    Heads in order of number. Raises NotImplementedError for loops and for weights that are not above 0.
    """
    weights = rows.weight(weight)
    if rows.loops or (weights <= 0).any():
        raise NotImplementedError("Loops, and weights that are not above 0, are left to networkx.")
    tails, heads = np.concatenate([rows.tails, rows.heads]), np.concatenate([rows.heads, rows.tails])
    keys, place = np.unique(tails * rows.count + heads, return_inverse=True)
    mutual = np.bincount(place, np.concatenate([weights, weights]), len(keys)) if len(keys) else np.zeros(0)
    return rows_of(rows.count, keys // max(1, rows.count), keys % max(1, rows.count), {"mutual": mutual})


def shares(mutual: Rows) -> Values:
    """The mutual weight of each arc as a share of all of its tail."""
    weights = mutual.weight("mutual")
    found: Values = weights / np.bincount(mutual.tails, weights, mutual.count)[mutual.tails]
    return found


def through_thirds(mutual: Rows, first: Values, second: Values) -> Values:
    """For each arc from i to j the sum, over all q tied to both, of `first` of the arc iq times `second` of qj."""
    back, sums = backward(mutual), np.zeros(len(mutual.heads))
    for _, arcs in triangles_of(mutual):
        ab, ac, bc = arcs
        ba, ca, cb = back[arcs]
        for direct, one, other in (
            (ab, ac, cb), (ba, bc, ca), (ac, ab, bc), (ca, cb, ba), (bc, ba, ac), (cb, ca, ab)
        ):  # fmt: skip
            sums += np.bincount(direct, first[one] * second[other], len(sums))
    return sums


def backward(mutual: Rows) -> Numbers:
    """The place of the arc the other way, for each arc."""
    keys = mutual.heads * mutual.count + mutual.tails
    return np.argsort(keys)


def by_node(graph: Any, values: NDArray[Any], mutual: Rows, nodes: Iterable[Hashable] | None) -> dict[Hashable, float]:
    """The values of all nodes, or of these, with nan for isolates."""
    values = np.where(mutual.degrees > 0, values, np.nan)
    everything = dict(zip(graph, values.tolist(), strict=True))
    return everything if nodes is None else {node: everything[node] for node in nodes}
