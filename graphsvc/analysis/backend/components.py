"""Connected components, by scipy."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import networkx as nx
import numpy as np

from graphsvc.analysis.backend.rows import Numbers


def connected_components(G: Any) -> Iterator[set[Hashable]]:
    """The nodes of each component, in the order of the first of them."""
    labels = component_labels(G)
    members = np.split(np.argsort(labels, kind="stable"), np.cumsum(np.bincount(labels))[:-1]) if len(labels) else []
    return ({G.ids[number] for number in numbers.tolist()} for numbers in members)


def number_connected_components(G: Any) -> int:
    """How many components there are."""
    return int(component_labels(G).max(initial=-1)) + 1


def is_connected(G: Any) -> bool:
    """Whether a path joins all nodes. Raises NetworkXPointlessConcept for a graph without nodes."""
    if not len(G):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return number_connected_components(G) == 1


def node_connected_component(G: Any, n: Hashable) -> set[Hashable]:
    """The nodes in the component of one; raises KeyError for a node that is not in the graph."""
    labels = component_labels(G)
    return {G.ids[number] for number in np.flatnonzero(labels == labels[G.number[n]]).tolist()}


def component_labels(G: Any) -> Numbers:
    """The number of each node's component, in the order of the first node of each."""
    if not len(G):
        return np.zeros(0, np.int64)
    from scipy.sparse.csgraph import connected_components as label

    _, labels = label(G.rows.matrix(), directed=False)
    _, first, numbers = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[numbers]
