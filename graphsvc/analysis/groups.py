"""The groups of nodes: by an attribute they carry, or by a mapping."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Groups = str | Mapping[Any, Hashable]
"""The name of an attribute of nodes (a node without it: group None), or node -> its group."""


def group_of(graph: nx.Graph[Any], groups: Groups) -> dict[Hashable, Hashable]:
    """Node -> its group, in the order of the nodes; raises KeyError for a node that a mapping lacks."""
    if isinstance(groups, str):
        return {node: attributes.get(groups) for node, attributes in graph.nodes.items()}
    return {node: groups[node] for node in graph}


def numbered_groups(graph: nx.Graph[Any], groups: Groups) -> tuple[list[Hashable], NDArray[np.intp]]:
    """The groups in the order in which they are met, and the place among them of each node's own."""
    own = group_of(graph, groups)
    number = {group: place for place, group in enumerate(dict.fromkeys(own.values()))}
    return list(number), np.array([number[group] for group in own.values()], np.intp)
