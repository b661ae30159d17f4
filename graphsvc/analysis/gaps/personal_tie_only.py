"""PERSONAL_TIE_ONLY: a living world actor whose contact with FORMAL actors is all personal and hangs on one person."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.access.policy import visible_fields
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.analysis.ties import CONFIRMED
from graphsvc.graph.folding import folded
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import ActorKind, Move, TieBasis


def find_personal_tie_only(basis: Basis) -> Iterator[Found]:
    """A person is known as a pair of organisation and role, and only to those who may see who carries a tie."""
    told = sees_carriers(basis.view)
    for actor in basis.living:
        ties = basis.formal_contacts_of(actor.id)
        if ties and all(tie.basis is TieBasis.PERSONAL for tie in ties) and hangs_on_one(ties, told):
            yield _found(basis, actor, ties)


def sees_carriers(view: View) -> bool:
    """Whether the viewer may see which organisation and role carry a tie."""
    return any(field.name == "carried_by" for field in visible_fields(view.viewer.role, Tie))


def hangs_on_one(ties: list[Tie], told: bool) -> bool:
    """Whether one pair of organisation and role carries all ties. Of two ties nobody knows that when it is not told."""
    carriers = {folded(tie.carried_by) if told and tie.carried_by else tie.id for tie in ties}
    return len(carriers) == 1


def _found(basis: Basis, actor: Actor, ties: list[Tie]) -> Found:
    formal = sorted({id for tie in ties for id in (tie.from_id, tie.to_id) if id != actor.id})
    kinds = {found.actor_kind for id in formal if (found := basis.view.actor(id))}
    area = basis.place_of(actor.id)
    return Found(
        subjects=(actor.id,),
        move=Move.GOVERNMENT if kinds == {ActorKind.AUTHORITY} else Move.ORGANISATION,
        touched=basis.share_of_living(1, area),
        freshness=basis.freshness(*ties),
        confirmation=max(CONFIRMED[tie.confirmation] for tie in ties),
        absent=True,
        area=area,
        evidence=records_of([actor.id, *(tie.id for tie in ties), *formal]),
    )
