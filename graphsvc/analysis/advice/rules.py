"""Who may be a point, a step or an introducer: own say, load, and what people decided before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Flag, auto

from graphsvc.analysis.advice.identity import PointReviews
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.scope import Scope
from graphsvc.analysis.load import heavy_load
from graphsvc.analysis.ties import day_of, months_before
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Review
from graphsvc.model.vocabularies import Capacity, GovernmentRole, Openness

TOLD_MONTHS = 6
"""What was told about capacity holds for so many months."""


class Barrier(Flag):
    """Why a network cannot be a point. Warm paths come apart, for they need the whole graph."""

    NONE = 0
    IN_CONTACT = auto()
    NOT_ALLOWED = auto()
    SAYS_NO = auto()
    LET_GO = auto()
    DECLINED = auto()
    OVERASKED = auto()
    LOADED = auto()


CAPACITY = Barrier.OVERASKED | Barrier.LOADED
"""The barriers that time or help can lift."""


def capacity_on(actor: Actor, day: date) -> Capacity:
    """The capacity as far as it may be relied on: undated or told over 6 months ago, it is unknown."""
    if actor.capacity_on is None or actor.capacity_on < months_before(day, TOLD_MONTHS):
        return Capacity.UNKNOWN
    return actor.capacity


def says_no(actor: Actor, request: AdviceRequest) -> bool:
    """Whether an actor is to be left alone. What is asked of FORMAL actors is their work, unless they are excluded."""
    return actor.id in request.excluded or (not actor.is_formal and actor.open_to_contact is Openness.NO)


def may_step(actor: Actor, request: AdviceRequest, day: date) -> bool:
    """Whether a path may lead over an actor."""
    overasked = not actor.is_formal and capacity_on(actor, day) is Capacity.OVERASKED
    return not says_no(actor, request) and not overasked


def may_introduce(actor: Actor, request: AdviceRequest, day: date) -> bool:
    """Whether an actor may be asked to introduce."""
    full = not actor.is_formal and capacity_on(actor, day) is Capacity.FULL
    return may_step(actor, request, day) and not full


def barriers(view: View, request: AdviceRequest, scope: Scope) -> dict[str, Barrier]:
    """Network -> what keeps it from being a point."""
    day, reviews = day_of(view), PointReviews.of(view.records(Review))
    loads = {id: partners + reviews.adopted(id, day) for id, partners in scope.partners.items()}
    heavy = heavy_load(loads.values())
    found = {}
    for id in scope.networks:
        actor = view.actor(id)
        assert actor is not None, "the scope holds seen actors"
        holds = {
            Barrier.IN_CONTACT: id in scope.contacts,
            Barrier.NOT_ALLOWED: request.allowed is not None and id not in request.allowed,
            Barrier.SAYS_NO: says_no(actor, request),
            Barrier.LET_GO: actor.accepted_role is GovernmentRole.LET_GO,
            Barrier.DECLINED: reviews.declined(view, request, actor),
            Barrier.OVERASKED: capacity_on(actor, day) is Capacity.OVERASKED,
            Barrier.LOADED: loads[id] >= heavy,
        }
        found[id] = _together(holds)
    return found


def _together(holds: Mapping[Barrier, bool]) -> Barrier:
    barrier = Barrier.NONE
    for one, applies in holds.items():
        if applies:
            barrier |= one
    return barrier
