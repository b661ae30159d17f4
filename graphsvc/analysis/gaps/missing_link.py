"""MISSING_LINK: a living world actor and a theme on which no FORMAL actor of its area is in contact with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.analysis.ties import formal_contacts
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import ActorKind, Move


def find_missing_link(basis: Basis) -> Iterator[Found]:
    """Where no FORMAL actor works on the theme in the area there is none to be linked with, and no gap of this kind."""
    formal = FormalActors(basis.view)
    for actor in basis.approachable:
        contacts = formal_contacts(basis.view, actor.id)
        for theme in own_themes(basis.view, actor.id):
            there = formal.around(actor.id) & formal.on_theme.get(theme, frozenset())
            if there and not there & contacts:
                yield _found(basis, actor, theme, sorted(there)[: basis.thresholds.names])


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


def own_themes(view: View, actor: str) -> list[str]:
    """The themes an actor or its offerings focus on, without the broader ones they imply."""
    sources = [actor, *(link.to_id for link in view.links_from(actor, LinkKind.OFFERS))]
    return sorted({link.to_id for source in sources for link in view.links_from(source, LinkKind.FOCUSES_ON)})


class FormalActors:
    """The FORMAL actors of a view by theme and by area."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.on_theme: Mapping[str, set[str]] = self._by_theme()
        self._of_area: dict[str, frozenset[str]] = {}

    def _by_theme(self) -> Mapping[str, set[str]]:
        on_theme: defaultdict[str, set[str]] = defaultdict(set)
        for actor in self.view.actors():
            if actor.is_formal:
                for theme in self.view.themes_of(actor.id):
                    on_theme[theme].add(actor.id)
        return on_theme

    def around(self, actor: str) -> frozenset[str]:
        """Those active or area-wide in an area of the actor."""
        areas = [link.to_id for link in self.view.links_from(actor, LinkKind.ACTIVE_IN)]
        return frozenset().union(*(self._of(area) for area in areas))

    def _of(self, area: str) -> frozenset[str]:
        if area not in self._of_area:
            there = (*self.view.active_in(area), *self.view.area_wide(area))
            self._of_area[area] = frozenset(actor.id for actor in there if actor.is_formal)
        return self._of_area[area]
