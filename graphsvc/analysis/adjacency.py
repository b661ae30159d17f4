"""The adjacency matrix of a networkx graph."""

from __future__ import annotations

from typing import Any

import networkx as nx
from numpy.typing import DTypeLike

from graphsvc.analysis.backend.sparse_graph import sparse


def adjacency_of(graph: nx.Graph[Any], dtype: DTypeLike = float) -> Any:
    """Rows and columns in the order of the nodes, shape (n, n), sparse rows; 1 for an edge."""
    return sparse(graph).rows.matrix().astype(dtype)
