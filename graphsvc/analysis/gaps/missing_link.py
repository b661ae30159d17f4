"""MISSING_LINK: a living world actor and a theme on which no FORMAL actor of its area is in contact with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import ActorKind, Move


def find_missing_link(basis: Basis) -> Iterator[Found]:
    """Where no FORMAL actor works on the theme in the area there is none to be linked with, and no gap of this kind."""
    formal = FormalActors(basis)
    for actor in basis.approachable:
        contacts = basis.formal_contacts_of(actor.id)
        known = {id for tie in contacts for id in (tie.from_id, tie.to_id)}
        for theme in basis.own_themes(actor.id):
            there = formal.around(basis.places_of(actor.id), theme)
            if there and known.isdisjoint(there):
                yield _found(basis, actor, theme, there[: basis.thresholds.names])


def _found(basis: Basis, actor: Actor, theme: str, named: list[str]) -> Found:
    kinds = {found.actor_kind for id in named if (found := basis.view.actor(id))}
    area = basis.place_of(actor.id)
    return Found(
        subjects=(actor.id, theme),
        move=Move.GOVERNMENT if kinds == {ActorKind.AUTHORITY} else Move.ORGANISATION,
        touched=basis.share_of_living(1, area),
        freshness=basis.freshness_around(actor),
        absent=True,
        area=area,
        theme=theme,
        evidence=records_of([actor.id, *named]),
    )


class FormalActors:
    """The FORMAL actors of a basis by theme and by area."""

    def __init__(self, basis: Basis) -> None:
        self._view = basis.view
        self._on_theme: defaultdict[str, set[str]] = defaultdict(set)
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        for actor in basis.formal_ids:
            for theme in basis.themes_of(actor):
                self._on_theme[theme].add(actor)
            for area in basis.places_of(actor):
                self._linked[area].add(actor)
        self._of: dict[frozenset[str], frozenset[str]] = {}
        self._there: dict[tuple[frozenset[str], str], list[str]] = {}

    def around(self, areas: frozenset[str], theme: str) -> list[str]:
        """Those on a theme that are active or area-wide in one of the areas, by id."""
        if areas not in self._of:
            near = (near for area in areas for near in self._view.inside(area) | self._view.around(area))
            self._of[areas] = frozenset().union(*(self._linked.get(area, ()) for area in near))
        if (areas, theme) not in self._there:
            self._there[areas, theme] = sorted(self._of[areas] & self._on_theme.get(theme, frozenset()))
        return self._there[areas, theme]
