"""Figures as flat rows, for tables and for those who read a database itself."""

from __future__ import annotations

from typing import Any

import msgspec

from graphsvc.analysis.actor_figures import ActorFigures, Figures
from graphsvc.stores.contract import FigureRow


def figure_rows(figures: Figures) -> dict[str, FigureRow]:
    """The figures of each actor by their names in the API; those of `brokerage` as `brokerageLiaison` and so on."""
    return {id: _row(of_actor) for id, of_actor in figures.actors.items()}


def _row(figures: ActorFigures) -> FigureRow:
    row: dict[str, Any] = msgspec.to_builtins(figures)
    brokerage = row.pop("brokerage")
    return {**row, **{f"brokerage{role.capitalize()}": count for role, count in brokerage.items()}}
