"""Introspection: the schema is one, so what is asked of it without variables is answered once, by graphql-core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute,
)

from graphsvc.api.compiled.objects import Complete
from graphsvc.api.schema import schema
from graphsvc.api.state import State

FIELDS = frozenset({"__schema", "__type"})


def introspection_of(key: str, nodes: list[FieldNode], document: DocumentNode, operation: Any) -> Complete:
    """What answers `__schema` or `__type`."""
    fragments = [node for node in document.definitions if isinstance(node, FragmentDefinitionNode)]
    # Introspection takes texts and conditions only, which are coerced to themselves.
    given = [one for one in operation.variable_definitions or () if _name_of(one.type) in ("String", "Boolean")]
    asked = OperationDefinitionNode(
        operation=OperationType.QUERY,
        variable_definitions=tuple(given),
        selection_set=SelectionSetNode(selections=tuple(nodes)),
        directives=(),
    )
    whole = DocumentNode(definitions=(asked, *fragments))
    known: dict[str, Any] = {}

    def complete(value: Any, state: State) -> Any:
        if not given:
            if key not in known:
                known[key] = _answer(whole, {}, key)
            return known[key]
        names = {one.variable.name.value for one in given}
        return _answer(whole, {name: one for name, one in state.variables.items() if name in names}, key)

    return complete


def _name_of(type: Any) -> str:
    return str(type.name.value) if hasattr(type, "name") else _name_of(type.type)


def _answer(document: DocumentNode, given: Mapping[str, Any], key: str) -> Any:
    result = execute(schema(), document, variable_values=dict(given))
    assert isinstance(result, ExecutionResult)
    if result.errors:
        raise result.errors[0]
    assert result.data is not None
    return result.data[key]
