"""Who an advice is about: the networks to reach, who asks, and who is in contact today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.ties import is_contact
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area
from graphsvc.model.vocabularies import Confirmation, ReachedBy, TieKind


class Scope(msgspec.Struct, frozen=True):
    """Ids, each tuple in order of id."""

    areas: frozenset[str] | None
    """The area and all inside it; None: everywhere."""
    parts: tuple[str, ...]
    """The areas directly within the scope, that fairness is between; those within no other when no area is asked."""
    networks: tuple[str, ...]
    """The living world actors to reach (j)."""
    living: tuple[str, ...]
    """All living world actors, in scope or not: ways lead through any of them."""
    askers: tuple[str, ...]
    """Where a warm path may start: the asking actor, else every FORMAL actor active or area-wide in scope."""
    contacts: dict[str, float]
    """Living world actors in contact today -> how far that contact is relied on: 1, or 1/2 when all is ONE_SIDED."""
    partners: dict[str, int]
    """Network -> with how many FORMAL actors it is in contact, in scope or not."""


def scope_of(view: View, request: AdviceRequest) -> Scope:
    """The scope of a request that `check` found right."""
    areas = None if request.area is None else view.inside(request.area)
    actors = {actor.id: actor for actor in view.actors()}
    living = tuple(sorted(actor.id for actor in actors.values() if actor.is_living_world))
    active = _active(view, request.area)
    formal = {actor.id for actor in (*active, *_area_wide(view, request.area)) if actor.is_formal}
    networks = _without_parts(view, {actor.id for actor in active if actor.is_living_world} - {request.asking})
    counting = {request.asking} if request.reached_by is ReachedBy.ASKING else formal
    contacts, partners = _contacts(view, actors, frozenset(living), counting)
    return Scope(
        areas=areas,
        parts=_parts(view, request.area),
        networks=networks,
        living=living,
        askers=tuple(sorted(formal)) if request.asking is None else (request.asking,),
        contacts=contacts,
        partners={id: len(partners.get(id, ())) for id in networks},
    )


def _active(view: View, area: str | None) -> list[Actor]:
    return view.actors() if area is None else view.active_in(area)


def _area_wide(view: View, area: str | None) -> list[Actor]:
    return [] if area is None else view.area_wide(area)


def _parts(view: View, area: str | None) -> tuple[str, ...]:
    if area is not None:
        return tuple(sorted({link.from_id for link in view.links_to(area, LinkKind.WITHIN)}))
    return tuple(sorted(top.id for top in view.records(Area) if not view.links_from(top.id, LinkKind.WITHIN)))


def _without_parts(view: View, networks: set[str]) -> tuple[str, ...]:
    """The networks without those that are PART_OF another of them, at any depth."""
    wholes = {
        id: found
        for id, found in ((id, _wholes(view, id)) for id in networks)
        if found and not found.isdisjoint(networks)
    }
    # In a circle of parts, which rules forbid, all stay: nobody may drop out of sight by a fault in the data.
    parts = {id for id, found in wholes.items() if any(id not in wholes.get(whole, ()) for whole in found & networks)}
    return tuple(sorted(networks - parts))


def _wholes(view: View, id: str) -> set[str]:
    """All that an actor is part of, directly or through others."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        at = waiting.pop()
        for tie in view.ties_of(at):
            if tie.tie_kind is TieKind.PART_OF and tie.from_id == at and tie.to_id not in found:
                found.add(tie.to_id)
                waiting.append(tie.to_id)
    return found


def _contacts(
    view: View, actors: dict[str, Actor], living: frozenset[str], counting: Iterable[str | None]
) -> tuple[dict[str, float], dict[str, set[str]]]:
    """Who of the living world is in contact with those that count, and with which FORMAL actors at all."""
    counts = frozenset(counting)
    reliance: dict[str, float] = {}
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for tie in filter(is_contact, view.ties()):
        for one, other in ((tie.from_id, tie.to_id), (tie.to_id, tie.from_id)):
            if one not in living:
                continue
            if other in counts:
                sure = 0.5 if tie.confirmation is Confirmation.ONE_SIDED else 1.0
                reliance[one] = max(sure, reliance.get(one, 0.0))
            if actors[other].is_formal:
                partners[one].add(other)
    return reliance, partners
