"""The cost of a document before it runs: the records its answer can hold, and fixed prices of what is computed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInt,
    InlineFragmentNode,
    ListValueNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
    value_from_ast,
)

from graphsvc.api.connections import PAGE
from graphsvc.api.definitions import FieldDefinition, ObjectDefinition
from graphsvc.api.limits import INTROSPECTION
from graphsvc.api.refusals import CostExceeded
from graphsvc.api.schema import definitions, field_definitions
from graphsvc.api.state import State
from graphsvc.model.kinds import NODE_KINDS
from graphsvc.model.records import TYPES

TYPICAL = 10
"""How many a list has when its definition does not say."""

_NODES = {TYPES[kind].__name__: TYPES[kind] for kind in NODE_KINDS}


def require_affordable(
    document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any], state: State
) -> int:
    """The cost of an operation; raises CostExceeded when it is more than the viewer may ask for at once."""
    root = operation.operation.value.capitalize()
    cost = _Estimate(document, variables, state).of(operation.selection_set, root, 0)
    allowed = state.allowance.cost
    if cost > allowed:
        raise CostExceeded(
            cost,
            allowed,
            f"The answer could hold {cost} records; at most {allowed} are allowed. Ask for smaller pages.",
        )
    return cost


class _Estimate:
    """Estimates per object, so that a fragment is looked at once for each type and page size."""

    def __init__(self, document: DocumentNode, variables: Mapping[str, Any], state: State) -> None:
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._variables, self._state = variables, state
        self._known: dict[tuple[str, int], int] = {}
        self._counts: dict[Any, int] = {}

    def of(self, selections: SelectionSetNode | None, type: str, page: int) -> int:
        """What one object of a type costs; `page` is the size of the page it is, for a connection."""
        cost = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                cost += self._field(node, type, page)
            elif isinstance(node, FragmentSpreadNode):
                cost += self._spread(node.name.value, page)
            elif isinstance(node, InlineFragmentNode):
                condition = _condition(node) or type
                cost += self.of(node.selection_set, condition, page)
        return cost

    def _spread(self, name: str, page: int) -> int:
        if (name, page) not in self._known:
            fragment = self._fragments[name]
            condition = fragment.type_condition.name.value
            self._known[name, page] = self.of(fragment.selection_set, condition, page)
        return self._known[name, page]

    def _field(self, node: FieldNode, type: str, page: int) -> int:
        field = field_definitions().get((type, node.name.value))
        if field is None or node.name.value in INTROSPECTION:
            return 0
        target = field.type.strip("[]!")
        if not isinstance(definitions().get(target), ObjectDefinition):
            return field.price
        if field.connection is not None:
            return field.price + self.of(node.selection_set, target, self._page(field, node))
        each = self.of(node.selection_set, target, page)
        if type.endswith("Connection") and field.name in ("nodes", "edges"):
            return page * (each + (field.name == "nodes"))
        if target == "PageInfo":
            return 0
        return field.price + self._many(field, node) * (each + 1)

    def _many(self, field: FieldDefinition, node: FieldNode) -> int:
        if not field.type.startswith("["):
            return 1
        for argument in node.arguments:
            if argument.name.value == "ids":
                return self._length(argument.value)
        return field.typical or TYPICAL

    def _length(self, value: ValueNode) -> int:
        if isinstance(value, ListValueNode):
            return len(value.values)
        given = self._variables.get(value.name.value) if isinstance(value, VariableNode) else None
        return len(given) if isinstance(given, list) else 1

    def _page(self, field: FieldDefinition, node: FieldNode) -> int:
        """How many a page can hold: what is asked, what there is, and what a record typically has."""
        asked = PAGE
        for argument in node.arguments:
            if argument.name.value in ("first", "last"):
                size = value_from_ast(argument.value, GraphQLInt, dict(self._variables))
                asked = size if size not in (None, Undefined) else asked
        return max(0, min(asked, field.typical if field.typical is not None else self._count(field.connection, asked)))

    def _count(self, name: str | None, asked: int) -> int:
        """How many records of a type there are for the viewer; of what is no node as many as are asked."""
        struct: Any = _NODES.get(name or "")
        if struct is None:
            return asked
        if struct not in self._counts:
            self._counts[struct] = len(self._state.all.records(struct))
        return self._counts[struct]


def _condition(node: InlineFragmentNode) -> str | None:
    named: NamedTypeNode | None = node.type_condition
    return named.name.value if named is not None else None
