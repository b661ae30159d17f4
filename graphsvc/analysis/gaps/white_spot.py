"""WHITE_SPOT: an area and a theme with high need and no living world actor, in an area that is known well enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, Gap, records_of
from graphsvc.analysis.gaps.matrix import Cell, CellState, cells
from graphsvc.analysis.gaps.unanswered_signal import signal_date
from graphsvc.analysis.need import Grounds
from graphsvc.model.records import Area
from graphsvc.model.vocabularies import Move

NEED = "need"
"""The name in the evidence of the need itself; all other figures are of the area."""


def find_white_spot(basis: Basis) -> Iterator[Found]:
    residents = sum(area.residents or 0 for area in basis.areas)
    for cell in cells(basis):
        area = basis.view.get(cell.area)
        if cell.state is CellState.WHITE_SPOT and isinstance(area, Area):
            yield _found(basis, cell, area, residents)


def _found(basis: Basis, cell: Cell, area: Area, residents: int) -> Found:
    grounds = basis.needs.grounds(area.id, cell.theme)
    return Found(
        subjects=(cell.area, cell.theme),
        move=Move.GOVERNMENT,
        touched=area.residents / residents if area.residents else None,
        freshness=freshness(_newest(basis, area, grounds), basis.day),
        absent=True,
        area=cell.area,
        theme=cell.theme,
        evidence=(
            *records_of([area.id, *sorted(signal.id for signal in grounds.signals), *cell.formal]),
            Evidence(figure=NEED, value=cell.need),
            *(Evidence(figure=figure.name, value=figure.value) for figure in grounds.figures),
        ),
    )


def figures_of(gap: Gap) -> list[str]:
    """The names of the figures of the area that a white spot rests on."""
    names = (item.figure for item in gap.evidence)
    return [name for name in names if name is not None and name != NEED]


def _newest(basis: Basis, area: Area, grounds: Grounds) -> date | None:
    """How recent the newest is that the need rests on; a figure is of the last day of its year."""
    dates = [
        area.last_verified,
        *(signal.last_verified or signal_date(basis.view, signal) for signal in grounds.signals),
        *(min(date(figure.year, 12, 31), basis.day) for figure in grounds.figures),
    ]
    return max((known for known in dates if known is not None), default=None)
