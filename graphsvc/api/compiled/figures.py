"""Whether a request needs the figures of analysis, known before it runs: by its fields, its arguments and its variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from graphql import FieldNode, OperationDefinitionNode, value_from_ast_untyped

from graphsvc.api.definitions import EnumDefinition, FieldDefinition, InputDefinition
from graphsvc.api.schema import definitions


def field_needs_figures(field: FieldDefinition, node: FieldNode) -> bool:
    """Whether a field at one place needs them, whatever the variables are."""
    types = {argument.name: argument.type for argument in field.arguments}
    return field.needs_figures or any(
        _asks(types[argument.name.value], value_from_ast_untyped(argument.value)) for argument in node.arguments
    )


def variables_need_figures(operation: OperationDefinitionNode) -> Callable[[Mapping[str, Any]], bool]:
    """What says whether the variables of a request need them: a filter or order may come in whole by one."""
    types = {node.variable.name.value: _name_of(node.type) for node in operation.variable_definitions or ()}
    asking = {name: type for name, type in types.items() if type in _asking_types()}
    if not asking:
        return lambda variables: False
    return lambda variables: any(_asks(type, variables.get(name)) for name, type in asking.items())


def _asks(type: str, value: Any) -> bool:
    """Whether a value of an input needs figures; enum values as members or as names."""
    if isinstance(value, list):
        return any(_asks(type, one) for one in value)
    definition = definitions().get(type.strip("[]!"))
    if isinstance(definition, EnumDefinition):
        return value is not None and str(value) in definition.figures
    if isinstance(definition, InputDefinition) and isinstance(value, Mapping):
        types = {field.name: field.type for field in definition.fields}
        return definition.needs_figures or any(
            (name in definition.figures and one is not None) or _asks(types[name], one)
            for name, one in value.items()
            if name in types
        )
    return False


def _name_of(node: Any) -> str:
    while not hasattr(node, "name"):
        node = node.type
    return str(node.name.value)


@cache
def _asking_types() -> frozenset[str]:
    """The types of input within which something can need figures."""
    found = {
        name
        for name, one in definitions().items()
        if (isinstance(one, EnumDefinition | InputDefinition) and one.figures)
        or (isinstance(one, InputDefinition) and one.needs_figures)
    }
    inputs = [one for one in definitions().values() if isinstance(one, InputDefinition)]
    before = 0
    while len(found) > before:
        before = len(found)
        found |= {one.name for one in inputs if any(field.type.strip("[]!") in found for field in one.fields)}
    return frozenset(found)
