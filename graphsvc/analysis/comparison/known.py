"""Which actors and ties were known on a day: what held then need not have been recorded by then.

Known by a day is what was verified by then, comes from a source of that day or earlier, was invited to a round that had
begun, is an end of a tie that was known, or stood in the log by then. So the past of a network that was imported in one
go is told apart too, by the dates of its sources; who enters what was always there makes no new tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from graphsvc.graph.sight import Past, seen_past
from graphsvc.graph.view import View
from graphsvc.model.days import TIME_ZONE
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Record, Round, Source, Tie


class Held(msgspec.Struct, frozen=True):
    """Actors of an area (or all) and the ties among them, by id."""

    actors: Mapping[str, Actor]
    ties: Mapping[str, Tie]

    def those(self, actors: frozenset[str], ties: frozenset[str]) -> Held:
        """The part of it with these ids."""
        return Held(
            {id: actor for id, actor in self.actors.items() if id in actors},
            {id: tie for id, tie in self.ties.items() if id in ties},
        )


def held_in(view: View, area: str | None) -> Held:
    """What holds on the day of a view."""
    actors = {actor.id: actor for actor in (view.actors() if area is None else view.active_in(area))}
    ties = {tie.id: tie for tie in view.ties() if tie.from_id in actors and tie.to_id in actors}
    return Held(actors, ties)


def known_of(view: View, held: Held, day: date, past: Past) -> Held:
    """What of it the viewer could know on a day. `past` reads the log, of those records only that nothing else tells of."""
    ties = {id for id, tie in held.ties.items() if _is_dated(view, tie, day)}
    actors = {id for id, actor in held.actors.items() if _is_dated(view, actor, day) or _is_invited(view, id, day)}
    actors |= _ends(held.ties[id] for id in ties)
    loose = held.ties.keys() - ties
    # With the ends of ties: who could see a tie depends on them, and the log is read once.
    recorded = _recorded_by(
        view, {*loose, *_ends(held.ties[id] for id in loose), *(held.actors.keys() - actors)}, day, past
    )
    ties |= recorded & held.ties.keys()
    actors |= recorded & held.actors.keys() | _ends(held.ties[id] for id in ties)
    return held.those(frozenset(actors), frozenset(ties))


def _is_dated(view: View, record: Record, day: date) -> bool:
    if record.last_verified is not None and record.last_verified <= day:
        return True
    source = view.get(record.source) if record.source else None
    return isinstance(source, Source) and source.date is not None and source.date <= day


def _is_invited(view: View, actor: str, day: date) -> bool:
    rounds = (round for round in view.linked(actor, LinkKind.INVITED) if isinstance(round, Round))
    return any(begun is not None and begun <= day for round in rounds for begun in (round.start or round.end,))


def _recorded_by(view: View, ids: set[str], day: date, past: Past) -> set[str]:
    """Those that the viewer could see in the log on that day."""
    if not ids:
        return set()
    seen = seen_past(past, view.graph, view.viewer, ids)
    return {id for id, changes in seen.items() if changes and changes[0].at.astimezone(TIME_ZONE).date() <= day}


def _ends(ties: Iterable[Tie]) -> set[str]:
    return {end for tie in ties for end in (tie.from_id, tie.to_id)}
