"""What all kinds of gaps rest on: the needs, completeness and living world of one view, each read once."""

from __future__ import annotations

from collections import Counter, OrderedDict
from functools import cached_property
from threading import Lock

from graphsvc.analysis.completeness import completeness
from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.gaps.gap import Weighed
from graphsvc.analysis.gaps.thresholds import Thresholds
from graphsvc.analysis.need import Needs
from graphsvc.analysis.ties import day_of
from graphsvc.forgetting import when_erased
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, Kept, Tie
from graphsvc.model.vocabularies import ActorKind, AreaLevel, GapKind, Openness

PER_AREA = frozenset({AreaLevel.DISTRICT, AreaLevel.OWN})
"""The levels for which gaps per area are made."""
KEPT = 4
"""Of so many views the gaps are kept."""


class Basis:
    """One view with the thresholds asked for."""

    def __init__(self, view: View, thresholds: Thresholds, neighbourhoods: bool = False) -> None:
        self.view, self.thresholds = view, thresholds
        self.version, self.day = view.version, day_of(view)
        self.needs = Needs(view)
        self.levels = PER_AREA | {AreaLevel.NEIGHBOURHOOD} if neighbourhoods else PER_AREA
        self.weighed: dict[GapKind, list[Weighed]] = {}
        """The gaps of each kind that was asked for, once they are found."""
        self._completeness: dict[str | None, float | None] = {}

    @cached_property
    def living(self) -> list[Actor]:
        """The living world, in order of id."""
        return sorted((actor for actor in self.view.actors() if actor.is_living_world), key=lambda actor: actor.id)

    @cached_property
    def approachable(self) -> list[Actor]:
        """The living world without those that want no contact: of these nobody says what they lack."""
        return [actor for actor in self.living if actor.open_to_contact is not Openness.NO]

    @cached_property
    def areas(self) -> list[Area]:
        """The areas that gaps per area are made for."""
        fewest = self.thresholds.fewest_residents
        return [
            area
            for area in sorted(self.view.records(Area), key=lambda area: area.id)
            if area.level in self.levels and (area.residents is None or area.residents >= fewest)
        ]

    def completeness(self, area: str | None) -> float | None:
        """The completeness of an area, or of the whole store."""
        if area not in self._completeness:
            self._completeness[area] = completeness(self.view, area, self.needs).value
        return self._completeness[area]

    def place_of(self, id: str) -> str | None:
        """The area a record belongs to: of those it is in the first by id, a neighbourhood's district instead of it."""
        kind = LinkKind.ACTIVE_IN if self.view.actor(id) else LinkKind.LOCATED_IN
        return min((self._lifted(link.to_id) for link in self.view.links_from(id, kind)), default=None)

    def _lifted(self, area: str) -> str:
        if AreaLevel.NEIGHBOURHOOD in self.levels or not self._is(area, AreaLevel.NEIGHBOURHOOD):
            return area
        return min((outer for outer in self.view.around(area) if self._is(outer, AreaLevel.DISTRICT)), default=area)

    def _is(self, id: str, level: AreaLevel) -> bool:
        area = self.view.get(id)
        return isinstance(area, Area) and area.level is level

    @cached_property
    def _living_in(self) -> Counter[str]:
        return Counter(area for actor in self.living for area in self.view.areas_of(actor.id))

    def share_of_living(self, count: int, area: str | None = None) -> float:
        """So many living world actors as a share of those of an area, or of all."""
        among = len(self.living) if area is None else self._living_in[area]
        return count / among if among else 0.0

    def freshness(self, *records: Kept | None) -> float:
        """The freshness of the one among these records that was verified last."""
        dates = [date for record in records if (date := getattr(record, "last_verified", None)) is not None]
        return freshness(max(dates, default=None), self.day)

    def freshness_around(self, actor: Actor) -> float:
        """How lately anybody looked at an actor or one of its ties, and would have seen what it lacks."""
        return self.freshness(actor, *self.view.ties_of(actor.id))


_kept: OrderedDict[tuple[View, Thresholds, bool], Basis] = OrderedDict()
when_erased(_kept.clear)
_turn = Lock()


def basis_of(view: View, thresholds: Thresholds | None = None, neighbourhoods: bool = False) -> Basis:
    """The basis of a view as it is now; the last few are kept, so that gaps are found once a version."""
    key = (view, thresholds or Thresholds(), neighbourhoods)
    with _turn:
        basis = _kept.pop(key, None)
        if basis is None or (basis.version, basis.day) != (view.version, day_of(view)):
            basis = Basis(*key)
        _kept[key] = basis
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return basis


def is_assumed(record: Kept) -> bool | None:
    """Whether what gaps read from a record was filled in rather than told; None for a record of another kind.

    A formality that follows from a kind that somebody chose is no guess; that of an actor whose kind nobody chose is.
    """
    if isinstance(record, Actor):
        unchosen = record.actor_kind is ActorKind.OTHER or "actorKind" in record.assumed
        return unchosen and "formality" in record.assumed
    if isinstance(record, Tie):
        return "intensity" in record.assumed or "tieKind" in record.assumed
    return None
