"""The matrix of areas and themes as a list of the API: who is there, where need is high and nobody is, what nobody knows."""

from __future__ import annotations

from graphsvc.analysis.gaps import Cell, CellState, matrix
from graphsvc.api.connections import PAGE_ARGUMENTS, Page, Window, connection_definitions, page_of
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    attribute,
    enum_of,
)
from graphsvc.api.gap_thresholds import THRESHOLDS_ARGUMENT, asked_thresholds
from graphsvc.api.gaps import NEIGHBOURHOODS
from graphsvc.api.orders import Clauses, Listing, Order, order_definitions
from graphsvc.api.scope import require_record
from graphsvc.api.state import State
from graphsvc.api.walks import record, records
from graphsvc.model.records import Area, Theme

_ORDERS = (
    Order("NEED", "By need.", lambda cell, state: cell.need),
    Order("LIVING_WORLD", "By how many living world actors are there.", lambda cell, state: len(cell.living)),
)
LISTING = Listing("CoverageCell", {order.name: order for order in _ORDERS})


def coverage_matrix_field() -> FieldDefinition:
    """The field of Query that lists the cells."""
    return FieldDefinition(
        "coverageMatrix",
        "CoverageCellConnection!",
        "Districts and own areas against themes: a cell for each area and theme.",
        compute=_compute,
        arguments=(
            Argument("area", "ID", "Only areas in this one, itself included."),
            Argument("theme", "ID", "Only this theme and narrower ones."),
            Argument("states", "[CellState!]", "Only cells of which this is known."),
            NEIGHBOURHOODS,
            THRESHOLDS_ARGUMENT,
            Argument("orderBy", "[CoverageCellOrder!]", "The order; otherwise by the ids of area and theme."),
            *PAGE_ARGUMENTS,
        ),
        connection="CoverageCell",
        price=300,
    )


def _compute(arguments: Arguments, state: State) -> Page:
    clauses = Clauses(LISTING, arguments.get("orderBy"), state)
    window = Window(clauses, arguments)
    area, theme, states = (arguments.get(name) for name in ("area", "theme", "states"))
    require_record(state.view, area, Area, "area")
    require_record(state.view, theme, Theme, "theme")
    themes = None if theme is None else state.view.narrower(theme)
    cells = matrix(state.view, area, asked_thresholds(arguments), bool(arguments.get("neighbourhoods")))
    return page_of(*clauses.sort([cell for cell in cells if _fits(cell, themes, states)]), window, clauses)


def _fits(cell: Cell, themes: frozenset[str] | None, states: list[CellState] | None) -> bool:
    return (themes is None or cell.theme in themes) and (states is None or cell.state in states)


def coverage_matrix_definitions() -> list[Definition]:
    """The types of the matrix."""
    return [
        *connection_definitions("CoverageCell", "CoverageCell", "cells"),
        *order_definitions(LISTING),
        enum_of(CellState),
        ObjectDefinition("CoverageCell", "What is known of one area and one theme.", _fields()),
    ]


def _fields() -> tuple[FieldDefinition, ...]:
    wide = "Actors on the theme that are active only in an area around it; they do not count as present."
    return (
        FieldDefinition("id", "ID!", "The ids of area and theme.", attribute("id")),
        FieldDefinition("area", "Area!", "The area.", record("area")),
        FieldDefinition("theme", "Theme!", "The theme, with narrower ones.", record("theme")),
        FieldDefinition("state", "CellState!", "What is known of the living world there.", attribute("state")),
        FieldDefinition("need", "Float", "The need of the area for the theme, 0-1.", attribute("need")),
        FieldDefinition("livingWorld", "[Actor!]!", "Living world actors there on it.", records("living"), typical=5),
        FieldDefinition("formal", "[Actor!]!", "FORMAL actors there on it.", records("formal"), typical=5),
        FieldDefinition("areaWide", "[Actor!]!", wide, records("area_wide"), typical=5),
    )
