"""PageRank by power iteration, as networkx does it: Page, Brin, Motwani and Winograd (1999), Stanford InfoLab 1999-66."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]


def pagerank(
    G: Any,
    alpha: float = 0.85,
    personalization: Mapping[Hashable, float] | None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Hashable, float] | None = None,
    weight: str | None = "weight",
    dangling: Mapping[Hashable, float] | None = None,
) -> dict[Hashable, float]:
    """The share of time at each node of a walk that at times starts anew, everywhere alike or by `personalization`.

    Raises ZeroDivisionError when those shares are all 0, and PowerIterationFailedConvergence.
    """
    count = len(G)
    if not count:
        return {}
    matrix, leaving = G.rows.matrix(weight), np.zeros(count)
    np.add.at(leaving, G.rows.tails, G.rows.weight(weight))
    back = matrix.T.tocsr()
    inverse = np.divide(1, leaving, out=np.zeros(count), where=leaving != 0)
    anew = _shares(G, personalization)
    from_dangling = anew if dangling is None else _shares(G, dangling)
    now = _shares(G, nstart)
    for _ in range(max_iter):
        last, lost = now, now[leaving == 0].sum()
        now = alpha * (back @ (last * inverse) + lost * from_dangling) + (1 - alpha) * anew
        if np.abs(now - last).sum() < count * tol:
            return G.by_node(now)  # type: ignore[no-any-return]
    raise nx.PowerIterationFailedConvergence(max_iter)


def _shares(graph: Any, given: Mapping[Hashable, float] | None) -> Shares:
    """What each node is given, as a share of the sum; without anything all alike."""
    if given is None:
        return np.full(len(graph), 1 / len(graph))
    values = np.array([given.get(node, 0) for node in graph.ids], np.float64)
    if values.sum() == 0:
        raise ZeroDivisionError
    shares: Shares = values / values.sum()
    return shares
