"""A table with headings: what CSV files and sheets of workbooks have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from graphsvc.errors import Fault
from graphsvc.exchange.columns import EXTRA, Headings, fill
from graphsvc.exchange.draft import Draft, Row
from graphsvc.exchange.limits import check_columns, check_headings, check_rows


class Table(msgspec.Struct):
    """Headings and the rows under them, each with its number as a spreadsheet program counts."""

    place: str
    headings: list[str]
    rows: list[tuple[int, Sequence[Any]]]


def read_table(place: str, lines: Iterable[Sequence[Any]]) -> Table:
    """The table in these lines: the first that is not empty has the headings. Raises LimitExceeded when it is too long."""
    headings: list[str] | None = None
    rows: list[tuple[int, Sequence[Any]]] = []
    for number, cells in enumerate(lines, 1):
        if all(_is_empty(cell) for cell in cells):
            continue
        if headings is None:
            check_columns(place, len(cells))
            headings = [str(cell).strip() for cell in cells]
            check_headings(place, headings)
        else:
            rows.append((number, cells))
            check_rows(place, len(rows))
    return Table(place, headings or [], rows)


def known_columns(draft: Draft, table: Table, headings: Headings, *, keep: bool) -> list[str]:
    """The headings that rows are filled by, "" where a column is left out; what is unknown or twice there is a fault."""
    taken: dict[str, str] = {}
    columns = []
    for number, heading in enumerate(table.headings):
        key = headings.key(heading) if heading else None
        if key is not None and key != EXTRA and key in taken:
            draft.faults.append(_both(f"{table.place}, column {heading}", taken[key], heading, key))
            heading = ""
        elif not heading and any(not _is_empty(cell) for cell in _column(table, number)):
            message, remedy = "Column %(number)s has cells and no heading.", "Give it a heading in the first row."
            draft.faults.append(Fault.saying(table.place, "UNKNOWN_COLUMN", message, remedy, number=number + 1))
        elif heading and key is None and not keep:
            draft.faults.append(headings.unknown(table.place, heading))
            heading = ""
        taken[key or ""] = heading
        columns.append(heading)
    draft.headings |= headings.met
    return columns


def fill_row(draft: Draft, row: Row, columns: Sequence[str], cells: Sequence[Any], headings: Headings) -> None:
    """Fill a row with its cells; a cell beyond the last heading is a fault."""
    if any(not _is_empty(cell) for cell in cells[len(columns) :]):
        message = "The row has %(cells)s cells and there are %(headings)s headings."
        remedy, counts = "Put text that holds the separator between quotes.", (len(cells), len(columns))
        draft.faults.append(
            Fault.saying(row.place, "TOO_MANY_CELLS", message, remedy, cells=counts[0], headings=counts[1])
        )
    for heading, cell in zip(columns, cells, strict=False):
        if heading and not fill(row, headings, heading, cell) and not _is_empty(cell):
            row.extra = {**(row.extra or {}), heading: cell}


def _both(place: str, first: str, second: str, key: str) -> Fault:
    """The fault of two columns with one meaning."""
    message = "The columns %(first)s and %(second)s both hold %(key)s."
    return Fault.saying(place, "DUPLICATE_COLUMN", message, "Keep one.", first=first, second=second, key=key)


def _column(table: Table, number: int) -> Iterator[Any]:
    return (cells[number] for _, cells in table.rows if number < len(cells))


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
