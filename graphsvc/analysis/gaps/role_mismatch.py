"""ROLE_MISMATCH: in a process or a tie, government takes a heavier role than the initiative accepts."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.gaps.processes import found_in, living_in
from graphsvc.analysis.ties import CONFIRMED
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Process, Tie
from graphsvc.model.vocabularies import ActorKind, GovernmentRole, Move, TieKind

HEAVINESS = {role: step for step, role in enumerate(GovernmentRole)}
"""The steps of government participation, the lightest first."""
GIVING = frozenset({TieKind.FUNDS, TieKind.FACILITATES})
"""The kinds of tie in which government has a role."""


def find_role_mismatch(basis: Basis) -> Iterator[Found]:
    """A role that is not known, or not known to be accepted, is no mismatch."""
    for process in basis.view.records(Process):
        heavier = [actor for actor in living_in(basis.view, process.id) if is_heavier(process.government_role, actor)]
        if heavier:
            number = Evidence(figure="initiatives", value=len(heavier))
            fresh = min(basis.freshness(process), max(said(basis, actor) for actor in heavier))
            yield found_in(basis, process, heavier, number, absent=False, freshness=fresh)
    for tie in basis.ties:
        if tie.tie_kind in GIVING and tie.government_role is not None:
            yield from _of_tie(basis, tie)


def is_heavier(role: GovernmentRole | None, actor: Actor) -> bool:
    """Whether a role is heavier than the heaviest that an actor accepts. Unknown is no."""
    if role is None or actor.accepted_role is None:
        return False
    return HEAVINESS[role] > HEAVINESS[actor.accepted_role]


def said(basis: Basis, actor: Actor) -> float:
    """How fresh it is what an actor said of the role that it accepts: by the day it said so, else as all of it."""
    return freshness(actor.told_on, basis.day) if actor.told_on is not None else basis.freshness(actor)


def receivers(view: View, tie: Tie) -> Iterator[tuple[Actor, Actor]]:
    """FORMAL giver and living world receiver of a tie; one without direction may be given either way."""
    ends = [(tie.from_id, tie.to_id)] if tie.directed else [(tie.from_id, tie.to_id), (tie.to_id, tie.from_id)]
    for start, end in ends:
        giver, receiver = view.actor(start), view.actor(end)
        if giver and receiver and giver.is_formal and receiver.is_living_world:
            yield giver, receiver


def _of_tie(basis: Basis, tie: Tie) -> Iterator[Found]:
    for giver, receiver in receivers(basis.view, tie):
        if is_heavier(tie.government_role, receiver):
            area = basis.place_of(receiver.id)
            yield Found(
                subjects=(tie.id,),
                move=Move.GOVERNMENT if giver.actor_kind is ActorKind.AUTHORITY else Move.ORGANISATION,
                touched=basis.share_of_living(1, area),
                freshness=min(basis.freshness(tie), said(basis, receiver)),
                confirmation=CONFIRMED[tie.confirmation],
                absent=False,
                area=area,
                evidence=records_of([tie.id, giver.id, receiver.id]),
            )
