"""Numbers over a list: of each number and day that its records hold, how many know it, the extremes, mean and sum."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
import numpy as np

from graphsvc.api.definitions import Definition, FieldDefinition, ObjectDefinition, attribute, describe, plain_type
from graphsvc.api.field_filters import told_column
from graphsvc.api.masks import COLUMN, looks
from graphsvc.api.relations import plural
from graphsvc.api.state import State
from graphsvc.graph.columns import Numbers
from graphsvc.graph.numbered import numbers_of
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.records import TYPES, Kept


class Aggregate(msgspec.Struct, frozen=True):
    """One field over a list; all but `known` are None when nobody knows it."""

    known: int
    min: Any = None
    max: Any = None
    mean: float | None = None
    sum: float | None = None


def aggregate_field(struct: type[Kept]) -> FieldDefinition:
    """The field of a connection that holds numbers over what is in its list, on all pages."""
    return FieldDefinition(
        "aggregate",
        f"{struct.__name__}Aggregate!",
        "Numbers over all pages.",
        lambda page, state: numbers_of(page.records, state.view.graph),
    )


def _measures(field: Field) -> bool:
    """Whether a field holds one number or day."""
    return not field.many and field.plain in (int, float, date)


def _reader(struct: type[Kept], field: Field) -> Callable[[Numbers, State], Aggregate | None]:
    def read(records: Numbers, state: State) -> Aggregate | None:
        if not state.shows(struct, field):
            return None
        state.look(looks(len(records), COLUMN))
        column = told_column(struct, field, state)
        codes = column.at(records)
        known = codes[~column.coding.unknown(codes)]
        if not len(known):
            return Aggregate(0)
        least, most = (column.coding.value(code) for code in (known.min(), known.max()))
        if field.plain is date:
            return Aggregate(len(known), least, most)
        total = float(known.sum(dtype=np.float64))
        return Aggregate(len(known), least, most, total / len(known), total)

    return read


def aggregate_definitions() -> list[Definition]:
    """The types of numbers over a list, of every kind."""
    return [
        *(_of_values(type) for type in ("Int", "Float")),
        ObjectDefinition("DateAggregate", "One day over a list.", _extremes("Date")),
        *(_of_kind(struct) for struct in TYPES.values()),
    ]


def _of_values(type: str) -> ObjectDefinition:
    return ObjectDefinition(
        f"{type}Aggregate",
        "One number over a list.",
        (
            *_extremes(type),
            FieldDefinition("mean", "Float", "The mean over those known; null when none is.", attribute("mean")),
            FieldDefinition("sum", "Float", "All added up; null when none is known.", attribute("sum")),
        ),
    )


def _extremes(type: str) -> tuple[FieldDefinition, ...]:
    return (
        FieldDefinition("known", "Int!", "Of how many it is known.", attribute("known")),
        FieldDefinition("min", type, "The lowest; null when none is known.", attribute("min")),
        FieldDefinition("max", type, "The highest; null when none is known.", attribute("max")),
    )


def _of_kind(struct: type[Kept]) -> ObjectDefinition:
    many = plural(struct.kind)
    return ObjectDefinition(
        f"{struct.__name__}Aggregate",
        f"Numbers over all {many} of a list.",
        (
            FieldDefinition("count", "Int!", "How many there are.", lambda records, state: len(records)),
            *(_of_field(struct, field) for field in fields_of(struct) if _measures(field)),
        ),
    )


def _of_field(struct: type[Kept], field: Field) -> FieldDefinition:
    said, mark = describe(field.words), "!"
    if field.access != "record":
        said, mark = f"{said} Advisors only; null for others.", ""
    if field.residents:
        said = f"{said} A resident may count twice; what the viewer is not told does not count."
    return FieldDefinition(field.key, f"{plain_type(field)}Aggregate{mark}", said, _reader(struct, field))
