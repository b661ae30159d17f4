"""Claims: actors that say they are there for a group of residents, themselves or by what they offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from graphsvc.analysis.reach.evidence import Evidence
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Link, Offering
from graphsvc.model.vocabularies import ReachEvidence

Claim = tuple[str, str, str, bool]
"""(group, actor, the SERVES link or the offering, whether it is only made more widely than the area)."""


def claims_in(view: View, area: str | None) -> dict[str, list[Evidence]]:
    """Target group -> its claims in an area (none: anywhere), one for each actor, by id of the actor."""
    found: defaultdict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for group, actor, record, wide in _all(view, area):
        found[group, actor].setdefault(record, wide)
    claims: defaultdict[str, list[Evidence]] = defaultdict(list)
    for group, actor in sorted(found):
        claims[group].append(_evidence(view, actor, found[group, actor]))
    return dict(claims)


def _evidence(view: View, id: str, records: Mapping[str, bool]) -> Evidence:
    actor = view.actor(id)
    verified = actor.last_verified if actor is not None else None
    return Evidence(
        kind=ReachEvidence.CLAIMED,
        actors=(id,),
        records=tuple(records),
        on=_by(verified, day_of(view)),
        source=actor.source if actor is not None else None,
        area_wide=all(records.values()),
    )


def _by(day: date | None, last: date) -> date | None:
    """A day that had come by then."""
    return day if day is not None and day <= last else None


def _all(view: View, area: str | None) -> Iterator[Claim]:
    for actor, wide in _actors(view, area):
        for link in view.links_from(actor.id, LinkKind.SERVES):
            yield link.to_id, actor.id, link.id, wide
        for offers in view.links_from(actor.id, LinkKind.OFFERS):
            here = _offered(view, offers.to_id, area, wide)
            if here is not None:
                yield from _served_by(view, actor.id, offers.to_id, here)
    for offering in view.located_in(area, Offering) if area is not None else ():
        for provider in view.linking(offering.id, LinkKind.OFFERS):
            yield from _served_by(view, provider.id, offering.id, False)


def _actors(view: View, area: str | None) -> Iterator[tuple[Actor, bool]]:
    if area is None:
        yield from ((actor, False) for actor in view.actors())
        return
    yield from ((actor, False) for actor in view.active_in(area))
    yield from ((actor, True) for actor in view.area_wide(area))


def _offered(view: View, offering: str, area: str | None, wide: bool) -> bool | None:
    """Whether it is offered only more widely; None when it is offered elsewhere. Without a place: where its actor is."""
    places = {link.to_id for link in view.links_from(offering, LinkKind.LOCATED_IN)}
    if area is None or not places:
        return wide
    if places & view.inside(area):
        return False
    return True if places & view.around(area) else None


def _served_by(view: View, actor: str, offering: str, wide: bool) -> Iterator[Claim]:
    serving: list[Link] = view.links_from(offering, LinkKind.SERVES)
    return ((link.to_id, actor, offering, wide) for link in serving)
