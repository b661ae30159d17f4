"""FORMAL_WITHOUT_INFORMAL: an organisation or authority for residents that has no contact with the living world."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.ties import is_contact
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import ActorKind, Move, TieKind

FOR_RESIDENTS = frozenset({ActorKind.WELFARE, ActorKind.CARE, ActorKind.AUTHORITY})
"""The kinds of actor that residents' experience should shape."""
SERVING = (LinkKind.OFFERS, LinkKind.SERVES, LinkKind.ACTIVE_IN)
"""An actor with one of these links serves residents."""


def find_formal_without_informal(basis: Basis) -> Iterator[Found]:
    """What its parts (PART_OF, however deep) are in contact with, the whole is."""
    parts = parts_of(basis)
    for actor in sorted(basis.view.actors(), key=lambda actor: actor.id):
        if actor.is_formal and actor.actor_kind in FOR_RESIDENTS and serves_residents(basis.view, actor.id):
            whole = [actor.id, *sorted(inside(parts, actor.id))]
            if not any(map(is_contact, _living_ties(basis, whole))):
                yield _found(basis, actor, whole)


def serves_residents(view: View, actor: str) -> bool:
    """Whether an actor has an offering, a target group or an area."""
    return any(view.links_from(actor, kind) for kind in SERVING)


def parts_of(basis: Basis) -> Mapping[str, list[str]]:
    """Actor -> its direct parts."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for tie in basis.ties:
        if tie.tie_kind is TieKind.PART_OF:
            parts[tie.to_id].append(tie.from_id)
    return parts


def inside(parts: Mapping[str, list[str]], actor: str) -> set[str]:
    """All parts of an actor, and theirs, without itself."""
    found: set[str] = set()
    waiting = [actor]
    while waiting:
        new = set(parts.get(waiting.pop(), ())) - found - {actor}
        found |= new
        waiting.extend(new)
    return found


def _found(basis: Basis, actor: Actor, whole: list[str]) -> Found:
    around = sum(basis.living_active_in(area) for area in basis.places_of(actor.id))
    return Found(
        subjects=(actor.id,),
        move=Move.GOVERNMENT if actor.actor_kind is ActorKind.AUTHORITY else Move.ORGANISATION,
        touched=basis.share_of_living(around) if basis.places_of(actor.id) else None,
        freshness=max(basis.freshness_around(part) for id in whole if (part := basis.view.actor(id))),
        absent=True,
        area=basis.place_of(actor.id),
        evidence=(
            *records_of([*whole, *(tie.id for tie in _living_ties(basis, whole))]),
            Evidence(figure="livingWorld", value=around),
        ),
    )


def _living_ties(basis: Basis, whole: list[str]) -> Iterator[Tie]:
    """The ties of an actor and its parts with the living world."""
    for id in whole:
        for tie in basis.ties_of(id):
            if (tie.to_id if tie.from_id == id else tie.from_id) in basis.living_ids:
                yield tie
