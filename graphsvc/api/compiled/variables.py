"""The variables of a request: taken as they are when they are what was declared, else coerced by graphql-core."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLInputType,
    OperationDefinitionNode,
    Undefined,
    VariableDefinitionNode,
    coerce_input_value,
    get_named_type,
    is_non_null_type,
    type_from_ast,
    value_from_ast,
)
from graphql.execution.values import get_variable_values
from graphql.type import GRAPHQL_MAX_INT, GRAPHQL_MIN_INT

from graphsvc.api.schema import schema

MOST_FAULTS = 20
"""So many faults of variables are listed, no more."""

Read = Callable[[Mapping[str, Any]], dict[str, Any]]
"""The variables as given -> their values. Raises VariablesFailed."""
_Declared = tuple[str, Callable[[Any], Any], Any]
"""(name, what coerces a value and raises GraphQLError, default)"""


class VariablesFailed(Exception):
    """The variables do not fit what the operation declares."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        self.errors = errors
        super().__init__(errors[0].message)


def variables_of(operation: OperationDefinitionNode) -> Read:
    """What reads the variables of an operation."""
    declared = [_declared(node) for node in operation.variable_definitions or ()]

    def read(given: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        try:
            for name, coerce, default in declared:
                if name in given:
                    values[name] = coerce(given[name])
                elif default is not Undefined:
                    values[name] = default() if callable(default) else default
        except GraphQLError:
            return _by_graphql_core(operation, given)
        return values

    return read


def _by_graphql_core(operation: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
    """Says all that is wrong."""
    values = get_variable_values(schema(), operation.variable_definitions or (), dict(given), max_errors=MOST_FAULTS)
    if isinstance(values, list):
        raise VariablesFailed(values)
    return values


def _declared(node: VariableDefinitionNode) -> _Declared:
    type: Any = type_from_ast(schema(), node.type)
    default: Any = Undefined
    if node.default_value is not None:
        default = value_from_ast(node.default_value, type)
    elif is_non_null_type(type):
        default = _missing
    return node.variable.name.value, _coercion(type), default


def _missing() -> Any:
    raise GraphQLError("A variable is missing.")


def _coercion(type: GraphQLInputType) -> Callable[[Any], Any]:
    """Most values are plain ones of the right type, and are seen to be so at once."""
    fits = _FITS.get(get_named_type(type).name)
    if fits is None or str(type).count("[") > 1:
        return lambda value: coerce_input_value(value, type)
    if "[" in str(type):
        return lambda value: (
            value if isinstance(value, list) and all(map(fits, value)) else coerce_input_value(value, type)
        )
    return lambda value: value if fits(value) else coerce_input_value(value, type)


def _text(value: Any) -> bool:
    return isinstance(value, str)


_FITS: dict[str, Callable[[Any], bool]] = {
    "ID": _text,
    "String": _text,
    "Boolean": lambda value: isinstance(value, bool),
    "Int": lambda value: type(value) is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT,
}
"""Whether a value of JSON is one of this scalar without more ado."""
