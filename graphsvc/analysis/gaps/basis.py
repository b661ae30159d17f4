"""What all kinds of gaps rest on: the needs, ties, contacts and places of one view, each read once."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from threading import Lock

from graphsvc.analysis.completeness import completeness_value
from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.thresholds import Thresholds, installed
from graphsvc.analysis.need import Needs, needs_of
from graphsvc.analysis.ties import day_of, is_contact
from graphsvc.forgetting import when_erased
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, Challenge, Kept, Tie
from graphsvc.model.vocabularies import ActorKind, AreaLevel, GapKind, Openness

PER_AREA = frozenset({AreaLevel.DISTRICT, AreaLevel.OWN})
"""The levels for which gaps per area are made."""
KEPT = 4
"""Of so many views the gaps are kept."""


class Basis:
    """One view with the thresholds asked for. What is asked of it twice is worked out once."""

    def __init__(self, view: View, thresholds: Thresholds, neighbourhoods: bool = False) -> None:
        self.view, self.thresholds = view, thresholds
        self.version, self.day = view.version, day_of(view)
        self.needs: Needs = needs_of(view)
        self.levels = PER_AREA | {AreaLevel.NEIGHBOURHOOD} if neighbourhoods else PER_AREA
        self.gaps: dict[GapKind, list[Gap]] = {}
        """The gaps of each kind that was asked for, once they are found."""
        self._completeness: dict[str | None, float | None] = {}
        self._places: dict[str, frozenset[str]] = {}
        self._areas: dict[frozenset[str], frozenset[str]] = {}
        self._place: dict[str, str | None] = {}
        self._district: dict[str, str] = {}
        self._themes: dict[str, frozenset[str]] = {}
        self._own_themes: dict[str, list[str]] = {}
        self._around: dict[str, float] = {}

    # Actors

    @cached_property
    def living(self) -> list[Actor]:
        """The living world, in order of id."""
        return sorted((actor for actor in self.view.actors() if actor.is_living_world), key=lambda actor: actor.id)

    @cached_property
    def living_ids(self) -> frozenset[str]:
        return frozenset(actor.id for actor in self.living)

    @cached_property
    def formal_ids(self) -> frozenset[str]:
        """The ids of the system world."""
        return frozenset(actor.id for actor in self.view.actors() if actor.is_formal)

    @cached_property
    def approachable(self) -> list[Actor]:
        """The living world without those that want no contact: of these nobody says what they lack."""
        return [actor for actor in self.living if actor.open_to_contact is not Openness.NO]

    @cached_property
    def _living_in(self) -> Counter[str]:
        return Counter(area for actor in self.living for area in self.areas_of(actor.id))

    def living_active_in(self, area: str) -> int:
        """How many living world actors are active in an area."""
        return self._living_in[area]

    def share_of_living(self, count: int, area: str | None = None) -> float:
        """So many living world actors as a share of those of an area, or of all."""
        among = len(self.living) if area is None else self._living_in[area]
        return count / among if among else 0.0

    # Ties

    @cached_property
    def ties(self) -> list[Tie]:
        """All seen ties."""
        return list(self.view.ties())

    @cached_property
    def _ties_of(self) -> Mapping[str, list[Tie]]:
        return by_end(self.ties)

    def ties_of(self, actor: str) -> list[Tie]:
        """The ties of an actor."""
        return self._ties_of.get(actor, [])

    @cached_property
    def _formal_contacts_of(self) -> Mapping[str, list[Tie]]:
        formal = self.formal_ids
        return by_end(
            [tie for tie in self.ties if (tie.from_id in formal) != (tie.to_id in formal) and is_contact(tie)]
        )

    def formal_contacts_of(self, actor: str) -> list[Tie]:
        """The ties by which an actor that is not FORMAL is in contact with one that is."""
        return self._formal_contacts_of.get(actor, [])

    @cached_property
    def assumed(self) -> Mapping[str, bool]:
        """Actor or tie -> whether what gaps read from it was filled in rather than told."""
        actors = {actor.id: is_assumed(actor) for actor in self.view.actors()}
        return actors | {tie.id: is_assumed(tie) for tie in self.ties}

    # Areas

    @cached_property
    def areas(self) -> list[Area]:
        """The areas that gaps per area are made for."""
        return [area for area in self.large_areas if area.level in self.levels]

    @cached_property
    def large_areas(self) -> list[Area]:
        """The areas that have not too few residents for gaps of their own, of every level, by id."""
        fewest = self.thresholds.fewest_residents
        areas = sorted(self.view.records(Area), key=lambda area: area.id)
        return [area for area in areas if area.residents is None or area.residents >= fewest]

    def completeness(self, area: str | None) -> float | None:
        """The completeness of an area, or of the whole store."""
        if area not in self._completeness:
            self._completeness[area] = completeness_value(self.view, area)
        return self._completeness[area]

    def places_of(self, id: str) -> frozenset[str]:
        """The areas a record is linked to itself; of a tie or a challenge those of the actors it is between."""
        if (places := self._places.get(id)) is None:
            ends = ends_of(self.view, id)
            kinds = [LinkKind.ACTIVE_IN if self.view.actor(end) else LinkKind.LOCATED_IN for end in ends]
            links = [link for end, kind in zip(ends, kinds, strict=True) for link in self.view.links_from(end, kind)]
            places = self._places[id] = frozenset(link.to_id for link in links)
        return places

    def areas_of(self, id: str) -> frozenset[str]:
        """The areas a record is in, and those around them."""
        places = self.places_of(id)
        if (areas := self._areas.get(places)) is None:
            areas = self._areas[places] = frozenset().union(*map(self.view.around, places))
        return areas

    def place_of(self, id: str) -> str | None:
        """The area a record belongs to: of those it is in the first by id, a neighbourhood's district instead of it."""
        if id not in self._place:
            places = self.places_of(id)
            if AreaLevel.NEIGHBOURHOOD not in self.levels:
                places = frozenset(map(self.district_of, places))
            self._place[id] = min(places, default=None)
        return self._place[id]

    def place_between(self, tie: Tie) -> str | None:
        """The area a tie belongs to: of those of its ends the first by id."""
        return min(filter(None, (self.place_of(tie.from_id), self.place_of(tie.to_id))), default=None)

    def district_of(self, area: str) -> str:
        """The district of a neighbourhood; an area of another level, or in no district, itself."""
        if (district := self._district.get(area)) is None:
            outer = self.view.around(area) if self._is(area, AreaLevel.NEIGHBOURHOOD) else ()
            districts = [id for id in outer if self._is(id, AreaLevel.DISTRICT)]
            district = self._district[area] = min(districts, default=area)
        return district

    def _is(self, id: str, level: AreaLevel) -> bool:
        area = self.view.get(id)
        return isinstance(area, Area) and area.level is level

    # Themes

    def own_themes(self, id: str) -> list[str]:
        """As the function of this name."""
        if (themes := self._own_themes.get(id)) is None:
            themes = self._own_themes[id] = own_themes(self.view, id)
        return themes

    def themes_of(self, id: str) -> frozenset[str]:
        """The themes a record has: its own, and all broader ones."""
        if (themes := self._themes.get(id)) is None:
            themes = self._themes[id] = frozenset().union(*map(self.view.broader, self.own_themes(id)))
        return themes

    # Freshness

    def freshness(self, *records: Kept | None) -> float:
        """The freshness of the one among these records that was verified last."""
        dates = [date for record in records if (date := getattr(record, "last_verified", None)) is not None]
        return freshness(max(dates, default=None), self.day)

    def freshness_around(self, actor: Actor) -> float:
        """How lately anybody looked at an actor or one of its ties, and would have seen what it lacks."""
        if actor.id not in self._around:
            self._around[actor.id] = self.freshness(actor, *self.ties_of(actor.id))
        return self._around[actor.id]


def own_themes(view: View, id: str) -> list[str]:
    """The themes a record or its offerings focus on, without the broader ones they imply."""
    sources = [id, *(link.to_id for link in view.links_from(id, LinkKind.OFFERS))]
    return sorted({link.to_id for source in sources for link in view.links_from(source, LinkKind.FOCUSES_ON)})


def ends_of(view: View, id: str) -> tuple[str, ...]:
    """The ids of the actors a tie joins; of who made a challenge, else of whom it is addressed to; else the id itself."""
    record = view.get(id)
    if isinstance(record, Tie):
        return record.from_id, record.to_id
    if isinstance(record, Challenge):
        makers = tuple(link.from_id for link in view.links_to(id, LinkKind.CHALLENGES))
        return makers or tuple(link.to_id for link in view.links_from(id, LinkKind.ADDRESSED_TO))
    return (id,)


def by_end(ties: Collection[Tie]) -> Mapping[str, list[Tie]]:
    """Actor -> its ties: first those that start there, then those that end there."""
    found: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.from_id].append(tie)
    for tie in ties:
        found[tie.to_id].append(tie)
    return found


def is_assumed(record: Actor | Tie) -> bool:
    """Whether what gaps read from a record was filled in rather than told.

    A formality that follows from a kind that somebody chose is no guess; that of an actor whose kind nobody chose is.
    """
    if not record.assumed:
        return False
    if isinstance(record, Actor):
        unchosen = record.actor_kind is ActorKind.OTHER or "actorKind" in record.assumed
        return unchosen and "formality" in record.assumed
    return "intensity" in record.assumed or "tieKind" in record.assumed


_kept: OrderedDict[tuple[View, Thresholds, bool], Basis] = OrderedDict()
when_erased(_kept.clear)
_turn = Lock()


def basis_of(view: View, thresholds: Thresholds | None = None, neighbourhoods: bool = False) -> Basis:
    """The basis of a view as it is now; the last few are kept, so that gaps are found once a version.

    Without thresholds those of this installation.
    """
    key = (view, thresholds or installed(), neighbourhoods)
    with _turn:
        basis = _kept.pop(key, None)
        if basis is None or (basis.version, basis.day) != (view.version, day_of(view)):
            basis = Basis(*key)
        _kept[key] = basis
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return basis
