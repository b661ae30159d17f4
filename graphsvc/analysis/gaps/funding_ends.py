"""FUNDING_ENDS: the only funding that is known of a living world actor ends within 9 months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.ties import CONFIRMED, months_before
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Edge, Tie
from graphsvc.model.vocabularies import ActorKind, Move, TieKind


def find_funding_ends(basis: Basis) -> Iterator[Found]:
    """Each tie FUNDS and each link FUNDED_BY is one funding, also two of the same funder. No known end is no end.

    One that begins before the limit counts as well: then the money goes on. Only a view of all days shows those.
    """
    limit = months_before(basis.day, -basis.thresholds.funding_months)
    now = _fundings(basis.view)
    coming = _fundings(View(basis.view.graph, basis.view.viewer, None)) if now else {}
    for actor in basis.living:
        current = [edge for edge in now.get(actor.id, ()) if _holds_on(edge, basis.day)]
        follows = any(_begins_between(edge, basis.day, limit) for edge in coming.get(actor.id, ()))
        if len(current) == 1 and _ends_by(current[0], limit) and not follows:
            yield _found(basis, actor, current[0])


def _fundings(view: View) -> dict[str, list[Edge]]:
    """Who gets money -> the ties and links by which it does. A tie without direction may run either way."""
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for tie in view.ties():
        if tie.tie_kind is TieKind.FUNDS:
            for id in (tie.to_id,) if tie.directed else (tie.to_id, tie.from_id):
                found[id].append(tie)
    for link in view.links(LinkKind.FUNDED_BY):
        found[link.from_id].append(link)
    return dict(found)


def _holds_on(edge: Edge, day: date) -> bool:
    return (edge.valid_from or day) <= day and (edge.valid_to is None or day < edge.valid_to)


def _ends_by(edge: Edge, limit: date) -> bool:
    return edge.valid_to is not None and edge.valid_to <= limit


def _begins_between(edge: Edge, day: date, limit: date) -> bool:
    return edge.valid_from is not None and day < edge.valid_from <= limit


def _found(basis: Basis, actor: Actor, funding: Edge) -> Found:
    """A link was verified with the actor that it is of. That there is no other money depends on what is known there."""
    tie, area = funding if isinstance(funding, Tie) else None, basis.place_of(actor.id)
    giver = basis.view.other_end(funding, actor.id).id
    funder = basis.view.actor(giver)
    days = (funding.valid_to - basis.day).days if funding.valid_to else None
    return Found(
        subjects=(actor.id,),
        # A scheme is of government; so is a funder that is one.
        move=Move.GOVERNMENT if funder is None or funder.actor_kind is ActorKind.AUTHORITY else Move.ORGANISATION,
        touched=basis.share_of_living(1, area),
        freshness=basis.freshness(tie or actor),
        confirmation=CONFIRMED[tie.confirmation] if tie else None,
        absent=True,
        area=area,
        evidence=(*records_of([actor.id, funding.id, giver]), Evidence(figure="daysLeft", value=days)),
    )
