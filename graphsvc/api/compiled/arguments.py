"""The arguments of a field: known when the document is compiled, or filled in from the variables of a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import FieldNode, GraphQLField, Undefined, ValueNode, VariableNode, is_non_null_type, value_from_ast
from graphql.execution.values import get_argument_values

from graphsvc.api.definitions import Arguments

Fill = Callable[[Mapping[str, Any]], Arguments]
"""The variables of a request -> the arguments. Raises GraphQLError where one may not be null."""


def arguments_of(field: GraphQLField, node: FieldNode) -> Fill:
    """What gives the arguments of a field at one place in a document."""
    given = {argument.name.value: argument.value for argument in node.arguments}
    varying = {name: value for name, value in given.items() if uses_variables(value)}
    if not varying:
        known = get_argument_values(field, node, {})
        return lambda variables: known
    direct = {name: value.name.value for name, value in varying.items() if isinstance(value, VariableNode)}
    if len(direct) < len(varying):
        return lambda variables: get_argument_values(field, node, dict(variables))
    fixed = {name: value_from_ast(value, field.args[name].type) for name, value in given.items() if name not in direct}
    return _filled(field, node, fixed, direct)


def _filled(field: GraphQLField, node: FieldNode, fixed: Mapping[str, Any], direct: Mapping[str, str]) -> Fill:
    """Where a variable is all there is of an argument: its value is of the right type already."""
    required = [variable for name, variable in direct.items() if is_non_null_type(field.args[name].type)]
    defaults = {name: one.default_value for name, one in field.args.items() if one.default_value is not Undefined}
    standing, pairs = {**defaults, **fixed}, tuple(direct.items())

    def fill(variables: Mapping[str, Any]) -> Arguments:
        for variable in required:
            if variables.get(variable) is None:  # graphql-core fills in a default, or says what is wrong
                return get_argument_values(field, node, dict(variables))
        return {**standing, **{name: variables[variable] for name, variable in pairs if variable in variables}}

    return fill


def uses_variables(value: ValueNode) -> bool:
    """Whether a value in a document has a variable in it."""
    waiting: list[Any] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, VariableNode):
            return True
        waiting += getattr(node, "values", None) or [field.value for field in getattr(node, "fields", None) or ()]
    return False
