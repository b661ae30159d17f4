"""The arguments of a field: known when the document is compiled, or filled in from the variables of a request.

Where an argument, or a field of an input in one, has a default, null is the same as leaving it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
    is_non_null_type,
    value_from_ast,
)
from graphql.execution.values import get_argument_values

from graphsvc.api.definitions import Arguments

Fill = Callable[[Mapping[str, Any]], Arguments]
"""The variables of a request -> the arguments. Raises GraphQLError where one may not be null."""
_Given = GraphQLArgument | GraphQLInputField


def arguments_of(field: GraphQLField, node: FieldNode) -> Fill:
    """What gives the arguments of a field at one place in a document."""
    fill = _fill(field, node)
    given = {argument.name.value: argument.value for argument in node.arguments}
    varying = [name for name, value in given.items() if uses_variables(value)]
    if not varying:
        known = with_defaults(fill({}), field)
        return lambda variables: known
    # What is written out beside whole variables was settled when it was read.
    changing = varying if all(isinstance(given[name], VariableNode) for name in varying) else [*given]
    if not any(_can_be_replaced(field.args[name]) for name in changing):
        return fill
    return lambda variables: with_defaults(fill(variables), field)


def _fill(field: GraphQLField, node: FieldNode) -> Fill:
    """The arguments as they are given; a default stands for what is left out only."""
    given = {argument.name.value: argument.value for argument in node.arguments}
    varying = {name: value for name, value in given.items() if uses_variables(value)}
    direct = {name: value.name.value for name, value in varying.items() if isinstance(value, VariableNode)}
    if not varying or len(direct) < len(varying):
        return lambda variables: get_argument_values(field, node, dict(variables))
    fixed = {name: value_from_ast(value, field.args[name].type) for name, value in given.items() if name not in direct}
    return _filled(field, node, with_defaults(fixed, field), direct)


def _filled(field: GraphQLField, node: FieldNode, fixed: Mapping[str, Any], direct: Mapping[str, str]) -> Fill:
    """Where a variable is all there is of an argument: its value is of the right type already."""
    required = [variable for name, variable in direct.items() if is_non_null_type(field.args[name].type)]
    defaults = {name: one.default_value for name, one in field.args.items() if one.default_value is not Undefined}
    standing, pairs = {**defaults, **fixed}, tuple(direct.items())

    def fill(variables: Mapping[str, Any]) -> Arguments:
        for variable in required:
            if variables.get(variable) is None:  # graphql-core fills in a default, or says what is wrong
                return with_defaults(get_argument_values(field, node, dict(variables)), field)
        return {**standing, **{name: variables[variable] for name, variable in pairs if variable in variables}}

    return fill


# Null for what has a default


def with_defaults(arguments: Arguments, field: GraphQLField) -> Arguments:
    """The arguments, with the default in the place of each null that has one."""
    return {
        name: _settled(value, one) if _can_be_replaced(one := field.args[name]) else value
        for name, value in arguments.items()
    }


def _settled(value: Any, given: _Given) -> Any:
    if value is None:
        return None if given.default_value is Undefined else given.default_value
    type = get_named_type(given.type)
    return _inside(value, type) if isinstance(type, GraphQLInputObjectType) and _holds_defaults(type) else value


def _inside(value: Any, type: GraphQLInputObjectType) -> Any:
    """The value of an input, or a list of them."""
    if isinstance(value, list):
        return [_inside(one, type) for one in value]
    if value is None:
        return None
    return {name: _settled(one, type.fields[name]) for name, one in value.items()}


def _can_be_replaced(given: _Given) -> bool:
    """Whether there may be a null in its value that a default stands for."""
    return given.default_value not in (Undefined, None) or _holds_defaults(get_named_type(given.type))


@cache
def _holds_defaults(type: GraphQLNamedType) -> bool:
    """Whether an input, or one within it, has a field with a default."""
    waiting, met = [type], {type}
    for one in waiting:
        for field in one.fields.values() if isinstance(one, GraphQLInputObjectType) else ():
            if field.default_value not in (Undefined, None):
                return True
            if (inner := get_named_type(field.type)) not in met:
                met.add(inner)
                waiting.append(inner)
    return False


def uses_variables(value: ValueNode) -> bool:
    """Whether a value in a document has a variable in it."""
    waiting: list[Any] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, VariableNode):
            return True
        waiting += getattr(node, "values", None) or [field.value for field in getattr(node, "fields", None) or ()]
    return False
