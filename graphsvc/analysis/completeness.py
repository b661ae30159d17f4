"""How much of the network of an area is known, and how fresh that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean

import msgspec

from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.need import Needs, needs_of
from graphsvc.analysis.ties import day_of, is_stale
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Link, Round
from graphsvc.model.vocabularies import InvitationAnswer


class Completeness(msgspec.Struct, frozen=True, kw_only=True):
    """How complete and fresh the records of one area are; shares are 0-1, None where unknown."""

    area: str | None
    """None: the whole store."""
    value: float | None
    """The mean of the two shares below; unknown when nobody was invited."""
    answered: float | None
    """The share of the actors invited to the latest round that answered; unknown when nobody was invited."""
    verified: float | None
    """The share of living world actors with a tie that was verified within 12 months; unknown when there are none."""
    residents_asked: bool
    """Whether residents were asked there within 24 months."""
    actors: int
    """How many actors are active there."""
    freshness: float | None
    """The mean freshness of the ties of those actors; unknown when they have none."""


def completeness(view: View, area_id: str | None, needs: Needs | None = None) -> Completeness:
    """The completeness of an area with all inside it, or of the whole store."""
    actors = view.actors() if area_id is None else view.active_in(area_id)
    needs = needs or needs_of(view)
    asked = needs.any_asked if area_id is None else needs.residents_asked(area_id)
    return completeness_among(view, area_id, actors, asked)


def completeness_among(view: View, area_id: str | None, actors: Sequence[Actor], residents_asked: bool) -> Completeness:
    """The completeness of what is known of some actors of an area, such as those that serve one target group."""
    answered, verified = _answered(view, actors), _verified(view, actors)
    return Completeness(
        area=area_id,
        value=_mean(answered, verified),
        answered=answered,
        verified=verified,
        residents_asked=residents_asked,
        actors=len(actors),
        freshness=_freshness(view, actors),
    )


def completeness_value(view: View, area_id: str | None) -> float | None:
    """The completeness itself, without what else is told of the area."""
    actors = view.actors() if area_id is None else view.active_in(area_id)
    return _mean(_answered(view, actors), _verified(view, actors))


def _mean(answered: float | None, verified: float | None) -> float | None:
    if answered is None:
        return None
    return answered if verified is None else (answered + verified) / 2


def _answered(view: View, actors: Iterable[Actor]) -> float | None:
    """The share of invitations to their latest round that were answered YES; a round after the day is none yet."""
    invited = (link for actor in actors for link in view.links_from(actor.id, LinkKind.INVITED))
    invitations = [link for link in invited if _round_date(view, link.to_id) <= day_of(view)]
    if not invitations:
        return None
    latest = max((link.to_id for link in invitations), key=lambda id: (_round_date(view, id), id))
    asked = [link for link in invitations if link.to_id == latest]
    return fmean(_is_answered(link) for link in asked)


def _is_answered(link: Link) -> bool:
    return link.answered is InvitationAnswer.YES


def _round_date(view: View, id: str) -> date:
    found = view.get(id)
    known = (found.start or found.end) if isinstance(found, Round) else None
    return known or date.min


def _verified(view: View, actors: Iterable[Actor]) -> float | None:
    fresh = _with_fresh_ties(view)
    living = [actor.id in fresh for actor in actors if actor.is_living_world]
    return sum(living) / len(living) if living else None


def _with_fresh_ties(view: View) -> frozenset[str]:
    """The actors with a tie that was verified within 12 months."""
    day = day_of(view)

    def found() -> frozenset[str]:
        return frozenset(id for tie in view.ties() if not is_stale(tie, day) for id in (tie.from_id, tie.to_id))

    fresh: frozenset[str] = view.once((_with_fresh_ties, day), found)
    return fresh


def _freshness(view: View, actors: Iterable[Actor]) -> float | None:
    ties = {tie.id: tie for actor in actors for tie in view.ties_of(actor.id)}
    day = day_of(view)
    return fmean(freshness(tie.last_verified, day) for tie in ties.values()) if ties else None
