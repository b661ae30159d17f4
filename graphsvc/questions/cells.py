"""Cells as people read them: a record by its name, a value by its label, a date as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graphsvc.language import Language, day, number, percent, translate
from graphsvc.questions.question import Column
from graphsvc.questions.rows import Cell
from graphsvc.questions.values import vocabulary_of

DATE, SHARE = "Date", "Share"
"""Types of columns besides vocabularies: a day, and a part of one that people read as a percentage."""
DIGITS = 2
"""Decimals of a number that is not whole."""


def cells_of(cell: Cell) -> list[Cell]:
    """The parts of a cell: those of a list, or itself; none where there is nothing."""
    if isinstance(cell, list):
        return cell
    return [] if cell is None else [cell]


def written(cell: Cell, column: Column, language: Language) -> str:
    """One part of a cell in words."""
    value = cell["name"] or cell["id"] if isinstance(cell, Mapping) else cell
    if isinstance(value, bool):
        return translate(language, "yes" if value else "no")
    if isinstance(value, int | float):
        return _number(value, column, language)
    if column.type == DATE:
        return day(language, date.fromisoformat(value))
    if (
        column.type is not None
        and (vocabulary := vocabulary_of(column.type)) is not None
        and value in vocabulary.__members__
    ):
        return vocabulary[value].words.label(language)
    return str(value)


def _number(value: float, column: Column, language: Language) -> str:
    if column.type == SHARE:
        return percent(language, value)
    return number(language, value, 0 if isinstance(value, int) or value.is_integer() else DIGITS)
