"""Cores: Batagelj and Zaversnik (2003), arXiv:cs/0310049, by rustworkx."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import networkx as nx
import numpy as np


def core_number(G: Any) -> dict[Hashable, int]:
    """The largest k so that a node is in a group whose members each have k edges within it. No loops, as networkx."""
    if G.rows.loops:
        raise nx.NetworkXNotImplemented("Input graph has self loops; remove them first.")
    if G.is_directed():
        raise NotImplementedError("Directed graphs are left to networkx.")
    import rustworkx

    found: Any = rustworkx.core_number(G.rustworkx)
    return G.by_node(np.array([found[number] for number in range(len(G))], np.int64))  # type: ignore[no-any-return]
