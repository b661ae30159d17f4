"""The adjacency matrix of a networkx graph."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import DTypeLike
from scipy import sparse


def adjacency_of(graph: nx.Graph[Any], dtype: DTypeLike = np.float64, weight: str | None = None) -> Any:
    """Rows and columns in the order of the nodes, shape (n, n), sparse rows; 1 for an edge when `weight` is None."""
    if len(graph) == 0:  # networkx refuses the empty graph
        return sparse.csr_array((0, 0), dtype=dtype)
    matrix = nx.to_scipy_sparse_array(graph, weight=weight, dtype=np.dtype(dtype), format="csr")
    return sparse.csr_array(matrix)
