"""A view: what one kind of viewer sees of the graph on one day. All reading goes through a view."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graphsvc.access.policy import VISIBLE, visible_fields
from graphsvc.access.viewer import Role, Viewer
from graphsvc.graph.closure import Closure
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.derived import Derived
from graphsvc.graph.graph import VISIBILITY_CODE, Graph, Touched
from graphsvc.graph.search import Hits, search_index
from graphsvc.model.fields import Field
from graphsvc.model.kinds import NODE_KINDS, LinkKind, RecordKind
from graphsvc.model.records import TYPES, Actor, AnyRecord, Area, Edge, Kept, Link, Record, Tie
from graphsvc.model.vocabularies import Direction

R = TypeVar("R", bound=Record)


class View:
    """Records and edges that `viewer` may see and that hold on `day` (None: whenever they held).

    An edge is seen only with both its ends. The masks follow each change of the graph.
    """

    def __init__(self, graph: Graph, viewer: Viewer, day: date | None) -> None:
        self.graph, self.viewer, self.day = graph, viewer, day
        self._codes = [VISIBILITY_CODE[visibility] for visibility in VISIBLE[viewer.role]]
        self._node_mask = bytearray()
        self._edge_mask = bytearray()
        self._inside: dict[LinkKind, Closure] = {}
        self._derived = Derived()
        self._data_date: date | None = None
        self._dated = -1
        self.refresh()

    @property
    def version(self) -> int:
        """The version of the graph that this view shows."""
        return self.graph.version

    @property
    def data_date(self) -> date | None:
        """The latest day, up to that of the view, on which a seen actor or tie was verified; None when none was."""
        if self._dated != self.version:
            verified = (record.last_verified for records in (self.actors(), self.ties()) for record in records)
            last = self.day or date.max
            self._data_date = max((day for day in verified if day and day <= last), default=None)
            self._dated = self.version
        return self._data_date

    # Masks

    def refresh(self) -> None:
        """Compute both masks anew."""
        graph = self.graph
        seen = np.zeros(len(VISIBILITY_CODE), np.bool_)
        seen[self._codes] = True
        nodes = seen[graph.node_visibility.values] & self._holds(graph.node_from.values, graph.node_to.values)
        edges = seen[graph.edge_visibility.values] & self._holds(graph.edge_from.values, graph.edge_to.values)
        nodes[list(graph.gone_nodes)] = False
        edges[list(graph.gone_edges)] = False
        edges &= nodes[graph.tails.values] & nodes[graph.heads.values]
        self._node_mask, self._edge_mask = bytearray(nodes.tobytes()), bytearray(edges.tobytes())
        self._inside.clear()

    def update(self, touched: Touched) -> None:
        """Follow one change of the graph, in time proportional to it."""
        graph = self.graph
        self._derived.clear()
        self._node_mask.extend(bytes(len(graph.nodes) - len(self._node_mask)))
        self._edge_mask.extend(bytes(len(graph.edges) - len(self._edge_mask)))
        turned = [number for number in touched.nodes if self._shows_node(number) != self._node_mask[number]]
        for number in turned:
            self._node_mask[number] = not self._node_mask[number]
        if edges := [edge for number in turned for edge in graph.edges_of(number)]:
            self._show_edges(edges)
        for number in touched.edges:
            self._edge_mask[number] = self._shows_edge(number)
        for kind in [*self._inside]:
            if kind in touched.kinds or any(graph.out[kind].get(at) or graph.into[kind].get(at) for at in turned):
                del self._inside[kind]

    def _show_edges(self, numbers: list[int]) -> None:
        """Compute the masks of edges that are there anew: all at once, for a node may have 100,000."""
        graph, at = self.graph, np.array(numbers, np.int64)
        nodes = np.frombuffer(self._node_mask, np.bool_)
        seen = np.isin(graph.edge_visibility.values[at], self._codes)
        seen &= self._holds(graph.edge_from.values[at], graph.edge_to.values[at])
        seen &= nodes[graph.tails.values[at]] & nodes[graph.heads.values[at]]
        np.frombuffer(self._edge_mask, np.bool_)[at] = seen

    def _holds(self, start: NDArray[np.int32], end: NDArray[np.int32]) -> NDArray[np.bool_]:
        if self.day is None:
            return np.ones(len(start), np.bool_)
        day = self.day.toordinal()
        return (start <= day) & (day < end)

    def _shows_node(self, number: int) -> bool:
        graph = self.graph
        day = None if self.day is None else self.day.toordinal()
        return (
            number not in graph.gone_nodes
            and graph.node_visibility[number] in self._codes
            and (day is None or graph.node_from[number] <= day < graph.node_to[number])
        )

    def _shows_edge(self, number: int) -> bool:
        graph = self.graph
        day = None if self.day is None else self.day.toordinal()
        return (
            number not in graph.gone_edges
            and graph.edge_visibility[number] in self._codes
            and (day is None or graph.edge_from[number] <= day < graph.edge_to[number])
            and bool(self._node_mask[graph.tails[number]] and self._node_mask[graph.heads[number]])
        )

    @property
    def seen_edges(self) -> bytearray:
        """The number of an edge -> 1 when it is seen; to be read at once, for it follows each change."""
        return self._edge_mask

    def shows_nodes(self, numbers: Numbers) -> Mask:
        """Which of these nodes are seen."""
        return np.frombuffer(self._node_mask, np.bool_)[numbers]

    def shows_edges(self, numbers: Numbers) -> Mask:
        """Which of these edges are seen."""
        return np.frombuffer(self._edge_mask, np.bool_)[numbers]

    def once(self, question: Hashable, work_out: Callable[[], Any]) -> Any:
        """What `work_out` gives, kept until the graph changes."""
        return self._derived.get(self.version, question, work_out)

    # Records

    def get(self, id: str) -> AnyRecord | None:
        """The record, tie or link with this id; None when there is none that the viewer may see."""
        graph = self.graph
        if (number := graph.node_number.get(id)) is not None and self._node_mask[number]:
            return graph.nodes[number]  # type: ignore[return-value]
        if (number := graph.edge_number.get(id)) is not None and self._edge_mask[number]:
            return graph.edges[number]
        return None

    def actor(self, id: str) -> Actor | None:
        """The actor with this id, if seen."""
        record = self.get(id)
        return record if isinstance(record, Actor) else None

    def records(self, struct: type[R]) -> list[R]:
        """All seen records of one type (`view.records(Actor)`), in order of arrival."""
        graph, mask = self.graph, self._node_mask
        return [graph.nodes[number] for number in graph.of_kind[struct.kind] if mask[number]]  # type: ignore[misc]

    def actors(self) -> list[Actor]:
        """All seen actors."""
        return self.records(Actor)

    def ties(self) -> Iterator[Tie]:
        """All seen ties."""
        return (edge for edge in self._edges() if isinstance(edge, Tie))

    def links(self, kind: LinkKind | None = None) -> Iterator[Link]:
        """All seen links, or those of one kind."""
        if kind is None:
            return (edge for edge in self._edges() if isinstance(edge, Link))
        numbers = sorted(number for at in self.graph.out[kind].values() for number in at)
        return (self.graph.edges[number] for number in numbers if self._edge_mask[number])  # type: ignore[misc]

    def _edges(self) -> Iterator[Edge]:
        return (edge for edge, seen in zip(self.graph.edges, self._edge_mask, strict=True) if seen)

    def search(self, text: str, kinds: Iterable[RecordKind] | None = None, keys: Collection[str] | None = None) -> Hits:
        """The seen records that hold every word of a text, in the fields that the viewer may see, likeliest first.

        With `keys` only in the fields of these.
        The first search of a graph makes its index: in a thread, for 200,000 actors take seconds.
        """
        seen = np.frombuffer(self._node_mask, np.bool_)
        fields = _visible_texts(self.viewer.role)
        named = fields if keys is None else [field for field in fields if field.key in keys]
        return search_index(self.graph).find(text, seen, named, kinds)

    # Around one record

    def ties_of(self, actor: str, direction: Direction = Direction.ANY) -> list[Tie]:
        """The ties of an actor. An undirected tie is both out and in."""
        found: list[Edge] = []
        if direction is not Direction.IN:
            found += self._at(self.graph.out, RecordKind.TIE, actor)
        if direction is not Direction.OUT:
            found += self._at(self.graph.into, RecordKind.TIE, actor)
        if direction is Direction.OUT:
            found += [tie for tie in self._at(self.graph.into, RecordKind.TIE, actor) if not tie.directed]  # type: ignore[union-attr]
        if direction is Direction.IN:
            found += [tie for tie in self._at(self.graph.out, RecordKind.TIE, actor) if not tie.directed]  # type: ignore[union-attr]
        return found  # type: ignore[return-value]

    def links_from(self, id: str, kind: LinkKind) -> list[Link]:
        """The links of one kind that start at a record."""
        return self._at(self.graph.out, kind, id)  # type: ignore[return-value]

    def links_to(self, id: str, kind: LinkKind) -> list[Link]:
        """The links of one kind that end at a record."""
        return self._at(self.graph.into, kind, id)  # type: ignore[return-value]

    def linked(self, id: str, kind: LinkKind) -> list[Record]:
        """The records that `id` links to: `linked(actor, ACTIVE_IN)` gives areas."""
        return [self.graph.nodes[self.graph.node_number[link.to_id]] for link in self.links_from(id, kind)]

    def linking(self, id: str, kind: LinkKind) -> list[Record]:
        """The records that link to `id`: `linking(area, ACTIVE_IN)` gives actors."""
        return [self.graph.nodes[self.graph.node_number[link.from_id]] for link in self.links_to(id, kind)]

    def _at(
        self, index: dict[RecordKind | LinkKind, dict[int, list[int]]], kind: RecordKind | LinkKind, id: str
    ) -> list[Edge]:
        number = self.graph.node_number.get(id)
        if number is None:
            return []
        edges, mask = self.graph.edges, self._edge_mask
        return [edges[edge] for edge in index[kind].get(number, ()) if mask[edge]]

    # Areas and themes

    def inside(self, area: str) -> frozenset[str]:
        """The ids of an area and of all areas inside it."""
        return self._closure(LinkKind.WITHIN).below(area)

    def around(self, area: str) -> frozenset[str]:
        """The ids of an area and of all areas around it."""
        return self._closure(LinkKind.WITHIN).above(area)

    def narrower(self, theme: str) -> frozenset[str]:
        """The ids of a theme and of all narrower ones."""
        return self._closure(LinkKind.BROADER).below(theme)

    def broader(self, theme: str) -> frozenset[str]:
        """The ids of a theme and of all broader ones."""
        return self._closure(LinkKind.BROADER).above(theme)

    def _closure(self, kind: LinkKind) -> Closure:
        if kind not in self._inside:
            self._inside[kind] = Closure((link.from_id, link.to_id) for link in self.links(kind))
        return self._inside[kind]

    def areas_of(self, id: str) -> frozenset[str]:
        """The ids of the areas a record is in, and of those around them: an actor by ACTIVE_IN, others by LOCATED_IN."""
        kind = LinkKind.ACTIVE_IN if self.actor(id) else LinkKind.LOCATED_IN
        return frozenset().union(*(self.around(link.to_id) for link in self.links_from(id, kind)))

    def active_in(self, area: str) -> list[Actor]:
        """The actors linked to an area or to one inside it."""
        return self._actors_linked_to(self.inside(area))

    def area_wide(self, area: str) -> list[Actor]:
        """The actors linked only to an area around this one (alleen breder actief)."""
        active = {actor.id for actor in self.active_in(area)}
        return [actor for actor in self._actors_linked_to(self.around(area) - {area}) if actor.id not in active]

    def _actors_linked_to(self, areas: frozenset[str]) -> list[Actor]:
        found: dict[str, Actor] = {}
        for area in sorted(areas):
            for actor in self.linking(area, LinkKind.ACTIVE_IN):
                found[actor.id] = actor  # type: ignore[assignment]
        return list(found.values())

    def located_in(self, area: str, struct: type[R]) -> list[R]:
        """The signals, processes, places or gatherings in an area or in one inside it."""
        found = {
            record.id: record
            for part in sorted(self.inside(area))
            for record in self.linking(part, LinkKind.LOCATED_IN)
        }
        return [record for record in found.values() if isinstance(record, struct)]

    def themes_of(self, id: str) -> frozenset[str]:
        """The ids of the themes a record has: those it focuses on and all broader ones; an actor also by its offerings."""
        own = {link.to_id for link in self.links_from(id, LinkKind.FOCUSES_ON)}
        for offering in self.linked(id, LinkKind.OFFERS):
            own.update(link.to_id for link in self.links_from(offering.id, LinkKind.FOCUSES_ON))
        return frozenset().union(*(self.broader(theme) for theme in own))

    def target_groups_of(self, id: str) -> frozenset[str]:
        """The ids of the target groups a record serves or concerns; an actor also by its offerings."""
        own = {link.to_id for kind in (LinkKind.SERVES, LinkKind.CONCERNS) for link in self.links_from(id, kind)}
        for offering in self.linked(id, LinkKind.OFFERS):
            own.update(link.to_id for link in self.links_from(offering.id, LinkKind.SERVES))
        return frozenset(own)

    def municipality_of(self, id: str) -> Area | None:
        """The first municipality a record is in."""
        areas = (self.get(area) for area in sorted(self.areas_of(id)))
        return next((area for area in areas if isinstance(area, Area) and area.level == "MUNICIPALITY"), None)

    def other_end(self, edge: Edge, id: str) -> Kept:
        """The record at the other end of an edge."""
        other = edge.to_id if edge.from_id == id else edge.from_id
        return self.graph.nodes[self.graph.node_number[other]]


@cache
def _visible_texts(role: Role) -> frozenset[Field]:
    """The fields of nodes that a role may see."""
    return frozenset(field for kind in NODE_KINDS for field in visible_fields(role, TYPES[kind]))
