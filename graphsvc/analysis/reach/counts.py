"""Counts: how many residents an actor reaches, where the number is of one group in one area and can be traced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from graphsvc.analysis.reach.evidence import Evidence
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Source
from graphsvc.model.vocabularies import ReachEvidence


def counts_of(view: View, area: str | None, group: str, claims: Iterable[Evidence]) -> list[Evidence]:
    """The numbers of residents of a group in an area, of the actors that say they serve it there.

    The model holds one number an actor (`residentsReached`). It says how many of this group are reached here only when
    the actor serves no other group and works nowhere else; and it is a count only with a date and a source.
    """
    claimed = [claim for claim in claims if not claim.area_wide]
    counted = (_count(view, area, group, claim) for claim in claimed)
    return [count for count in counted if count is not None]


def _count(view: View, area: str | None, group: str, claim: Evidence) -> Evidence | None:
    (id,) = claim.actors
    actor = view.actor(id)
    if actor is None or actor.residents_reached is None or view.target_groups_of(id) != {group}:
        return None
    if area is not None and not _places(view, id) <= view.inside(area):
        return None
    on = _counted_on(view, actor)
    if on is None or on > day_of(view):
        return None
    return msgspec.structs.replace(
        claim, kind=ReachEvidence.COUNTED, records=(id,), residents=actor.residents_reached, on=on, source=actor.source
    )


def _places(view: View, actor: str) -> set[str]:
    return {link.to_id for link in view.links_from(actor, LinkKind.ACTIVE_IN)}


def _counted_on(view: View, actor: Actor) -> date | None:
    """When the actor told its number, else the day of its source, else when it was verified; None without a source."""
    source = view.get(actor.source) if actor.source else None
    if not isinstance(source, Source):
        return None
    return actor.told_on or source.date or actor.last_verified
