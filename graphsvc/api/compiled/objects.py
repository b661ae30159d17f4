"""Objects in an answer: their fields in the order of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

import msgspec
from graphql import FieldNode

from graphsvc.api.compiled.faults import broken
from graphsvc.api.compiled.leaves import Output
from graphsvc.api.compiled.shapes import shape_of
from graphsvc.api.state import State

Complete = Callable[[Any, State], Any]
"""(a value that is not None, the state of the request) -> what stands in the answer for it."""
AtOnce = Callable[[Iterable[Any], State], list[Any]]
"""(values, none of which is None, the state of the request) -> what stands in the answer for each."""


class Column(msgspec.Struct, frozen=True):
    """Where a value stands that needs no reading: the attribute that holds it, and how it is written."""

    attribute: str
    output: Output | None
    residents: bool = False
    """Whether it is a number of residents, of which not everybody is told that they are few."""


class Part(msgspec.Struct, frozen=True):
    """One field of an object in an answer."""

    key: str
    complete: Complete
    """The same of the object that the field is asked of."""
    nodes: list[FieldNode]
    column: Column | None = None


def object_of(parts: Sequence[Part]) -> Complete:
    """What writes an object with these fields."""
    columns = {part.key: part.column for part in parts if part.column is not None}
    if len(columns) < 2:
        return _in_order(parts)
    others = [part for part in parts if part.column is None]
    whole = _by_columns(columns)
    return _completed([part.key for part in parts], whole, others) if others else whole


def _in_order(parts: Sequence[Part]) -> Complete:
    if len(parts) == 1:
        return _alone(parts[0])
    pairs = [(part.key, part.complete) for part in parts]
    nodes = {part.key: part.nodes for part in parts}

    def complete(value: Any, state: State) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        try:
            for key, field in pairs:
                answer[key] = field(value, state)
        except Exception as error:
            raise broken(error, key, nodes[key], answer) from None
        return answer

    return complete


def _alone(part: Part) -> Complete:
    """An object with one field, as most pages are."""
    key, field, nodes = part.key, part.complete, part.nodes

    def complete(value: Any, state: State) -> dict[str, Any]:
        try:
            return {key: field(value, state)}
        except Exception as error:
            raise broken(error, key, nodes, {}) from None

    return complete


def objects_at_once(columns: Mapping[str, Column]) -> AtOnce | None:
    """What writes many objects that hold nothing but these columns; None when it is no faster than one by one."""
    if len(columns) < 2 or any(column.output is not None for column in columns.values()):
        return None
    shape, read = shape_of(tuple(columns)), attrgetter(*(column.attribute for column in columns.values()))
    residents = [key for key, column in columns.items() if column.residents]

    def complete(values: Iterable[Any], state: State) -> list[Any]:
        answers = list(map(shape, map(read, values)))
        if residents and not state.told_all:
            for key in residents:
                for answer in answers:
                    answer[key] = state.told_residents(answer[key])
        return answers

    return complete


def _by_columns(columns: Mapping[str, Column]) -> Complete:
    """Several attributes at once, which is many times faster than one by one; none of them can fail."""
    shape, read = shape_of(tuple(columns)), attrgetter(*(column.attribute for column in columns.values()))
    written = [(key, column.output) for key, column in columns.items() if column.output is not None]
    residents = [key for key, column in columns.items() if column.residents]

    def plain(value: Any, state: State) -> dict[str, Any]:
        return shape(read(value))

    def complete(value: Any, state: State) -> dict[str, Any]:
        answer = shape(read(value))
        for key, output in written:
            if answer[key] is not None:
                answer[key] = output(answer[key])
        for key in residents:
            answer[key] = state.told_residents(answer[key])
        return answer

    return complete if written or residents else plain


def _completed(keys: list[str], begin: Complete, others: Sequence[Part]) -> Complete:
    """Attributes first, then the others; the keys stand in the order of the document."""
    blank = dict.fromkeys(keys)
    in_order = keys[len(keys) - len(others) :] == [part.key for part in others]
    pairs = [(part.key, part.complete) for part in others]
    nodes = {part.key: part.nodes for part in others}

    def complete(value: Any, state: State) -> dict[str, Any]:
        answer: dict[str, Any] = begin(value, state) if in_order else blank | begin(value, state)
        try:
            for key, field in pairs:
                answer[key] = field(value, state)
        except Exception as error:
            raise broken(error, key, nodes[key], answer) from None
        return answer

    return complete


def failing(error: Exception) -> Complete:
    """What writes nothing, for the reason given."""

    def complete(value: Any, state: State) -> Any:
        raise error

    return complete
