"""Connected components, by scipy."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import networkx as nx
import numpy as np

from graphsvc.analysis.backend.rows import Numbers, Rows


def connected_components(G: Any) -> Iterator[set[Hashable]]:
    """The nodes of each component, in the order of the first of them."""
    labels = component_labels(G)
    found: list[set[Hashable]] = [set() for _ in range(int(labels.max(initial=-1)) + 1)]
    for node, label in zip(G.ids, labels.tolist(), strict=True):
        found[label].add(node)
    return iter(found)


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
    return labels_of(G.rows)


def labels_of(rows: Rows) -> Numbers:
    """The same of bare rows."""
    if not rows.count:
        return np.zeros(0, np.int64)
    from scipy.sparse.csgraph import connected_components as label

    _, labels = label(rows.matrix(), directed=False)  # scipy begins each at the first node it has not met
    found: Numbers = labels.astype(np.int64)
    return found
