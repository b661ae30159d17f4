"""Rows as files: for a sheet and for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from graphsvc.language import Language
from graphsvc.questions.cells import DATE, cells_of, written
from graphsvc.questions.question import Column, Question
from graphsvc.questions.rows import Cell, Row

SEPARATOR: Mapping[Language, str] = {"nl": ";", "en": ","}
"""What a sheet in each language takes to stand between two cells."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins with one of these would be worked out by a sheet, whoever wrote it."""
DIGITS = 12
"""Of a number: beyond these stands only what was rounded."""


def as_csv(question: Question, rows: Iterable[Row], language: Language) -> str:
    """A file of separated values with a heading; several records in one cell have a semicolon between them.

    It begins with the mark by which sheets know that it is UTF-8.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=SEPARATOR[language], lineterminator="\r\n")
    writer.writerow(column.words.label(language) for column in question.columns)
    for row in rows:
        writer.writerow(_plain(row[column.key], column, language) for column in question.columns)
    return f"\ufeff{file.getvalue()}"


def as_json(question: Question, rows: list[Row], values: Mapping[str, Any]) -> bytes:
    """The rows with what was asked: records by id and name."""
    asked = {"question": question.key, "parameters": values, "rows": rows}
    return msgspec.json.format(msgspec.json.encode(asked), indent=2)


def _plain(cell: Cell, column: Column, language: Language) -> Any:
    parts = cells_of(cell)
    if not isinstance(cell, list) and parts:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return _number(cell, language)
        if column.type == DATE:
            return cell
    text = "; ".join(written(part, column, language) for part in parts)
    return f"'{text}" if text.startswith(FORMULA) else text


def _number(value: float, language: Language) -> str:
    text = f"{value:.{DIGITS}g}"
    return text.replace(".", ",") if language == "nl" else text
