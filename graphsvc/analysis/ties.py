"""What a tie is worth: whether it is contact, how strong and how fresh it is, and which ones an actor has."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from graphsvc.graph.view import View
from graphsvc.model.days import today
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import CONTACT_KINDS, Confirmation, TieKind

CONFIRMED = {Confirmation.MUTUAL: 1.0, Confirmation.NOT_ASKED: 0.8, Confirmation.ONE_SIDED: 0.5}
"""How far each confirmation of a tie is relied on, 0-1."""
CONTACT_INTENSITY = 2
"""From this intensity on a tie can be contact: 1 is only knowing of each other."""
FRESH_MONTHS = 12
"""A tie is stale when it was last verified longer ago than this."""

Pair = tuple[str, str]
"""The ids of two actors, the smaller first."""


def is_contact(tie: Tie) -> bool:
    """Whether the two are in contact by this tie."""
    return tie.tie_kind in CONTACT_KINDS and tie.intensity >= CONTACT_INTENSITY


def strength(tie: Tie) -> float:
    """How strong a tie is, 0-1: its intensity, its confirmation and its confidence (unknown: 1) multiplied."""
    certain = 1.0 if tie.confidence is None else min(1.0, 2 * tie.confidence)
    return tie.intensity / 4 * CONFIRMED[tie.confirmation] * certain


def is_stale(tie: Tie, day: date) -> bool:
    """Whether nobody verified the tie in the 12 months before `day`."""
    return tie.last_verified is None or tie.last_verified < months_before(day, FRESH_MONTHS)


@lru_cache(maxsize=256)  # asked of each of many ties
def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier (later when negative), or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def day_of(view: View) -> date:
    """The day a view speaks of: its own, or today when it shows all times."""
    return view.day or today()


def crosses_worlds(one: Actor, other: Actor) -> bool:
    """Whether a tie between these two joins the living world and the system world."""
    return (one.is_living_world and other.is_formal) or (one.is_formal and other.is_living_world)


def pair(tie: Tie) -> Pair:
    """The two ends of a tie, whatever its direction."""
    return (tie.from_id, tie.to_id) if tie.from_id < tie.to_id else (tie.to_id, tie.from_id)


def pair_strengths(view: View, ties: Iterable[Tie] | None = None) -> dict[Pair, float]:
    """How strongly two actors are tied: the strength of their strongest tie, of `ties` or of all that are seen."""
    strongest: dict[Pair, float] = {}
    for tie in view.ties() if ties is None else ties:
        ends = pair(tie)
        strongest[ends] = max(strength(tie), strongest.get(ends, 0.0))
    return strongest


def contacts_of(view: View, actor_id: str) -> list[Tie]:
    """The ties by which an actor is in contact with others."""
    return [tie for tie in view.ties_of(actor_id) if is_contact(tie)]


def formal_contacts(view: View, actor_id: str) -> set[str]:
    """The ids of the FORMAL actors that an actor is in contact with."""
    others = (view.other_end(tie, actor_id) for tie in contacts_of(view, actor_id))
    return {other.id for other in others if isinstance(other, Actor) and other.is_formal}


def living_ties(view: View) -> Iterator[Tie]:
    """The ties of the living world: between two of its actors, of any kind but FUNDS."""
    living = {actor.id for actor in view.actors() if actor.is_living_world}
    for tie in view.ties():
        if tie.tie_kind is not TieKind.FUNDS and tie.from_id in living and tie.to_id in living:
            yield tie
