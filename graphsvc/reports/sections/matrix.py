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
    unseen = [area for area in areas if _is_unseen(area, themes, found)]
    seen = [area for area in areas if area not in unseen]
    tables = [_table(scope, seen, group, found) for group in _evenly(themes)] if seen else []
    return Section("matrix", title, (_reading(scope), _count(scope, states), *_unseen(scope, unseen), *tables))


def _is_unseen(area: Area, themes: Sequence[Theme], found: dict[tuple[str, str], gaps.Cell]) -> bool:
    """Whether nothing can be said of an area on any theme."""
    cells = [found[area.id, theme.id] for theme in themes if (area.id, theme.id) in found]
    return all(cell.state is CellState.NOT_KNOWN for cell in cells)


def _unseen(scope: Scope, areas: list[Area]) -> list[Paragraph]:
    if not areas:
        return []
    names = ", ".join(area.name for area in areas)
    return [
        Paragraph(
            scope.count(
                "%(count)s area was not looked at yet: %(names)s.",
                "%(count)s areas were not looked at yet: %(names)s.",
                len(areas),
                names=names,
            )
        )
    ]


def _reading(scope: Scope) -> Paragraph:
    return Paragraph(
        scope.say(
            "Each cell gives the number of initiatives we know, and after it a score for need from 0 to 100. The score "
            "compares an area with other areas; it does not measure need. It rests on signals of residents without an "
            "answer and on figures; without a score there is no signal and no figure. The darker the cell, the higher the "
            "score. A white spot has a score of at least 75 and no initiative we know. Hatched: too little is known to say "
            "that there is nothing."
        )
    )


def _count(scope: Scope, states: Counter[CellState]) -> Paragraph:
    spots = scope.count(
        "There is %(count)s white spot in this table.",
        "There are %(count)s white spots in this table.",
        states[CellState.WHITE_SPOT],
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
        return Cell(scope.say("not looked at"), mark="hatched")
    if cell.state is CellState.WHITE_SPOT:
        return Cell(scope.label(cell.state), mark="alarm")
    count = scope.number(len(cell.living))
    grounds = scope.needs.grounds(cell.area, cell.theme)
    if cell.need is None or not (grounds.signals or grounds.figures):
        return Cell(count)
    score = scope.number(100 * cell.need)
    return Cell(scope.say("%(count)s; score %(score)s", count=count, score=score), mark=_shade(cell.need))


def _shade(need: float) -> Mark:
    return "high" if need >= HIGH else "middle" if need >= MIDDLE else "low"
