"""Which records a record is linked to, and what the API calls those lists: read from the kinds of link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import msgspec
import numpy as np

from graphsvc.graph.adjacency import along, edges_at
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.field_columns import NODE_KINDS, columns_of
from graphsvc.graph.numbered import in_order
from graphsvc.graph.rows import Rows, gathered, joined, together
from graphsvc.graph.view import View
from graphsvc.model.kinds import ENDS, LinkKind, RecordKind
from graphsvc.model.records import TYPES, Actor, Kept, Theme

Members = dict[int, int]
"""The number of a linked record -> that of the link by which it stands in the list."""
Way = tuple[tuple[LinkKind, bool], ...]
"""The one or two links that lead to linked records, one after the other, each from its start (True) or from its end."""

NAMES: dict[LinkKind, tuple[str | None, str | None]] = {
    LinkKind.WITHIN: ("around", "inside"),
    LinkKind.BROADER: ("broader", "narrower"),
    LinkKind.RAISED: ("signals", "raisedBy"),
    LinkKind.ANSWERS: ("answers", "answeredBy"),
    LinkKind.DECLINED: ("declined", "declinedBy"),
    LinkKind.CHALLENGES: (None, "challengedBy"),
    LinkKind.ADDRESSED_TO: ("addressedTo", "challengesReceived"),
    LinkKind.INVITED: ("rounds", "invited"),
    LinkKind.AGREED: ("agreed", "agreedBy"),
    LinkKind.ABOUT: ("about", None),
}
"""Names of the list at the start and at the end of a link, where the plural of the other kind would not do."""

THROUGH_OFFERINGS = frozenset({LinkKind.FOCUSES_ON, LinkKind.SERVES})
"""What an actor has by its offerings too."""
TYPICAL = {"areas": 3, "themes": 5, "ties": 12, "neighbours": 12}
"""How many a record typically has, for the estimate of cost; of others 10."""
_INWARDS: dict[LinkKind, Callable[[View, str], Iterable[str]]] = {
    LinkKind.ACTIVE_IN: View.inside,
    LinkKind.LOCATED_IN: View.inside,
    LinkKind.FOCUSES_ON: View.narrower,
}
"""Links to an area or theme that count for those around it too."""


class Relation(msgspec.Struct, frozen=True):
    """One list of linked records."""

    name: str
    target: type[Kept] | None
    """What it lists; None: records of several kinds."""
    description: str
    link: LinkKind
    ways: tuple[Way, ...]
    inwards: Callable[[View, str], Iterable[str]] | None
    """The records whose links count for one; None: its own only."""

    def members(self, view: View) -> Callable[[str], Members]:
        """What gives the linked records of one record, by its id; to be used before the graph changes."""
        number_of, inwards, seen = view.graph.node_number, self.inwards, view.seen_edges
        (own, *_), *others = self.ways
        at, ends = along(view, own[0], outwards=own[1])
        further = [self._through(way, view) for way in others]

        def members(id: str) -> Members:
            found: Members = {}
            ids = [id] if inwards is None else sorted(inwards(view, id))
            starts = [number_of[one] for one in ids if one in number_of]
            for start in starts:
                for edge in at(start, ()):
                    if seen[edge]:
                        found.setdefault(ends[edge], edge)
            for add in further:
                add(starts, found)
            return found

        return members

    def _through(self, way: Way, view: View) -> Callable[[Iterable[int], Members], None]:
        """What adds the records that are two links away. One stands in the list by the link of this kind, not by the other."""
        seen, first_tells = view.seen_edges, way[0][0] is self.link
        (first, between), (second, ends) = (along(view, kind, outwards=out) for kind, out in way)

        def add(starts: Iterable[int], found: Members) -> None:
            for start in starts:
                for one in first(start, ()):
                    if seen[one]:
                        for two in second(between[one], ()):
                            if seen[two]:
                                found.setdefault(ends[two], one if first_tells else two)

        return add

    def rows(self, view: View, numbers: Numbers) -> Rows:
        """The linked records of many at once; one that is linked in two ways may stand there twice."""
        starts = Rows(np.arange(len(numbers)), numbers)
        if (inwards := self.inwards) is not None:
            ids = (view.graph.nodes[number].id for number in numbers.tolist())
            starts = gathered([in_order(inwards(view, id), view.graph).tolist() for id in ids])
        return together(*(self._rows_along(way, view, starts) for way in self.ways))

    def _rows_along(self, way: Way, view: View, rows: Rows) -> Rows:
        graph, distinct = view.graph, self.inwards is None
        for kind, out in way:
            found = edges_at(view, kind, rows.numbers, outwards=out, distinct=distinct)
            others = (graph.heads if out else graph.tails).values[found.numbers]
            rows, distinct = joined(rows, Rows(found.places, others)), False
        if self.target is None:
            return rows
        kinds = columns_of(graph).node_kinds
        fit = kinds.at(rows.numbers) == NODE_KINDS.code(self.target.kind)
        return Rows(rows.places[fit], rows.numbers[fit])

    @property
    def typical(self) -> int:
        return TYPICAL.get(self.name, 10)


def plural(kind: RecordKind) -> str:
    """The name of a list of this kind: actors, meetingPlaces, processes."""
    first, *rest = kind.lower().split("_")
    name = first + "".join(part.capitalize() for part in rest)
    return f"{name}es" if name.endswith("s") else f"{name}s"


@cache
def relations_of(struct: type[Kept]) -> tuple[Relation, ...]:
    """The lists of linked records that a kind has."""
    found: dict[str, Relation] = {}
    for link, (starts, ends) in ENDS.items():
        forward, backward = NAMES.get(link, (None, None))
        if struct.kind in starts:
            for relation in _relations(link, forward, ends, out=True, start=struct):
                found.setdefault(relation.name, relation)
        if struct.kind in ends:
            for relation in _relations(link, backward, starts, out=False, start=struct):
                found.setdefault(relation.name, relation)
    return tuple(found.values())


def _relations(
    link: LinkKind, name: str | None, others: frozenset[RecordKind], *, out: bool, start: type[Kept]
) -> list[Relation]:
    kinds: list[RecordKind | None] = [kind for kind in RecordKind if kind in others]
    targets = [None] if name is not None and len(kinds) > 1 else kinds
    return [_relation(link, name, kind, out=out, start=start) for kind in targets]


def _relation(link: LinkKind, name: str | None, kind: RecordKind | None, *, out: bool, start: type[Kept]) -> Relation:
    target = None if kind is None else TYPES[kind]
    return Relation(
        name or plural(kind),  # type: ignore[arg-type]  # a list of several kinds has a name of its own
        target,
        _said(link, out, kind),
        link,
        _ways(link, out, through=link in THROUGH_OFFERINGS and Actor in (start, target)),
        None if out else _INWARDS.get(link),
    )


def _ways(link: LinkKind, out: bool, *, through: bool) -> tuple[Way, ...]:
    """By the link itself, and for an actor also by that of its offerings."""
    own = (link, out)
    if not through:
        return ((own,),)
    return ((own,), ((LinkKind.OFFERS, True), own) if out else (own, (LinkKind.OFFERS, False)))


def _said(link: LinkKind, out: bool, other: RecordKind | None) -> str:
    text = f"{link.words.definition_en} ({link}, {'from' if out else 'to'} this record.)"
    if not out and link in _INWARDS:
        inner = "narrower themes" if link is LinkKind.FOCUSES_ON else "areas inside it"
        text += f" Also those of {inner}."
    if link in THROUGH_OFFERINGS and (out or other is RecordKind.ACTOR):
        text += " An actor also by its offerings."
    return text


def within(view: View, struct: type[Kept], id: str) -> Mask:
    """Which nodes are in an area or in one inside it, as records of this kind are; for themes: it and narrower ones."""
    found: Mask = view.once(("within", struct.kind, id), lambda: _within(view, struct, id))
    return found


def _within(view: View, struct: type[Kept], id: str) -> Mask:
    mask = np.zeros(len(view.graph.nodes), np.bool_)
    if struct is Theme:
        mask[in_order(view.narrower(id), view.graph)] = True
        return mask
    areas = in_order(view.inside(id), view.graph)
    if struct.kind is RecordKind.AREA:
        mask[areas] = True
        return mask
    link = LinkKind.ACTIVE_IN if struct is Actor else LinkKind.LOCATED_IN
    mask[view.graph.tails.values[edges_at(view, link, areas, outwards=False).numbers]] = True
    return mask


def lies_within(struct: type[Kept]) -> bool:
    """Whether records of a kind are in areas (or, for themes, under others)."""
    kind = struct.kind
    return kind in (RecordKind.AREA, RecordKind.THEME, RecordKind.ACTOR) or kind in ENDS[LinkKind.LOCATED_IN][0]
