"""Graphs of networkx over sparse rows: read-only, with the dicts of networkx made only when they are asked for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.backend.rows import Numbers, Rows, rows_of_pairs

if TYPE_CHECKING:
    from rustworkx import PyDiGraph, PyGraph

    Graph = nx.Graph[Any]
    DiGraph = nx.DiGraph[Any]
else:
    Graph, DiGraph = nx.Graph, nx.DiGraph

_frozen: Any = nx.classes.function.frozen  # type: ignore[attr-defined]  # the stubs leave it out

Neighbours = dict[Hashable, dict[Hashable, dict[str, Any]]]

# What the backend lacks, networkx runs on a graph of its own.
nx.config.fallback_to_nx = True


class Sparse:
    """What the undirected and the directed graph share. The numbers of nodes are their places in `ids`."""

    __networkx_backend__ = "graphsvc"
    rows: Rows
    ids: Sequence[Hashable]
    attributes: Sequence[dict[str, Any]]
    """Those of each node; none at all may be given."""

    @classmethod
    def of(cls, rows: Rows, ids: Sequence[Hashable], attributes: Sequence[dict[str, Any]] = ()) -> Any:
        """The graph with these rows, its nodes called `ids`."""
        graph = object.__new__(cls)
        # networkx keeps conversions in its cache and warns of it; here there is nothing that could change.
        graph.__dict__.update(rows=rows, ids=ids, attributes=attributes, graph={}, __networkx_cache__=None)
        return graph

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).of, (self.rows, self.ids, self.attributes)

    @cached_property
    def number(self) -> dict[Hashable, int]:
        """The number of each node."""
        return {id: number for number, id in enumerate(self.ids)}

    def numbers_of(self, nodes: Iterable[Hashable]) -> Numbers:
        """The numbers of these nodes; raises NodeNotFound for one that is not in the graph."""
        try:
            return np.array([self.number[node] for node in nodes], np.int64)
        except KeyError as error:
            raise nx.NodeNotFound(f"Node {error.args[0]} is not in the graph.") from None

    def by_node(self, values: NDArray[Any]) -> dict[Hashable, Any]:
        """A value for each node, as plain Python, as networkx gives it."""
        return dict(zip(self.ids, values.tolist(), strict=True))

    @cached_property
    def _node(self) -> dict[Hashable, dict[str, Any]]:
        return dict(zip(self.ids, self.attributes or [{} for _ in self.ids], strict=True))

    @cached_property
    def _adj(self) -> Neighbours:
        return dict(zip(self.ids, self._dicts(), strict=True))

    def _dicts(self) -> Iterator[dict[Hashable, dict[str, Any]]]:
        raise NotImplementedError

    def __len__(self) -> int:
        return self.rows.count

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.ids)

    def __contains__(self, node: object) -> bool:
        try:
            return node in self.number
        except TypeError:  # as networkx: what cannot be a node is not one
            return False

    number_of_nodes = order = __len__
    has_node = __contains__
    add_node = add_nodes_from = remove_node = remove_nodes_from = _frozen
    add_edge = add_edges_from = add_weighted_edges_from = _frozen
    remove_edge = remove_edges_from = clear = clear_edges = update = _frozen


class SparseGraph(Sparse, Graph):
    """An undirected graph. Called as a class, as networkx does to make another, it gives an empty `nx.Graph`."""

    def __new__(cls, *args: Any, **attributes: Any) -> Any:
        """A plain graph, that can be filled."""
        return nx.Graph(*args, **attributes)

    @classmethod
    def of_pairs(cls, ids: Sequence[Hashable], pairs: Numbers) -> SparseGraph:
        """The graph of distinct pairs of numbers, shape (pairs, 2), none with itself."""
        graph: SparseGraph = cls.of(rows_of_pairs(len(ids), pairs), ids)
        return graph

    def to_networkx(self) -> nx.Graph[Any]:
        """A plain copy that can be changed."""
        graph: Any = nx.Graph()
        graph._node = {id: dict(attributes) for id, attributes in self._node.items()}
        graph._adj = dict(zip(self.ids, self._dicts(), strict=True))
        return graph  # type: ignore[no-any-return]

    def number_of_edges(self, u: Any = None, v: Any = None) -> int:
        """All edges, or those between two nodes: 0 or 1."""
        return super().number_of_edges(u, v) if u is not None else (len(self.rows.heads) + self.rows.loops) // 2

    def size(self, weight: str | None = None) -> Any:
        """The number of edges, or the sum of their weights."""
        return super().size(weight) if weight is not None else self.number_of_edges()

    @cached_property
    def rustworkx(self) -> PyGraph[None, None]:
        """The same graph for rustworkx, without loops; edges in the order of `rows.edges()`."""
        import rustworkx

        graph: PyGraph[None, None] = rustworkx.PyGraph(multigraph=True)
        graph.add_nodes_from([None] * self.rows.count)
        tails, heads = self.rows.edges().T.tolist()
        graph.add_edges_from_no_data(list(zip(tails, heads, strict=True)))
        return graph

    def _dicts(self) -> Iterator[dict[Hashable, dict[str, Any]]]:
        """The neighbours of each node; both directions of an edge share the dict of its attributes, as in networkx."""
        kept: dict[tuple[int, int], dict[str, Any]] = {}
        for tail, arcs in enumerate(_arcs(self.rows)):
            row = {}
            for head, attributes in arcs:
                ends = (tail, head) if tail <= head else (head, tail)
                row[self.ids[head]] = kept.setdefault(ends, attributes)
            yield row


class SparseDiGraph(Sparse, DiGraph):
    """A directed graph. Called as a class, as networkx does to make another, it gives an empty `nx.DiGraph`."""

    def __new__(cls, *args: Any, **attributes: Any) -> Any:
        """A plain graph, that can be filled."""
        return nx.DiGraph(*args, **attributes)

    def to_networkx(self) -> nx.DiGraph[Any]:
        """A plain copy that can be changed."""
        graph: Any = nx.DiGraph()
        graph._node = {id: dict(attributes) for id, attributes in self._node.items()}
        graph._adj = dict(zip(self.ids, self._dicts(), strict=True))
        graph._pred = _turned(graph._adj)
        return graph  # type: ignore[no-any-return]

    def number_of_edges(self, u: Any = None, v: Any = None) -> int:
        """All edges, or those from one node to another: 0 or 1."""
        return super().number_of_edges(u, v) if u is not None else len(self.rows.heads)

    def size(self, weight: str | None = None) -> Any:
        """The number of edges, or the sum of their weights."""
        return super().size(weight) if weight is not None else self.number_of_edges()

    @cached_property
    def rustworkx(self) -> PyDiGraph[None, None]:
        """The same graph for rustworkx; edges in the order of the rows."""
        import rustworkx

        graph: PyDiGraph[None, None] = rustworkx.PyDiGraph(multigraph=True)
        graph.add_nodes_from([None] * self.rows.count)
        graph.add_edges_from_no_data(list(zip(self.rows.tails.tolist(), self.rows.heads.tolist(), strict=True)))
        return graph

    @cached_property
    def _succ(self) -> Neighbours:
        return self._adj

    @cached_property
    def _pred(self) -> Neighbours:
        return _turned(self._adj)

    def _dicts(self) -> Iterator[dict[Hashable, dict[str, Any]]]:
        for arcs in _arcs(self.rows):
            yield {self.ids[head]: attributes for head, attributes in arcs}


def _turned(after: Neighbours) -> Neighbours:
    """Who comes before each node, from who comes after it."""
    before: Neighbours = {node: {} for node in after}
    for tail, row in after.items():
        for head, attributes in row.items():
            before[head][tail] = attributes
    return before


def _arcs(rows: Rows) -> Iterator[Iterator[tuple[int, dict[str, Any]]]]:
    """For each node its arcs: the head, and the weights by name."""
    names, columns = list(rows.weights), [values.tolist() for values in rows.weights.values()]
    heads, first = rows.heads.tolist(), rows.first.tolist()
    for start, end in pairwise(first):
        yield (
            (heads[arc], {name: column[arc] for name, column in zip(names, columns, strict=True)})
            for arc in range(start, end)
        )


def sparse(graph: nx.Graph[Any], *weights: str) -> Any:
    """The graph in sparse rows: itself when it is, else a copy with these weights of edges (1 where there is none).

    Parallel edges become one, with the largest of their weights.
    """
    if isinstance(graph, Sparse):
        return graph
    return from_networkx(single_edges(graph, *weights), dict.fromkeys(weights, 1))


def single_edges(graph: Any, *weights: str) -> Any:
    """A graph without parallel edges: itself, or of a multigraph a copy with the largest of these weights of each."""
    if not graph.is_multigraph():
        return graph
    single = nx.DiGraph(graph) if graph.is_directed() else nx.Graph(graph)
    for one, other, attributes in single.edges(data=True):
        parallel = graph[one][other].values()
        attributes.update({name: max(edge.get(name, 1) for edge in parallel) for name in weights})
    return single


def from_networkx(graph: Any, attributes: Mapping[str, Any]) -> Any:
    """A networkx graph in sparse rows, neighbours in its order, with these attributes of edges (name -> default).

    Raises NotImplementedError for parallel edges, for other classes of graph, and for weights that are no plain numbers.
    """
    if type(graph) not in (nx.Graph, nx.DiGraph):
        raise NotImplementedError("Parallel edges, and classes that may mean something else, are left to networkx.")
    ids = list(graph)
    number = {id: place for place, id in enumerate(ids)}
    first = np.concatenate([[0], np.cumsum(np.fromiter(map(len, graph._adj.values()), np.int64, len(ids)))])
    heads = np.fromiter((number[head] for row in graph._adj.values() for head in row), np.int64, int(first[-1]))
    weights = {name: _weights(graph, name, default) for name, default in attributes.items()}
    kind = SparseDiGraph if graph.is_directed() else SparseGraph
    return kind.of(Rows(first, heads, weights), ids)


def _weights(graph: Any, name: str, default: Any) -> NDArray[Any]:
    found = [attributes.get(name, default) for row in graph._adj.values() for attributes in row.values()]
    if not all(type(value) in (int, float) for value in found):
        raise NotImplementedError("Weights that are no plain numbers are left to networkx.")
    values = np.array(found, None if found else np.float64)
    if values.dtype == object:
        raise NotImplementedError("Weights beyond 64 bits are left to networkx.")
    return values
