"""Which areas are alike: by the kinds of their actors, and by the themes these work on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from statistics import fmean

import msgspec

from graphsvc.errors import NotFound
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Area

FEWEST = 3
"""An area with fewer actors has no make-up to compare."""


class SimilarArea(msgspec.Struct, frozen=True):
    """An area that is like another, each figure 0 to 1."""

    area: str
    similarity: float
    """The mean of the two below that are known."""
    by_kind: float | None
    """The share of the make-up by kind of actor that both have in common."""
    by_theme: float | None
    """The same by theme; None when the actors of neither have any."""
    actors: int
    """How many actors are active there."""


def overlap(one: Mapping[Hashable, float], other: Mapping[Hashable, float]) -> float | None:
    """What two make-ups have in common: the sum of the smaller share of each part, 0 to 1; None when both are empty.

    `one` and `other` are counts, or any weights, by part. Renkonen (1938), Annales Zoologici Societatis Vanamo 6:1-231.
    """
    total, others = sum(one.values()), sum(other.values())
    if not total or not others:
        return None if not total and not others else 0.0
    return float(sum(min(weight / total, other.get(part, 0) / others) for part, weight in one.items()))


def similar_areas(view: View, area_id: str, limit: int = 5, level: bool = True) -> list[SimilarArea]:
    """The areas most like this one, of the same level (with `level` False: of any), itself and those around and in it not.

    Actors count where they are active, each once. Areas with fewer than `FEWEST` are left out. Raises NotFound for an area
    that the viewer does not see.
    """
    area = view.get(area_id)
    if not isinstance(area, Area):
        raise NotFound(f"area: there is no area {area_id}.")
    own = _MakeUp(view, view.active_in(area_id))
    apart = view.inside(area_id) | view.around(area_id)
    others = (
        other for other in view.records(Area) if other.id not in apart and (not level or other.level is area.level)
    )
    if own.actors < FEWEST:
        return []
    makeups = ((other.id, _MakeUp(view, view.active_in(other.id))) for other in others)
    found = [_compared(id, own, other) for id, other in makeups if other.actors >= FEWEST]
    return sorted(found, key=lambda one: (-one.similarity, one.area))[: max(0, limit)]


class _MakeUp:
    """The actors of an area, counted by kind and by theme; one with three themes counts a third in each."""

    def __init__(self, view: View, actors: Iterable[Actor]) -> None:
        self.kinds: Counter[Hashable] = Counter()
        self.themes: Counter[Hashable] = Counter()
        for actor in actors:
            self.kinds[actor.actor_kind] += 1
            themes = view.themes_of(actor.id)
            for theme in themes:
                self.themes[theme] += 1 / len(themes)  # type: ignore[assignment]  # a Counter holds any number
        self.actors = self.kinds.total()


def _compared(id: str, own: _MakeUp, other: _MakeUp) -> SimilarArea:
    by_kind, by_theme = overlap(own.kinds, other.kinds), overlap(own.themes, other.themes)
    known = [value for value in (by_kind, by_theme) if value is not None]
    return SimilarArea(id, fmean(known), by_kind, by_theme, other.actors)
