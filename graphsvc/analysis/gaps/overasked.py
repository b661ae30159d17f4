"""OVERASKED: a living world actor that says too much is asked of it; or, to be asked, one with very many FORMAL partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.load import heavy_load
from graphsvc.analysis.ties import CONFIRMED, months_before
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import ActorKind, Capacity, Move

SAYS_SO = "saysSo"
"""The name in the evidence of whether the actor said so itself, 1 or 0."""
PARTNERS = "formalPartners"
"""The name in the evidence of the number of FORMAL partners in contact."""

Partners = Mapping[str, list[Tie]]
"""The FORMAL partners of an actor -> the ties by which it is in contact with each."""


def find_overasked(basis: Basis) -> Iterator[Found]:
    """The peers, with whom the number of partners is compared, are the living world actors of the view, itself included."""
    partners = {actor.id: _partners(basis, actor) for actor in basis.living}
    heavy = _heavy(basis, [len(found) for found in partners.values()])
    for actor in basis.living:
        if says_so(basis, actor):
            yield _said(basis, actor, partners[actor.id])
        elif heavy is not None and len(partners[actor.id]) >= heavy and not has_room(basis, actor):
            yield _maybe(basis, actor, partners[actor.id], heavy)


def says_so(basis: Basis, actor: Actor) -> bool:
    """Whether the actor said by the day that it is overasked. How long ago makes it less sure, not untrue."""
    return actor.capacity is Capacity.OVERASKED and (actor.capacity_on or basis.day) <= basis.day


def has_room(basis: Basis, actor: Actor) -> bool:
    """Whether it said lately that it has room: then it was asked already."""
    said, limit = actor.capacity_on, months_before(basis.day, basis.thresholds.room_months)
    return actor.capacity is Capacity.ROOM and said is not None and limit <= said <= basis.day


def _heavy(basis: Basis, loads: list[int]) -> int | None:
    """From how many partners on a load is heavy; None when there are too few peers to compare with."""
    limits = basis.thresholds
    if len(loads) < limits.overasked_peers:
        return None
    return heavy_load(loads, limits.overasked_partners, limits.overasked_share)


def _partners(basis: Basis, actor: Actor) -> Partners:
    found: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in basis.formal_contacts_of(actor.id):
        found[tie.to_id if tie.from_id == actor.id else tie.from_id].append(tie)
    return found


def _said(basis: Basis, actor: Actor, partners: Partners) -> Found:
    """How fresh it is goes by the day it said so, else by when the actor was verified."""
    fresh = basis.freshness(actor) if actor.capacity_on is None else freshness(actor.capacity_on, basis.day)
    return _found(basis, actor, partners, says=True, fresh=fresh, confirmation=None)


def _maybe(basis: Basis, actor: Actor, partners: Partners, heavy: int) -> Found:
    """It rests on so many partners as make the load heavy, so on the last of those when they go by how sure they are."""
    fresh = sorted((basis.freshness(*ties) for ties in partners.values()), reverse=True)
    sure = sorted((max(CONFIRMED[tie.confirmation] for tie in ties) for ties in partners.values()), reverse=True)
    return _found(basis, actor, partners, says=False, fresh=fresh[heavy - 1], confirmation=sure[heavy - 1])


def _found(
    basis: Basis, actor: Actor, partners: Partners, *, says: bool, fresh: float, confirmation: float | None
) -> Found:
    area, view = basis.place_of(actor.id), basis.view
    kinds = {partner.actor_kind for id in partners if (partner := view.actor(id))}
    return Found(
        subjects=(actor.id,),
        move=Move.GOVERNMENT if kinds == {ActorKind.AUTHORITY} else Move.ORGANISATION,
        touched=basis.share_of_living(1, area),
        freshness=fresh,
        confirmation=confirmation,
        absent=False,
        only_a_sign=not says,
        area=area,
        evidence=(
            *records_of([actor.id, *sorted(partners)]),
            Evidence(figure=SAYS_SO, value=float(says)),
            Evidence(figure=PARTNERS, value=len(partners)),
        ),
    )
