"""Areas against themes: where initiatives are, where need is, and where nobody looked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil

from graphsvc.analysis import gaps
from graphsvc.analysis.gaps import CellState
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area, Theme
from graphsvc.model.vocabularies import AreaLevel
from graphsvc.reports.document import Cell, Column, Mark, Paragraph, Section, Table, cut
from graphsvc.reports.scope import Scope

MOST_AREAS = 60
ACROSS = 8
"""So many themes fit beside each other; more make a second table."""
HIGH, MIDDLE = 0.75, 0.5
"""The need from which a cell is dark, and from which it is shaded."""


def matrix(scope: Scope) -> Section:
    """A table of areas and themes: how many initiatives, how much need, and what is not known."""
    title = scope.say("Areas and themes")
    small = scope.area is not None and scope.area.level in (AreaLevel.DISTRICT, AreaLevel.NEIGHBOURHOOD)
    cells = gaps.matrix(scope.view, scope.area.id if scope.area else None, neighbourhoods=small)
    found = {(cell.area, cell.theme): cell for cell in cells}
    areas, themes = _areas(scope, {cell.area for cell in cells}), _themes(scope, {cell.theme for cell in cells})
    if not areas or not themes:
        text = scope.say("For a table of areas and themes, both have to be known. Here they are not yet.")
        return Section("matrix", title, (Paragraph(text),))
    states = Counter(cell.state for key, cell in found.items() if key[1] in {theme.id for theme in themes})
    tables = [_table(scope, areas, group, found) for group in _evenly(themes)]
    return Section("matrix", title, (_reading(scope), _count(scope, states), *tables))


def _reading(scope: Scope) -> Paragraph:
    return Paragraph(
        scope.say(
            "Each cell gives the number of initiatives, and after it the need compared with other areas, from 0 to "
            "100. The darker the cell, the higher the need. A white spot has a need of at least 75 and no initiative. "
            "Where a cell is hatched, too little is known to say that there is nothing."
        )
    )


def _count(scope: Scope, states: Counter[CellState]) -> Paragraph:
    spots = scope.count(
        "There is %(count)s white spot.", "There are %(count)s white spots.", states[CellState.WHITE_SPOT]
    )
    unknown = scope.count(
        "%(count)s cell was not looked at yet.", "%(count)s cells were not looked at yet.", states[CellState.NOT_KNOWN]
    )
    return Paragraph(f"{spots} {unknown}")


def _areas(scope: Scope, ids: set[str]) -> list[Area]:
    found = (scope.view.get(id) for id in ids)
    return sorted((area for area in found if isinstance(area, Area)), key=lambda area: (area.name.casefold(), area.id))


def _themes(scope: Scope, ids: set[str]) -> list[Theme]:
    """The broadest themes; their narrower ones count with them."""
    found = (scope.view.get(id) for id in ids if not scope.view.links_from(id, LinkKind.BROADER))
    return sorted(
        (theme for theme in found if isinstance(theme, Theme)), key=lambda theme: scope.name_of(theme).casefold()
    )


def _evenly(themes: list[Theme]) -> list[list[Theme]]:
    """The themes in as few groups as fit, of about the same size."""
    size = ceil(len(themes) / ceil(len(themes) / ACROSS))
    return [themes[start : start + size] for start in range(0, len(themes), size)]


def _table(
    scope: Scope, areas: Sequence[Area], themes: Sequence[Theme], found: dict[tuple[str, str], gaps.Cell]
) -> Table:
    columns = (Column(scope.say("Area"), share=1.6), *(Column(scope.name_of(theme)) for theme in themes))
    shown, left = cut(areas, MOST_AREAS)
    rows = tuple(
        (Cell(area.name, area.id), *(_cell(scope, found.get((area.id, theme.id))) for theme in themes))
        for area in shown
    )
    caption = scope.say(
        "Initiatives and need: %(first)s to %(last)s",
        first=scope.name_of(themes[0]),
        last=scope.name_of(themes[-1]),
    )
    return Table(caption, columns, rows, scope.more(left, len(areas)), wide=True)


def _cell(scope: Scope, cell: gaps.Cell | None) -> Cell:
    if cell is None:
        return Cell("–", mark="quiet")
    if cell.state is CellState.NOT_KNOWN:
        return Cell(scope.label(cell.state), mark="hatched")
    if cell.state is CellState.WHITE_SPOT:
        return Cell(scope.label(cell.state), mark="alarm")
    count = scope.number(len(cell.living))
    if cell.need is None:
        return Cell(count)
    return Cell(
        scope.say("%(count)s; need %(score)s", count=count, score=scope.number(100 * cell.need)), mark=_shade(cell.need)
    )


def _shade(need: float) -> Mark:
    return "high" if need >= HIGH else "middle" if need >= MIDDLE else "low"
