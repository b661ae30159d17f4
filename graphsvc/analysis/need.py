"""How much need there is in an area for work on a theme, compared with areas like it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from statistics import fmean

import msgspec

from graphsvc.analysis.ties import day_of, months_before
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area, Figure, Gathering, Signal, Source
from graphsvc.model.vocabularies import AnswerState, AreaLevel, FigureMeaning, SourceKind

FEWEST_RESIDENTS = 500
"""An area with fewer residents is compared with none: its numbers would be about persons."""
ASKED_MONTHS = 24
"""Residents count as asked when it was within so many months."""
ASKING_SOURCES = frozenset({SourceKind.SURVEY, SourceKind.INTERVIEW, SourceKind.MEETING})
"""The sources in which residents spoke themselves."""
ANSWERED = frozenset({AnswerState.DONE, AnswerState.TOLD_BACK})
"""The answers that settle a signal."""


class NeedParts(msgspec.Struct, frozen=True):
    """What the need of an area rests on, each 0-1 or unknown."""

    signals: float | None
    """Percentile of what residents asked for and got no answer to, per resident."""
    figures: float | None
    """Mean percentile of its figures on the theme."""

    @property
    def mean(self) -> float | None:
        """The need itself: the mean of the parts that are known."""
        known = [part for part in (self.signals, self.figures) if part is not None]
        return fmean(known) if known else None


UNKNOWN = NeedParts(None, None)


class Grounds(msgspec.Struct, frozen=True):
    """What is held of an area itself on a theme, before it is compared with others."""

    signals: tuple[Signal, ...]
    """The signals there without an answer that settles them."""
    figures: tuple[Figure, ...]
    """Its newest figures."""

    @property
    def residents(self) -> int:
        """How many residents the signals are of."""
        return sum(signal.weight for signal in self.signals)


def percentile(value: float, among: list[float]) -> float:
    """The share of sorted values strictly below this one plus half of its equals, 0-1; .5 for one alone.

    `among` holds `value` itself.
    """
    below, upto = bisect_left(among, value), bisect_right(among, value)
    return (below + (upto - below) / 2) / len(among)


def needs_of(view: View) -> Needs:
    """The needs of a view as it is now, kept until the graph changes."""
    day = day_of(view)
    needs: Needs = view.once((Needs, day), lambda: Needs(view))
    return needs


class Needs:
    """The needs of all areas in one view; each answer is computed once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.day = day_of(view)
        self._areas = {area.id: area for area in view.records(Area)}
        self._parts: dict[tuple[str, str], NeedParts] = {}
        self._means: dict[tuple[str, tuple[str, ...] | None], float | None] = {}
        self._peers: dict[tuple[AreaLevel, frozenset[str]], list[Area]] = {}
        self._signals: dict[tuple[AreaLevel, frozenset[str], str], list[float]] = {}
        self._figures: dict[tuple[AreaLevel, frozenset[str], str], list[float]] = {}

    def need(self, area_id: str, theme_id: str) -> float | None:
        """The need of an area for a theme, 0-1; None when nothing is known of it."""
        return self.parts(area_id, theme_id).mean

    def parts(self, area_id: str, theme_id: str) -> NeedParts:
        """What that need rests on."""
        if (area_id, theme_id) not in self._parts:
            area = self._areas.get(area_id)
            comparable = area is not None and is_comparable(area)
            self._parts[area_id, theme_id] = self._measure(area, theme_id) if area and comparable else UNKNOWN
        return self._parts[area_id, theme_id]

    def grounds(self, area_id: str, theme_id: str) -> Grounds:
        """The signals and figures of an area on a theme. An area with neither still has a need, among its equals."""
        area, wanted = self._areas.get(area_id), self.view.narrower(theme_id)
        figures = newest_figures(area, self.day).values() if area else ()
        return Grounds(
            tuple(self._signals_of.get((area_id, theme_id), ())),
            tuple(figure for figure in figures if wanted & set(figure.themes)),
        )

    def mean_need(self, area_id: str, themes: Iterable[str] | None = None) -> float | None:
        """The mean need over themes, of those known; without themes: over those with a signal or a figure there."""
        key = area_id, None if themes is None else tuple(themes)
        if key not in self._means:
            needs = [self.need(area_id, theme) for theme in (self.themes_there(area_id) if key[1] is None else key[1])]
            known = [need for need in needs if need is not None]
            self._means[key] = fmean(known) if known else None
        return self._means[key]

    def themes_there(self, area_id: str) -> list[str]:
        """The themes that a signal or a figure of the area names, without the broader ones."""
        area = self._areas.get(area_id)
        figures = newest_figures(area, self.day).values() if area else ()
        named = {theme for figure in figures for theme in figure.themes}
        return sorted(named | self._named_by_signals.get(area_id, frozenset()))

    def residents_asked(self, area_id: str) -> bool:
        """Whether residents of the area were asked within 24 months: by a gathering, a survey, interview or meeting."""
        return area_id in self._asked

    @property
    def any_asked(self) -> bool:
        """Whether residents were asked anywhere."""
        return bool(self._askings)

    def _measure(self, area: Area, theme: str) -> NeedParts:
        regions = self._regions(area)
        signals = None
        if (load := self._load(area, theme)) is not None:
            signals = percentile(load, self._loads(area.level, regions, theme))
        wanted = self.view.narrower(theme)
        shares = []
        for name, figure in newest_figures(area, self.day).items():
            if wanted & set(figure.themes):
                share = percentile(figure.value, self._values(area.level, regions, name))
                shares.append(1 - share if figure.meaning is FigureMeaning.LESS_IS_NEED else share)
        return NeedParts(signals, fmean(shares) if shares else None)

    # Areas of the same level in the same region

    def peers(self, area: Area) -> list[Area]:
        """The areas of the same level in the same region (in none: in the store), itself among them.

        Those with fewer than 500 residents are compared with none.
        """
        return self._peers_of(area.level, self._regions(area))

    def _regions(self, area: Area) -> frozenset[str]:
        around = self.view.around(area.id) - {area.id}
        return frozenset(id for id in around if id in self._areas and self._areas[id].level is AreaLevel.REGION)

    def _peers_of(self, level: AreaLevel, regions: frozenset[str]) -> list[Area]:
        if (level, regions) not in self._peers:
            inside = frozenset().union(*(self.view.inside(region) for region in regions))
            self._peers[level, regions] = [
                area
                for area in self._areas.values()
                if area.level is level and is_comparable(area) and (not regions or area.id in inside)
            ]
        return self._peers[level, regions]

    def _loads(self, level: AreaLevel, regions: frozenset[str], theme: str) -> list[float]:
        key = (level, regions, theme)
        if key not in self._signals:
            loads = (self._load(area, theme) for area in self._peers_of(level, regions))
            self._signals[key] = sorted(load for load in loads if load is not None)
        return self._signals[key]

    def _values(self, level: AreaLevel, regions: frozenset[str], name: str) -> list[float]:
        key = (level, regions, name)
        if key not in self._figures:
            figures = (newest_figures(area, self.day).get(name) for area in self._peers_of(level, regions))
            self._figures[key] = sorted(figure.value for figure in figures if figure is not None)
        return self._figures[key]

    def _load(self, area: Area, theme: str) -> float | None:
        """The weight of unsettled signals on a theme per resident; None when residents were not asked or not counted."""
        if not area.residents or area.id not in self._asked:
            return None
        return sum(signal.weight for signal in self._signals_of.get((area.id, theme), ())) / area.residents

    # Signals and gatherings, each read once

    @cached_property
    def _signals_of(self) -> Mapping[tuple[str, str], list[Signal]]:
        """(area, theme) -> signals there, in areas inside it and on narrower themes, given by the day, not settled."""
        found: defaultdict[tuple[str, str], list[Signal]] = defaultdict(list)
        for signal in self.view.records(Signal):
            if self._is_settled(signal) or self._date(signal) > self.day:
                continue
            themes = self.view.themes_of(signal.id)
            for area in self.view.areas_of(signal.id):
                for theme in themes:
                    found[area, theme].append(signal)
        return dict(found)

    def _is_settled(self, signal: Signal) -> bool:
        return any(link.state in ANSWERED for link in self.view.links_to(signal.id, LinkKind.ANSWERS))

    @cached_property
    def _named_by_signals(self) -> Mapping[str, frozenset[str]]:
        """Area -> the themes that signals there or inside it focus on."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        for signal in self.view.records(Signal):
            themes = {link.to_id for link in self.view.links_from(signal.id, LinkKind.FOCUSES_ON)}
            for area in self.view.areas_of(signal.id):
                named[area] |= themes
        return {area: frozenset(themes) for area, themes in named.items()}

    @cached_property
    def _asked(self) -> frozenset[str]:
        """The areas where residents were asked within 24 months, with the areas around them."""
        return frozenset().union(*(self.view.areas_of(record.id) for record in self._askings))

    @cached_property
    def _askings(self) -> list[Gathering | Signal]:
        """The gatherings within 24 months, and the signals of residents who were asked."""
        since = months_before(self.day, ASKED_MONTHS)
        records: list[Gathering | Signal] = [*self.view.records(Gathering), *self.view.records(Signal)]
        return [record for record in records if self._asks(record) and since <= self._date(record) <= self.day]

    def _asks(self, record: Gathering | Signal) -> bool:
        source = self._source(record)
        return isinstance(record, Gathering) or (source is not None and source.source_kind in ASKING_SOURCES)

    def _date(self, record: Gathering | Signal) -> date:
        """When it was, or the date of its source; the year 1 when nobody knows."""
        source = self._source(record)
        return record.date or (source.date if source is not None else None) or date.min

    def _source(self, record: Gathering | Signal) -> Source | None:
        source = self.view.get(record.source) if record.source else None
        return source if isinstance(source, Source) else None


def is_comparable(area: Area) -> bool:
    """Whether an area has the residents it takes to be compared with others; an unknown number does not forbid it."""
    return area.residents is None or area.residents >= FEWEST_RESIDENTS


def newest_figures(area: Area, day: date) -> dict[str, Figure]:
    """The figures of an area that say something about need, by name; of several years up to the day the newest."""
    newest: dict[str, Figure] = {}
    for figure in sorted(area.figures, key=lambda figure: figure.year):
        if figure.meaning is not FigureMeaning.NEITHER and figure.year <= day.year:
            newest[figure.name] = figure
    return newest
