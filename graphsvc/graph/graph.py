"""The graph: every record, indexed. Only views read it; only `apply` changes it.

Nodes and edges (ties and links) have dense numbers, given in order of arrival and never reused.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Protocol, TypeVar

import msgspec

from graphsvc.graph.columns import Column, first_day, last_day
from graphsvc.model.changes import Change, Entry
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.records import AnyRecord, Edge, Link, Record, Tie
from graphsvc.model.vocabularies import ChangeAction, TieKind, Visibility

EdgeKind = RecordKind | LinkKind
"""RecordKind.TIE for ties of any kind, else the kind of link."""

_put = msgspec.structs.force_setattr
_NOTHING: Any = None
"""Stands where a record was that is gone: what was erased must not stay in memory, and no mask shows its number."""

VISIBILITY_CODE = {visibility: code for code, visibility in enumerate(Visibility)}


class Touched(msgspec.Struct):
    """The numbers of the nodes and edges that a change made, altered or removed."""

    nodes: set[int]
    edges: set[int]
    kinds: set[EdgeKind]
    """What kinds of edge those were before, and are after."""


class Follower(Protocol):
    """What is kept of a graph and follows its changes, each in time proportional to it."""

    def follow(self, touched: Touched) -> None: ...


F = TypeVar("F", bound=Follower)


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
        """Per kind of edge: node number -> numbers of the edges that start there, in order."""
        self.into: defaultdict[EdgeKind, dict[int, list[int]]] = defaultdict(dict)
        """Per kind of edge: node number -> numbers of the edges that end there, in order."""
        self.node_from, self.node_to, self.node_visibility = Column(), Column(), Column()
        self.edge_from, self.edge_to, self.edge_visibility = Column(), Column(), Column()
        self.tails, self.heads = Column(), Column()
        self.gone_nodes: set[int] = set()
        self.gone_edges: set[int] = set()
        self._shared: dict[str | date, str | date] = {}
        self._followers: dict[Any, Follower] = {}

    @classmethod
    def of(cls, records: Iterable[AnyRecord], version: int = 0) -> Graph:
        """The graph of these records, in any order."""
        graph = cls()
        early: list[Edge] = []
        for record in records:
            if not isinstance(record, Tie | Link):
                graph._add_node(record)
            elif record.from_id in graph.node_number and record.to_id in graph.node_number:
                graph._add_edge(record)
            else:
                early.append(record)
        for edge in early:
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

    def records(self) -> Iterator[AnyRecord]:
        """Every record that is there, nodes before edges."""
        yield from (self.nodes[number] for number in self.node_number.values())  # type: ignore[misc]
        yield from (self.edges[number] for number in self.edge_number.values())

    def edges_at(self, id: str) -> list[Edge]:
        """All ties and links that start or end at a record."""
        number = self.node_number.get(id)
        return [self.edges[edge] for edge in self.edges_of(number)] if number is not None else []

    def edges_of(self, number: int) -> list[int]:
        """The numbers of all ties and links that start or end at a node."""
        return [edge for index in (self.out, self.into) for kind in index.values() for edge in kind.get(number, ())]

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
        touched = Touched(set(), set(), set())
        # New nodes first and removed nodes last, so that an edge always finds its ends.
        for change in sorted(entry.changes.changes, key=_order):
            if not change.unknown:  # the record goes by a later entry, which erased this one
                self._apply(change, touched)
        if any(change.action is ChangeAction.ERASED for change in entry.changes.changes):
            self._shared.clear()
        self.version = entry.version
        for follower in self._followers.values():
            follower.follow(touched)
        return touched

    def follower(self, make: Callable[[Graph], F]) -> F:
        """What `make` keeps of this graph; made when first asked, and from then on told of each change."""
        if make not in self._followers:
            self._followers[make] = make(self)
        return self._followers[make]  # type: ignore[return-value]  # kept by what made it

    def _apply(self, change: Change, touched: Touched) -> None:
        after = change.after
        if change.of_edge:
            touched.kinds.update(
                edge_kind(edge) for edge in (self.find(change.id), after) if isinstance(edge, Tie | Link)
            )
            number = self._put_edge(after) if isinstance(after, Tie | Link) else self._remove_edge(change.id)
            touched.edges.update([number] if number is not None else [])
        else:
            number = self._put_node(after) if isinstance(after, Record) else self._remove_node(change.id)
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
        if (old := self.nodes[number].kind) is not record.kind:  # somebody did that in the database itself
            _take_out(self.of_kind[old], number)
            insort(self.of_kind[record.kind], number)
        self.nodes[number] = record
        self.node_from[number] = first_day(record.valid_from)
        self.node_to[number] = last_day(record.valid_to)
        self.node_visibility[number] = VISIBILITY_CODE[record.visibility]

    def _remove_node(self, id: str) -> int | None:
        number = self.node_number.pop(id, None)
        if number is not None:
            _take_out(self.of_kind[self.nodes[number].kind], number)
            self.nodes[number] = _NOTHING
            self.gone_nodes.add(number)
        return number

    def _add_edge(self, edge: Edge) -> int:
        number = len(self.edges)
        tail, head = self.node_number[edge.from_id], self.node_number[edge.to_id]
        self._share_texts(edge, tail, head)
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

    def _share_texts(self, edge: Edge, tail: int, head: int) -> None:
        """Let an edge hold the same texts as its ends and its like do: each its own, they are a third of all memory."""
        _put(edge, "from_id", self.nodes[tail].id)
        _put(edge, "to_id", self.nodes[head].id)
        if edge.source is not None:
            _put(edge, "source", self._shared.setdefault(edge.source, edge.source))
        if edge.valid_from is not None:
            _put(edge, "valid_from", self._shared.setdefault(edge.valid_from, edge.valid_from))

    def _replace_edge(self, number: int, edge: Edge) -> None:
        old = self.edges[number]
        tail, head = self.node_number[edge.from_id], self.node_number[edge.to_id]
        if (edge_kind(old), self.tails[number], self.heads[number]) != (edge_kind(edge), tail, head):
            self._unlink(number, old)
            self.tails[number], self.heads[number] = tail, head
            insort(self.out[edge_kind(edge)].setdefault(tail, []), number)
            insort(self.into[edge_kind(edge)].setdefault(head, []), number)
        self.edges[number] = edge
        self.edge_from[number] = first_day(edge.valid_from)
        self.edge_to[number] = last_day(edge.valid_to)
        self.edge_visibility[number] = _edge_visibility(edge)

    def _remove_edge(self, id: str) -> int | None:
        number = self.edge_number.pop(id, None)
        if number is not None:
            self._unlink(number, self.edges[number])
            self.edges[number] = _NOTHING
            self.gone_edges.add(number)
        return number

    def _unlink(self, number: int, edge: Edge) -> None:
        _take_out(self.out[edge_kind(edge)][self.tails[number]], number)
        _take_out(self.into[edge_kind(edge)][self.heads[number]], number)


def _take_out(numbers: list[int], number: int) -> None:
    """Removes a number from a list in order: an area may have 100,000 links, and searching all would take a while."""
    del numbers[bisect_left(numbers, number)]


def edge_kind(edge: Edge) -> EdgeKind:
    """The index an edge stands in."""
    return edge.link_kind if isinstance(edge, Link) else RecordKind.TIE


def _edge_visibility(edge: Edge) -> int:
    """A link has no visibility of its own: it is seen with both its ends."""
    return VISIBILITY_CODE[edge.visibility if isinstance(edge, Tie) else Visibility.PUBLIC]


def _order(change: Change) -> int:
    if change.after is None:
        return 2 if change.of_edge else 3
    return 1 if change.of_edge else 0
