"""The graph: every record, indexed. Only views read it; only `apply` changes it.

Nodes and edges (ties and links) have dense numbers, given in order of arrival and never reused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from graphsvc.graph.columns import Column, first_day, last_day
from graphsvc.model.changes import Change, Entry
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.records import AnyRecord, Edge, Link, Record, Tie
from graphsvc.model.vocabularies import TieKind, Visibility

EdgeKind = RecordKind | LinkKind
"""RecordKind.TIE for ties of any kind, else the kind of link."""

VISIBILITY_CODE = {visibility: code for code, visibility in enumerate(Visibility)}


class Touched(msgspec.Struct):
    """The numbers of the nodes and edges that a change made, altered or removed."""

    nodes: set[int]
    edges: set[int]


class Graph:
    """All records at one version, with the indexes that reading needs."""

    def __init__(self) -> None:
        self.version = 0
        self.nodes: list[Record] = []
        self.edges: list[Edge] = []
        self.node_number: dict[str, int] = {}
        self.edge_number: dict[str, int] = {}
        self.of_kind: defaultdict[RecordKind, list[int]] = defaultdict(list)
        self.out: defaultdict[EdgeKind, dict[int, list[int]]] = defaultdict(dict)
        """Per kind of edge: node number -> numbers of the edges that start there."""
        self.into: defaultdict[EdgeKind, dict[int, list[int]]] = defaultdict(dict)
        """Per kind of edge: node number -> numbers of the edges that end there."""
        self.node_from, self.node_to, self.node_visibility = Column(), Column(), Column()
        self.edge_from, self.edge_to, self.edge_visibility = Column(), Column(), Column()
        self.tails, self.heads = Column(), Column()
        self.gone_nodes: set[int] = set()
        self.gone_edges: set[int] = set()

    @classmethod
    def of(cls, records: Iterable[AnyRecord], version: int = 0) -> Graph:
        """The graph of these records, in any order."""
        graph = cls()
        edges: list[Edge] = []
        for record in records:
            if isinstance(record, Tie | Link):
                edges.append(record)
            else:
                graph._add_node(record)
        for edge in edges:
            graph._add_edge(edge)
        graph.version = version
        return graph

    def find(self, id: str) -> AnyRecord | None:
        """The record with this id, whoever may see it: for rules and stores; readers use a view."""
        if (number := self.node_number.get(id)) is not None:
            return self.nodes[number]  # type: ignore[return-value]
        if (number := self.edge_number.get(id)) is not None:
            return self.edges[number]
        return None

    def edges_at(self, id: str) -> list[Edge]:
        """All ties and links that start or end at a record."""
        number = self.node_number.get(id)
        if number is None:
            return []
        at = (edge for index in (self.out, self.into) for kind in index.values() for edge in kind.get(number, ()))
        return [self.edges[edge] for edge in at]

    def hierarchy(self, kind: LinkKind | TieKind, id: str) -> list[Edge]:
        """The edges of one hierarchy (WITHIN, BROADER, PART_OF) that start at a record."""
        number = self.node_number.get(id)
        if number is None:
            return []
        if isinstance(kind, LinkKind):
            return [self.edges[edge] for edge in self.out[kind].get(number, ())]
        ties = (self.edges[edge] for edge in self.out[RecordKind.TIE].get(number, ()))
        return [tie for tie in ties if isinstance(tie, Tie) and tie.tie_kind is kind]

    def apply(self, entry: Entry) -> Touched:
        """Take in the next version of the log, in time proportional to the change."""
        if entry.version != self.version + 1:
            raise ValueError(f"version {entry.version} cannot follow {self.version}")
        touched = Touched(set(), set())
        # New nodes first and removed nodes last, so that an edge always finds its ends.
        for change in sorted(entry.changes.changes, key=_order):
            self._apply(change, touched)
        self.version = entry.version
        return touched

    def _apply(self, change: Change, touched: Touched) -> None:
        if isinstance(change.record, Tie | Link):
            number = self._put_edge(change.record) if change.after is not None else self._remove_edge(change.id)
            touched.edges.update([number] if number is not None else [])
        else:
            number = self._put_node(change.record) if change.after is not None else self._remove_node(change.id)
            touched.nodes.update([number] if number is not None else [])

    def _put_node(self, record: Record) -> int:
        number = self.node_number.get(record.id)
        if number is None:
            return self._add_node(record)
        self._replace_node(number, record)
        return number

    def _put_edge(self, edge: Edge) -> int:
        number = self.edge_number.get(edge.id)
        if number is None:
            return self._add_edge(edge)
        self._replace_edge(number, edge)
        return number

    def _add_node(self, record: Record) -> int:
        number = len(self.nodes)
        self.nodes.append(record)
        self.node_number[record.id] = number
        self.of_kind[record.kind].append(number)
        self.node_from.append(first_day(record.valid_from))
        self.node_to.append(last_day(record.valid_to))
        self.node_visibility.append(VISIBILITY_CODE[record.visibility])
        return number

    def _replace_node(self, number: int, record: Record) -> None:
        self.nodes[number] = record
        self.node_from[number] = first_day(record.valid_from)
        self.node_to[number] = last_day(record.valid_to)
        self.node_visibility[number] = VISIBILITY_CODE[record.visibility]

    def _remove_node(self, id: str) -> int | None:
        number = self.node_number.pop(id, None)
        if number is not None:
            self.of_kind[self.nodes[number].kind].remove(number)
            self.gone_nodes.add(number)
        return number

    def _add_edge(self, edge: Edge) -> int:
        number = len(self.edges)
        tail, head = self.node_number[edge.from_id], self.node_number[edge.to_id]
        self.edges.append(edge)
        self.edge_number[edge.id] = number
        self.tails.append(tail)
        self.heads.append(head)
        self.out[edge_kind(edge)].setdefault(tail, []).append(number)
        self.into[edge_kind(edge)].setdefault(head, []).append(number)
        self.edge_from.append(first_day(edge.valid_from))
        self.edge_to.append(last_day(edge.valid_to))
        self.edge_visibility.append(_edge_visibility(edge))
        return number

    def _replace_edge(self, number: int, edge: Edge) -> None:
        old = self.edges[number]
        tail, head = self.node_number[edge.from_id], self.node_number[edge.to_id]
        if (edge_kind(old), self.tails[number], self.heads[number]) != (edge_kind(edge), tail, head):
            self._unlink(number, old)
            self.tails[number], self.heads[number] = tail, head
            self.out[edge_kind(edge)].setdefault(tail, []).append(number)
            self.into[edge_kind(edge)].setdefault(head, []).append(number)
        self.edges[number] = edge
        self.edge_from[number] = first_day(edge.valid_from)
        self.edge_to[number] = last_day(edge.valid_to)
        self.edge_visibility[number] = _edge_visibility(edge)

    def _remove_edge(self, id: str) -> int | None:
        number = self.edge_number.pop(id, None)
        if number is not None:
            self._unlink(number, self.edges[number])
            self.gone_edges.add(number)
        return number

    def _unlink(self, number: int, edge: Edge) -> None:
        self.out[edge_kind(edge)][self.tails[number]].remove(number)
        self.into[edge_kind(edge)][self.heads[number]].remove(number)


def edge_kind(edge: Edge) -> EdgeKind:
    """The index an edge stands in."""
    return edge.link_kind if isinstance(edge, Link) else RecordKind.TIE


def _edge_visibility(edge: Edge) -> int:
    """A link has no visibility of its own: it is seen with both its ends."""
    return VISIBILITY_CODE[edge.visibility if isinstance(edge, Tie) else Visibility.PUBLIC]


def _order(change: Change) -> int:
    is_edge = isinstance(change.record, Tie | Link)
    if change.after is None:
        return 2 if is_edge else 3
    return 1 if is_edge else 0
