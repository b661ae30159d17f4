"""The cost of a document before it runs: the records its answer can hold, and fixed prices of what is computed.

It is worked out once for a document, as a function of the request: most of it is numbers known by then, and what is left
are the sizes of pages and lists that variables and the graph decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInt,
    InlineFragmentNode,
    ListValueNode,
    NamedTypeNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    value_from_ast,
    value_from_ast_untyped,
)

from graphsvc.api.connections import PAGE
from graphsvc.api.definitions import Arguments, FieldDefinition, ObjectDefinition
from graphsvc.api.refusals import CostExceeded
from graphsvc.api.schema import definitions, field_definitions
from graphsvc.api.state import ORDINARY, State
from graphsvc.graph.view import View
from graphsvc.model.kinds import NODE_KINDS
from graphsvc.model.records import TYPES

TYPICAL = 10
"""How many a list has when its definition does not say."""

Amount = int | Callable[[State], int]
"""A number, or what gives it for a request."""
Cost = tuple[Amount, Amount]
"""(what an object costs, what it costs for each record on its page when it is a connection)"""

_NODES = {TYPES[kind].__name__: TYPES[kind] for kind in NODE_KINDS}


def require_affordable(amount: Amount, state: State) -> int:
    """The cost of an operation; raises CostExceeded when it is more than the viewer may ask for at once."""
    cost, allowed = _number(amount, state), state.allowance.cost
    if cost > allowed:
        raise CostExceeded(
            cost,
            allowed,
            f"The answer could hold {cost} records; at most {allowed} are allowed. Ask for smaller pages.",
        )
    return cost


def cost_of(
    selections: SelectionSetNode,
    root: str,
    fragments: Mapping[str, FragmentDefinitionNode],
    included: Callable[[Any], bool],
) -> Amount:
    """The cost of the selections of an operation; `included` says which nodes @skip and @include leave."""
    return _Pricing(fragments, included).of(selections, root)[0]


class _Pricing:
    """Prices per object, so that each fragment is looked at once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], included: Callable[[Any], bool]) -> None:
        self._fragments, self._included = fragments, included
        self._known: dict[str, Cost] = {}

    def of(self, selections: SelectionSetNode | None, type: str) -> Cost:
        costs = [self._node(node, type) for node in selections.selections if self._included(node)] if selections else []
        return _sum([own for own, _ in costs]), _sum([each for _, each in costs])

    def _node(self, node: Any, type: str) -> Cost:
        if isinstance(node, FieldNode):
            return self._field(node, type)
        if isinstance(node, FragmentSpreadNode):
            return self._spread(node.name.value)
        assert isinstance(node, InlineFragmentNode)
        condition: NamedTypeNode | None = node.type_condition
        return self.of(node.selection_set, condition.name.value if condition is not None else type)

    def _spread(self, name: str) -> Cost:
        if name not in self._known:
            fragment = self._fragments[name]
            self._known[name] = self.of(fragment.selection_set, fragment.type_condition.name.value)
        return self._known[name]

    def _field(self, node: FieldNode, type: str) -> Cost:
        field = field_definitions().get((type, node.name.value))
        if field is None:  # __typename and introspection hold no records
            return 0, 0
        target, price = field.type.strip("[]!"), _price(field)
        if not isinstance(definitions().get(target), ObjectDefinition):
            return price, 0
        own, each = self.of(node.selection_set, target)
        if field.connection is not None:
            return _sum([price, own, _product(_page(field, node), each)]), 0
        if type.endswith("Connection") and field.name in ("nodes", "edges"):
            return 0, _sum([own, int(field.name == "nodes")])
        if target == "PageInfo":
            return 0, 0
        return _sum([price, _product(_many(field, node), _sum([own, 1]))]), 0


# Amounts


def _number(amount: Amount, state: State) -> int:
    return amount if isinstance(amount, int) else amount(state)


def _sum(amounts: list[Amount]) -> Amount:
    known = sum(amount for amount in amounts if isinstance(amount, int))
    asked = [amount for amount in amounts if not isinstance(amount, int)]
    if len(asked) == 1 and known == 0:
        return asked[0]
    return (lambda state: known + sum(amount(state) for amount in asked)) if asked else known


def _product(one: Amount, other: Amount) -> Amount:
    if one == 0 or other == 0:
        return 0
    if isinstance(one, int) and isinstance(other, int):
        return one * other
    return lambda state: _number(one, state) * _number(other, state)


def _price(field: FieldDefinition) -> Amount:
    """What a field costs besides the records it holds.

    What is computed takes as long for everybody: whoever may ask for more records may not have more computed.
    """
    if field.compute is None or not field.price:
        return field.price
    return lambda state: field.price * state.allowance.cost // ORDINARY.cost


# Sizes of lists


def _many(field: FieldDefinition, node: FieldNode) -> Amount:
    if not field.type.startswith("["):
        return 1
    if field.holds is not None:
        return _held(field.holds, node)
    for argument in node.arguments:
        if argument.name.value == "ids":
            return _length(argument.value)
    return field.typical or TYPICAL


def _held(holds: Callable[[Arguments, State], int], node: FieldNode) -> Amount:
    """What a definition says by its arguments; how these are read must not matter for the cost of a wrong one."""
    values = {argument.name.value: argument.value for argument in node.arguments}

    def held(state: State) -> int:
        given = {name: value_from_ast_untyped(value, dict(state.variables)) for name, value in values.items()}
        return holds({name: value if isinstance(value, list) else [value] for name, value in given.items()}, state)

    return held


def _length(value: ValueNode) -> Amount:
    if isinstance(value, ListValueNode):
        return len(value.values)
    if not isinstance(value, VariableNode):
        return 1
    name = value.name.value
    return lambda state: len(given) if isinstance(given := state.variables.get(name), list) else 1


def _page(field: FieldDefinition, node: FieldNode) -> Amount:
    """How many a page can hold: what is asked, what there is, and what a record typically has."""
    asked = _asked(node)
    if field.typical is not None:
        return _least(asked, field.typical)
    struct: Any = _NODES.get(field.connection or "")
    if struct is None:  # of what is no node as many as are asked
        return _least(asked, asked)
    return _least(asked, lambda state: _count(state.all, struct))


def _least(asked: Amount, there: Amount) -> Amount:
    if isinstance(asked, int) and isinstance(there, int):
        return max(0, min(asked, there))
    return lambda state: max(0, min(_number(asked, state), _number(there, state)))


def _asked(node: FieldNode) -> Amount:
    size: Amount = PAGE
    for argument in node.arguments:
        if argument.name.value in ("first", "last"):
            size = _size(argument.value, size)
    return size


def _size(value: ValueNode, otherwise: Amount) -> Amount:
    """The size a page is asked to have; `otherwise` when that is null or left out."""
    if not isinstance(value, VariableNode):
        found = value_from_ast(value, GraphQLInt)
        return found if isinstance(found, int) else otherwise
    name = value.name.value

    def size(state: State) -> int:
        found = state.variables.get(name)
        return found if isinstance(found, int) else _number(otherwise, state)

    return size


def _count(view: View, struct: Any) -> int:
    """How many records of a type a view shows; counted once for a version of the graph."""
    counted: int = view.once(("count", struct), lambda: len(view.records(struct)))
    return counted
