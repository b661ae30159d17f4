"""Generated queries made such that they find something, and use what a generator of queries leaves out."""

from __future__ import annotations

import random
from typing import Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    parse,
    parse_type,
    parse_value,
    print_ast,
    value_from_ast_untyped,
)

from graphsvc.api.definitions import FieldDefinition, ObjectDefinition
from graphsvc.api.schema import definitions, field_definitions


class Sensible:
    """Ids that exist, small pages, and few cursors of nowhere; variables, aliases, @skip and @include, by chance."""

    def __init__(self, chance: random.Random, ids: list[str]) -> None:
        self.chance, self.ids = chance, ids
        self.given: dict[str, Any] = {}
        """The variables of the request."""
        self._declared: list[VariableDefinitionNode] = []
        self._fragments: list[FragmentDefinitionNode] = []

    def document(self, document: DocumentNode) -> DocumentNode:
        """The document changed; parsed anew, so that its places are those of its text."""
        [operation] = document.definitions
        assert isinstance(operation, OperationDefinitionNode)
        self._grow(operation, "Query", 4)
        self._change(operation, "Query")
        operation.variable_definitions = tuple(self._declared)
        return parse(print_ast(DocumentNode(definitions=(operation, *self._fragments))))

    def _grow(self, node: Any, type: str, depth: int) -> None:
        """Select more, with fragments among it; generated queries hardly go below the first fields."""
        definition = definitions().get(type)
        if not isinstance(definition, ObjectDefinition) or not depth:
            return
        for inner in node.selection_set.selections if node.selection_set else ():
            if isinstance(inner, FieldNode) and (field := field_definitions().get((type, inner.name.value))):
                self._grow(inner, field.type.strip("[]!"), depth - 1)
        more: list[Any] = [self._field(one, depth) for one in self._sample(definition.fields, depth)]
        if definition.type_of is not None:
            kind = self.chance.choice(["Actor", "Tie", "Link", "Area"])
            more.append(self._fragment(kind, depth))
        more.append(FieldNode(name=NameNode(value="__typename"), arguments=(), directives=()))
        if self.chance.random() < 0.3:
            more = [self._named(type, more)]
        found = node.selection_set.selections if node.selection_set else ()
        node.selection_set = SelectionSetNode(selections=(*found, *more))

    def _sample(self, fields: tuple[FieldDefinition, ...], depth: int) -> list[FieldDefinition]:
        plain = [one for one in fields if one.compute is None and not any(a.type.endswith("!") for a in one.arguments)]
        inner = [one for one in plain if isinstance(definitions().get(one.type.strip("[]!")), ObjectDefinition)]
        leaves = [one for one in plain if one not in inner]
        few = self.chance.sample(leaves, min(len(leaves), 3))
        return few + (self.chance.sample(inner, min(len(inner), 2)) if depth > 1 else [])

    def _field(self, field: FieldDefinition, depth: int) -> FieldNode:
        node = FieldNode(name=NameNode(value=field.name), arguments=(), directives=(), selection_set=None)
        self._grow(node, field.type.strip("[]!"), depth - 1)
        return node

    def _fragment(self, type: str, depth: int) -> InlineFragmentNode:
        condition = NamedTypeNode(name=NameNode(value=type))
        node = InlineFragmentNode(type_condition=condition, directives=(), selection_set=None)
        self._grow(node, type, depth)
        return node

    def _named(self, type: str, selections: list[Any]) -> FragmentSpreadNode:
        name = NameNode(value=f"F{len(self._fragments)}")
        condition = NamedTypeNode(name=NameNode(value=type))
        whole = SelectionSetNode(selections=tuple(selections))
        self._fragments.append(
            FragmentDefinitionNode(name=name, type_condition=condition, directives=(), selection_set=whole)
        )
        return FragmentSpreadNode(name=name, directives=())

    def _change(self, node: Any, type: str) -> None:
        for inner in node.selection_set.selections if node.selection_set else ():
            if isinstance(inner, InlineFragmentNode):
                assert inner.type_condition is not None
                self._change(inner, inner.type_condition.name.value)
            elif isinstance(inner, FragmentSpreadNode):
                continue
            elif (field := field_definitions().get((type, inner.name.value))) is not None:
                types = {argument.name: argument.type for argument in field.arguments}
                inner.arguments = tuple(self._argument(one, types) for one in inner.arguments if self._keeps(one))
                self._decorate(inner)
                self._change(inner, field.type.strip("[]!"))

    def _keeps(self, node: ArgumentNode) -> bool:
        return node.name.value not in ("after", "before", "last", "asOf") or self._rarely()

    def _argument(self, node: ArgumentNode, types: dict[str, str]) -> ArgumentNode:
        name, value = node.name.value, node.value
        if name in ("ids", "of", "id", "from", "to", "area") and not self._rarely():
            found = ", ".join(f'"{id}"' for id in self.chance.sample(self.ids, 3))
            value = parse_value(f"[{found}]" if types[name].startswith("[") else found.split(", ")[0])
        if name == "first" and not self._rarely():
            value = parse_value(str(self.chance.randrange(6)))
        if self.chance.random() < 0.4:
            value = self._variable(types[name], value_from_ast_untyped(value))
        return ArgumentNode(name=node.name, value=value)

    def _variable(self, type: str, value: Any) -> VariableNode:
        name = NameNode(value=f"v{len(self.given)}")
        self.given[name.value] = value
        self._declared.append(
            VariableDefinitionNode(variable=VariableNode(name=name), type=parse_type(type), directives=())
        )
        return VariableNode(name=name)

    def _decorate(self, node: FieldNode) -> None:
        if self._rarely():
            node.alias = NameNode(value=f"other{self.chance.randrange(1000)}")
        if self._rarely():
            value: Any = BooleanValueNode(value=self.chance.random() < 0.5)
            if self.chance.random() < 0.5:
                value = self._variable("Boolean!", value.value)
            condition = ArgumentNode(name=NameNode(value="if"), value=value)
            name = NameNode(value=self.chance.choice(["skip", "include"]))
            node.directives = (DirectiveNode(name=name, arguments=(condition,)),)

    def _rarely(self) -> bool:
        return self.chance.random() < 0.08
