"""What networkx asks of a backend: its algorithms, by name, and graphs turned into its own and back.

Nothing but networkx and numpy is imported before an algorithm runs.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import networkx as nx

from graphsvc.analysis.backend.algorithms import MODULES
from graphsvc.analysis.backend.sparse_graph import SparseDiGraph, SparseGraph, from_networkx

_module_of = {name: module for module, names in MODULES.items() for name in names}


class Interface:
    """The entry point `networkx.backends`."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """An algorithm, from its module; the next time it is found at once."""
        if name not in _module_of:
            raise AttributeError(name)
        algorithm: Callable[..., Any] = getattr(import_module(f"graphsvc.analysis.backend.{_module_of[name]}"), name)
        setattr(self, name, algorithm)
        return algorithm

    @staticmethod
    def convert_from_nx(
        graph: nx.Graph[Any],
        *,
        edge_attrs: dict[str, Any] | None = None,
        preserve_edge_attrs: bool = False,
        **_: object,
    ) -> Any:
        """A networkx graph in sparse rows, with these attributes of its edges; no algorithm here needs others."""
        if preserve_edge_attrs:
            raise NotImplementedError("Weights that are computed by a function are left to networkx.")
        return from_networkx(graph, edge_attrs or {})

    @staticmethod
    def convert_to_nx(result: Any, **_: object) -> Any:
        """The graph as a plain one of networkx; other results as they are."""
        return result.to_networkx() if isinstance(result, SparseGraph | SparseDiGraph) else result


backend_interface = Interface()
