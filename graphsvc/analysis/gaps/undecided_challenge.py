"""UNDECIDED_CHALLENGE: a challenge that has waited for a decision longer than the municipality's own term, or ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.ties import months_before
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, Challenge, Record
from graphsvc.model.vocabularies import ActorKind, AreaLevel, ChallengeOutcome, Move

TERM = "termDays"
"""The name in the evidence of the municipality's own term, where it is known."""
OURS = "ourTermMonths"
"""The name in the evidence of our term, which counts where that of the municipality is unknown."""


def find_undecided_challenge(basis: Basis) -> Iterator[Found]:
    """Of a challenge that nobody knows the day of, nobody can say that it waits too long."""
    for challenge in basis.view.records(Challenge):
        asked = challenge.asked_on
        if asked is None or not is_pending(challenge, basis.day):
            continue
        makers = _actors(basis.view.linking(challenge.id, LinkKind.CHALLENGES))
        addressed = _actors(basis.view.linked(challenge.id, LinkKind.ADDRESSED_TO))
        term = decision_term(basis, makers, addressed)
        if _is_over(basis, asked, term):
            yield _found(basis, challenge, makers, addressed, term)


def is_pending(challenge: Challenge, day: date) -> bool:
    """Whether there was no decision yet by the day; one that was taken later is none yet."""
    later = challenge.decided_on is not None and challenge.decided_on > day
    return later or challenge.outcome is ChallengeOutcome.PENDING


def decision_term(basis: Basis, makers: Iterable[Actor], addressed: Iterable[Actor]) -> int | None:
    """The term in days that the municipality gave itself; None when it is not known.

    The municipality is that of whom the challenge is addressed to; where that is more than one, the one where the
    challenge was made. Of several terms the longest, so that nobody is called late by the term of another.
    """
    asking, asked = _municipalities(basis, makers), _municipalities(basis, addressed)
    towns = {id: area for id, area in asked.items() if id in asking} or asked or asking
    ordinances = (area.participation_ordinance for area in towns.values())
    terms = (
        ordinance.decision_days
        for ordinance in ordinances
        if ordinance is not None and (ordinance.adopted_on or basis.day) <= basis.day
    )
    return max((term for term in terms if term is not None), default=None)


def _is_over(basis: Basis, asked: date, term: int | None) -> bool:
    if term is None:
        return asked < months_before(basis.day, basis.thresholds.challenge_months)
    return asked < basis.day - timedelta(days=term)


def _municipalities(basis: Basis, actors: Iterable[Actor]) -> dict[str, Area]:
    areas = {id: basis.view.get(id) for actor in actors for id in basis.view.areas_of(actor.id)}
    return {id: area for id, area in areas.items() if isinstance(area, Area) and area.level is AreaLevel.MUNICIPALITY}


def _actors(records: Iterable[Record]) -> list[Actor]:
    return sorted((record for record in records if isinstance(record, Actor)), key=lambda actor: actor.id)


def _found(basis: Basis, challenge: Challenge, makers: list[Actor], addressed: list[Actor], term: int | None) -> Found:
    area = basis.place_of(challenge.id)
    others = addressed and all(actor.actor_kind is not ActorKind.AUTHORITY for actor in addressed)
    living = sum(actor.is_living_world for actor in makers)
    waited = (basis.day - challenge.asked_on).days if challenge.asked_on else None
    months = basis.thresholds.challenge_months
    return Found(
        subjects=(challenge.id,),
        move=Move.ORGANISATION if others else Move.GOVERNMENT,
        touched=basis.share_of_living(living, area) if makers else None,
        freshness=basis.freshness(challenge),
        absent=False,
        area=area,
        evidence=(
            *records_of([challenge.id, *(actor.id for actor in (*makers, *addressed))]),
            Evidence(figure="daysWaited", value=waited),
            Evidence(figure=OURS, value=months) if term is None else Evidence(figure=TERM, value=term),
        ),
    )
