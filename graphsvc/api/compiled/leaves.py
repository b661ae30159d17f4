"""What scalars and enums look like in an answer."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from graphql import GraphQLFloat, GraphQLInt
from graphql.type import GRAPHQL_MAX_INT, GRAPHQL_MIN_INT

from graphsvc.api import scalars

Output = Callable[[Any], Any]
"""A value -> what stands in the answer for it."""


def _int(value: Any) -> Any:
    if type(value) is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT:
        return value
    return GraphQLInt.serialize(value)


def _float(value: Any) -> Any:
    return value if type(value) is float and isfinite(value) else GraphQLFloat.serialize(value)


_WRITTEN: dict[str, Output] = {
    "Int": _int,
    "Float": _float,
    "Date": scalars.Date.serialize,
    "DateTime": scalars.DateTime.serialize,
}
_PROVEN = frozenset({"Int", "Float"})
"""What needs no look when the model has checked the value."""


def output_of(type: str, *, proven: bool = False) -> Output | None:
    """How a value of a scalar or enum is written; None: as it is, for JSON writes texts, enums and booleans alike.

    `proven`: the value is of a record, whose type the model has checked.
    """
    return None if proven and type in _PROVEN else _WRITTEN.get(type)
