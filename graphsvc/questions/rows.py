"""Rows of an answer: each column takes its value from where its path leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphsvc.questions.question import Column, Question

Cell = Any
"""None, a text, a number or a truth, a record as {"id", "name"}, or a list of these."""
Row = dict[str, Cell]
"""By key of the column."""
Path = tuple[str, ...]

LIST = "[]"
"""Marks a step of a path that leads to a list."""
_PLACE = re.compile(r"(\w+)\[(\d+)\]")
"""A step that leads to one place in a list: subjects[0]."""


def rows_of(question: Question, data: Mapping[str, Any]) -> list[Row]:
    """The rows of the data of an answer, in its order."""
    rows = [
        {column.key: _cell(column, bound) for column in question.columns}
        for bound in _bindings(data, question.rows, (), {(): data})
    ]
    return [row for row in rows if all(_is_kept(row[column.key], column) for column in question.columns)]


def _bindings(value: Any, steps: Path, done: Path, bound: dict[Path, Any]) -> Iterator[dict[Path, Any]]:
    """For each row what stands at every place on the way to it, by path."""
    if not steps:
        yield bound
        return
    (step, *rest), found = steps, _taken(value, steps[0])
    path = (*done, step)
    for one in (found or ()) if step.endswith(LIST) else (found,):
        yield from _bindings(one, tuple(rest), path, {**bound, path: one})


def _cell(column: Column, bound: Mapping[Path, Any]) -> Cell:
    """What the column has in a row: a list where its path goes into lists that make no rows of their own."""
    length = max(length for length in range(len(column.path) + 1) if column.path[:length] in bound)
    begin, rest = bound[column.path[:length]], column.path[length:]
    if not any(step.endswith(LIST) for step in rest):
        return next(map(_short, _followed(begin, rest)), None)
    return _without_repeats(map(_short, _followed(begin, rest)))


def _followed(value: Any, steps: Path) -> Iterator[Any]:
    """What stands at the end of a path, of each item of the lists on the way; nothing where there is nothing."""
    if not steps:
        if value is not None:
            yield value
        return
    found = _taken(value, steps[0])
    for one in (found or ()) if steps[0].endswith(LIST) else (found,):
        yield from _followed(one, steps[1:])


def _taken(value: Any, step: str) -> Any:
    if not isinstance(value, Mapping):
        return None
    if place := _PLACE.fullmatch(step):
        found = value.get(place[1]) or ()
        return found[int(place[2])] if int(place[2]) < len(found) else None
    return value.get(step.removesuffix(LIST))


def _short(value: Any) -> Cell:
    """A record as its id and name, whatever else was asked of it; a tie without a name goes by those of its ends."""
    if not isinstance(value, Mapping):
        return value
    ends = [value[end]["name"] for end in ("from", "to") if isinstance(value.get(end), Mapping)]
    return {"id": value["id"], "name": value.get("name") or " – ".join(ends) or None}


def _without_repeats(cells: Iterable[Cell]) -> list[Cell]:
    return list({cell["id"] if isinstance(cell, Mapping) else cell: cell for cell in cells}.values())


def _is_kept(cell: Cell, column: Column) -> bool:
    if column.least is None and column.most is None:
        return True
    return (column.least or 0) <= len(cell) <= (len(cell) if column.most is None else column.most)
