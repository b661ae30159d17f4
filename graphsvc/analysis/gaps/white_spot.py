"""WHITE_SPOT: an area and a theme with high need and no living world actor, in an area that is known well enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.gaps.matrix import Cell, CellState, cells
from graphsvc.analysis.gaps.unanswered_signal import signal_date
from graphsvc.analysis.need import newest_figures
from graphsvc.model.records import Area, Signal
from graphsvc.model.vocabularies import Move


def find_white_spot(basis: Basis) -> Iterator[Found]:
    residents = sum(area.residents or 0 for area in basis.areas)
    for cell in cells(basis):
        area = basis.view.get(cell.area)
        if cell.state is CellState.WHITE_SPOT and isinstance(area, Area):
            yield _found(basis, cell, area, residents)


def _found(basis: Basis, cell: Cell, area: Area, residents: int) -> Found:
    signals = [
        signal for signal in basis.view.located_in(area.id, Signal) if cell.theme in basis.view.themes_of(signal.id)
    ]
    return Found(
        subjects=(cell.area, cell.theme),
        move=Move.GOVERNMENT,
        touched=area.residents / residents if area.residents else None,
        freshness=freshness(_newest(basis, area, signals, cell.theme), basis.day),
        absent=True,
        area=cell.area,
        theme=cell.theme,
        evidence=(
            *records_of([area.id, *sorted(signal.id for signal in signals), *cell.formal]),
            Evidence(figure="need", value=cell.need),
        ),
    )


def _newest(basis: Basis, area: Area, signals: list[Signal], theme: str) -> date | None:
    """How recent the newest is that the need rests on; a figure is of the last day of its year."""
    themes = basis.view.narrower(theme)
    figures = [figure for figure in newest_figures(area).values() if themes & set(figure.themes)]
    dates = [
        area.last_verified,
        *(signal.last_verified or signal_date(basis.view, signal) for signal in signals),
        *(min(date(figure.year, 12, 31), basis.day) for figure in figures),
    ]
    return max((known for known in dates if known is not None), default=None)
