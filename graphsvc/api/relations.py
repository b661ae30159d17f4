"""Which records a record is linked to, and what the API calls those lists: read from the kinds of link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import msgspec

from graphsvc.graph.view import View
from graphsvc.model.kinds import ENDS, LinkKind, RecordKind
from graphsvc.model.records import TYPES, Actor, Kept, Link, Theme

Member = tuple[Kept, Link]
Elements = Callable[[View, str], list[Member]]
"""(view, id) -> the linked records, each with the link by which it stands there."""

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
    elements: Elements

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
    kinds = [kind for kind in RecordKind if kind in others]
    if name is not None and len(kinds) > 1:
        return [Relation(name, None, _said(link, out, None), _elements(link, out, start, None))]
    return [
        Relation(name or plural(kind), TYPES[kind], _said(link, out, kind), _elements(link, out, start, TYPES[kind]))
        for kind in kinds
    ]


def _said(link: LinkKind, out: bool, other: RecordKind | None) -> str:
    text = f"{link.words.definition_en} ({link}, {'from' if out else 'to'} this record.)"
    if not out and link in _INWARDS:
        inner = "narrower themes" if link is LinkKind.FOCUSES_ON else "areas inside it"
        text += f" Also those of {inner}."
    if link in THROUGH_OFFERINGS and (out or other is RecordKind.ACTOR):
        text += " An actor also by its offerings."
    return text


def _elements(link: LinkKind, out: bool, start: type[Kept], target: type[Kept] | None) -> Elements:
    through = link in THROUGH_OFFERINGS and Actor in (start, target)

    def outwards(view: View, id: str) -> list[Member]:
        links = list(view.links_from(id, link))
        if through:
            for offer in view.links_from(id, LinkKind.OFFERS):
                links += view.links_from(offer.to_id, link)
        return _members(view, ((found.to_id, found) for found in links), target)

    def inwards(view: View, id: str) -> list[Member]:
        parts = sorted(_INWARDS[link](view, id)) if link in _INWARDS else [id]
        links = [found for part in parts for found in view.links_to(part, link)]
        pairs = [(found.from_id, found) for found in links]
        if through:
            for found in links:
                pairs += [(offer.from_id, found) for offer in view.links_to(found.from_id, LinkKind.OFFERS)]
        return _members(view, pairs, target)

    return outwards if out else inwards


def _members(view: View, pairs: Iterable[tuple[str, Link]], target: type[Kept] | None) -> list[Member]:
    found: dict[str, Member] = {}
    for id, link in pairs:
        record: Any = view.get(id)
        if id not in found and record is not None and (target is None or isinstance(record, target)):
            found[id] = (record, link)
    return list(found.values())


def within(view: View, struct: type[Kept], id: str) -> frozenset[str]:
    """The ids of the records of a kind that are in an area or in one inside it; for themes: the theme and narrower."""
    if struct is Theme:
        return view.narrower(id)
    areas = view.inside(id)
    if struct.kind is RecordKind.AREA:
        return areas
    link = LinkKind.ACTIVE_IN if struct is Actor else LinkKind.LOCATED_IN
    return frozenset(found.from_id for area in areas for found in view.links_to(area, link))


def lies_within(struct: type[Kept]) -> bool:
    """Whether records of a kind are in areas (or, for themes, under others)."""
    kind = struct.kind
    return kind in (RecordKind.AREA, RecordKind.THEME, RecordKind.ACTOR) or kind in ENDS[LinkKind.LOCATED_IN][0]
