"""Kumu's workbook: a sheet of elements with Label in it, and a sheet of connections with From and To."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec
from python_calamine import CalamineError, CalamineWorkbook

from graphsvc.errors import BadInput, Fault
from graphsvc.exchange.columns import Headings
from graphsvc.exchange.draft import ActorRow, Draft, ImportOptions, InputFile, TieRow
from graphsvc.exchange.kumu_json import CONNECTION_ALIASES, ELEMENT_ALIASES, set_direction
from graphsvc.exchange.table import Table, fill_row, known_columns, read_table
from graphsvc.exchange.unpacking import not_a_workbook, unpack
from graphsvc.model.records import Actor, Tie

DIRECTION = "direction"
SEVERAL = "|"
"""Between several values in one cell."""


def read_workbook(file: InputFile, options: ImportOptions) -> Draft:
    """The draft of a workbook. Sheets are known by name or by headings; others are left alone, as Kumu does.

    Raises BadInput when it is no workbook or has no such sheet, LimitExceeded when it is too large.
    """
    draft = Draft()
    actors = Headings(Actor, options.columns, ELEMENT_ALIASES)
    ties = Headings(Tie, options.columns, CONNECTION_ALIASES)
    sheets = _tables(file)
    found = False
    for sheet, table in sheets.items():
        keys = {heading.casefold() for heading in table.headings}
        if sheet.casefold() == "connections" or {"from", "to"} <= keys:
            _read_connections(draft, table, ties)
        elif sheet.casefold() == "elements" or "label" in keys:
            _read_elements(draft, table, actors)
        else:
            continue
        found = True
    if not found:
        message = "There is no sheet Elements or Connections. The sheets are: %(names)s."
        remedy = "Name the sheets Elements (with a column Label) and Connections (with columns From and To)."
        names = ", ".join(sheets)[:200] or "-"
        raise BadInput([Fault.saying(file.name, "NOT_WHAT_IT_SAYS", message, remedy, names=names)])
    return draft


def _tables(file: InputFile) -> dict[str, Table]:
    checked = unpack(file.name, file.body)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(checked))
        return {
            sheet: read_table(
                f"{file.name}, sheet {sheet}",
                workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False),
            )
            for sheet in workbook.sheet_names
            if "(ignore)" not in sheet.casefold()
        }
    except (CalamineError, OSError, ValueError) as error:
        raise not_a_workbook(file.name, str(error)) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a fault of the Rust parser becomes; no class to import
            raise
        raise not_a_workbook(file.name, "the parser gave up") from None


def _read_elements(draft: Draft, table: Table, headings: Headings) -> None:
    columns = known_columns(draft, table, headings, keep=True)
    for number, cells in table.rows:
        row = ActorRow(place=f"{table.place}, row {number}", part="column", extra={})
        fill_row(draft, row, columns, _plain(columns, cells), headings)
        draft.actors.append(row)


def _read_connections(draft: Draft, table: Table, headings: Headings) -> None:
    columns = known_columns(draft, table, headings, keep=True)
    at = next((number for number, heading in enumerate(columns) if heading.casefold() == DIRECTION), None)
    for number, cells in table.rows:
        row = TieRow(place=f"{table.place}, row {number}", part="column", extra={})
        others = [column if place != at else "" for place, column in enumerate(columns)]
        fill_row(draft, row, others, _plain(columns, cells), headings)
        if at is not None and at < len(cells):
            set_direction(draft, row, str(cells[at]).strip().casefold())
        draft.ties.extend(_each_end(row))


def _each_end(row: TieRow) -> list[TieRow]:
    """A connection to several elements ("A|B") is one to each."""
    ends = list(dict.fromkeys(end.strip() for end in row.end.split(SEVERAL) if end.strip()))
    return [msgspec.structs.replace(row, end=end, key=None) for end in ends] if len(ends) > 1 else [row]


def _plain(columns: Sequence[str], cells: Sequence[Any]) -> list[Any]:
    """Cells as texts, numbers and lists; what stands in one cell with "|" between is a list where Kumu means one."""
    return [
        [part.strip() for part in cell.split(SEVERAL) if part.strip()]
        if isinstance(cell, str) and column.casefold() == "tags"
        else str(cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell)
        if isinstance(cell, date | datetime | time | timedelta)
        else int(cell)
        if isinstance(cell, float) and cell.is_integer()
        else cell
        for column, cell in zip([*columns, *[""] * (len(cells) - len(columns))], cells, strict=False)
    ]
