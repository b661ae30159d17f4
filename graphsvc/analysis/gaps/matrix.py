"""The matrix of areas and themes: who is there, where need is high and nobody is, and where nobody has looked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from graphsvc.analysis.gaps.basis import Basis, basis_of
from graphsvc.analysis.gaps.thresholds import Thresholds
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Theme
from graphsvc.model.words import Vocabulary


class CellState(Vocabulary):
    """What is known of the living world in an area on a theme."""

    PRESENT = ("aanwezig", "present", "Er is minstens een initiatief.", "There is at least one initiative.")
    WHITE_SPOT = (
        "witte vlek",
        "white spot",
        "De nood is hoog en er is geen initiatief.",
        "Need is high and there is no initiative.",
    )
    NOT_KNOWN = (
        "nog niet bekeken",
        "not looked at yet",
        "Wij kennen geen initiatief, maar het gebied is te weinig bekeken.",
        "We know no initiative, but the area was looked at too little.",
    )
    NONE = (
        "geen",
        "none",
        "Er is geen initiatief; de nood is niet hoog of onbekend.",
        "There is no initiative; need is not high, or unknown.",
    )


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One area and one theme."""

    area: str
    theme: str
    state: CellState
    need: float | None
    living: tuple[str, ...]
    """Ids of the living world actors active there on the theme."""
    formal: tuple[str, ...]
    """Ids of the FORMAL actors active there on the theme."""
    area_wide: tuple[str, ...]
    """Ids of all actors on the theme that are linked only to an area around it; they do not count as present."""

    @property
    def id(self) -> str:
        """No id holds a space."""
        return f"{self.area} {self.theme}"


def matrix(
    view: View,
    area: str | None = None,
    thresholds: Thresholds | None = None,
    neighbourhoods: bool = False,
) -> list[Cell]:
    """A cell for each area (districts and OWN areas; neighbourhoods on request) and theme, in order of both ids.

    Only areas in `area`, when one is given, and only themes that something in the store has.
    """
    basis = basis_of(view, thresholds, neighbourhoods)
    inside = None if area is None else view.inside(area)
    return [cell for cell in cells(basis) if inside is None or cell.area in inside]


def cells(basis: Basis) -> Iterator[Cell]:
    """All cells of a basis."""
    on_theme = _actors_by_theme(basis)
    for area in basis.areas:
        active = {actor.id: actor for actor in basis.view.active_in(area.id)}
        wide = {actor.id for actor in basis.view.area_wide(area.id)}
        themes_there = set(basis.needs.themes_there(area.id))
        for theme in sorted(theme.id for theme in basis.view.records(Theme)):
            if theme in on_theme or any(theme in basis.view.broader(narrow) for narrow in themes_there):
                yield _cell(basis, area.id, theme, on_theme.get(theme, set()), active, wide)


def _cell(basis: Basis, area: str, theme: str, on_theme: set[str], active: Mapping[str, Actor], wide: set[str]) -> Cell:
    there = sorted(on_theme & active.keys())
    living = tuple(id for id in there if active[id].is_living_world)
    need = basis.needs.need(area, theme)
    return Cell(
        area=area,
        theme=theme,
        state=_state(basis, area, need, bool(living)),
        need=need,
        living=living,
        formal=tuple(id for id in there if active[id].is_formal),
        area_wide=tuple(sorted(on_theme & wide)),
    )


def _state(basis: Basis, area: str, need: float | None, present: bool) -> CellState:
    """Where too little is known nothing is called absent, whatever the need."""
    if present:
        return CellState.PRESENT
    known = basis.completeness(area)
    if known is None or known < basis.thresholds.white_spot_completeness:
        return CellState.NOT_KNOWN
    high = need is not None and need >= basis.thresholds.white_spot_need
    return CellState.WHITE_SPOT if high else CellState.NONE


def _actors_by_theme(basis: Basis) -> Mapping[str, set[str]]:
    on_theme: defaultdict[str, set[str]] = defaultdict(set)
    for actor in basis.view.actors():
        for theme in basis.themes_of(actor.id):
            on_theme[theme].add(actor.id)
    return on_theme
