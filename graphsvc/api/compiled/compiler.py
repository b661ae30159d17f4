"""The compiler: from the selections of an operation to closures, one for each place where something is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLObjectType,
    OperationDefinitionNode,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields, should_include_node

from graphsvc.api.compiled.abstract import one_of
from graphsvc.api.compiled.arguments import Fill, arguments_of
from graphsvc.api.compiled.changes import Change, outcome_itself
from graphsvc.api.compiled.conditions import Conditions
from graphsvc.api.compiled.fields import nullable_field, required_field
from graphsvc.api.compiled.introspection import FIELDS, introspection_of
from graphsvc.api.compiled.leaves import output_of
from graphsvc.api.compiled.lists import items_at_once, nullable_items, required_items
from graphsvc.api.compiled.objects import AtOnce, Column, Complete, Part, failing, object_of, objects_at_once
from graphsvc.api.compiled.reading import Reading, reading_of
from graphsvc.api.definitions import Attribute, FieldDefinition, ObjectDefinition
from graphsvc.api.schema import definitions, field_definitions, schema
from graphsvc.api.state import Failed, State

Selected = dict[str, list[FieldNode]]
"""Key in the answer -> the nodes that ask it, whose selections count together."""


class Compiler:
    """Compiles one operation, for one set of values of the variables of @skip and @include."""

    def __init__(self, document: DocumentNode, operation: OperationDefinitionNode, conditions: Conditions) -> None:
        self.document, self.operation, self._conditions = document, operation, dict(conditions)
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }

    # What is selected

    def roots(self) -> Selected:
        """The fields of the operation. Raises GraphQLError when a condition is null."""
        type, selections = _object_type(self.root), self.operation.selection_set
        return collect_fields(schema(), self.fragments, self._conditions, type, selections)

    def below(self, type: str, nodes: list[FieldNode]) -> Selected:
        """The fields that nodes select of an object of a type. Raises GraphQLError when a condition is null."""
        return collect_sub_fields(schema(), self.fragments, self._conditions, _object_type(type), nodes)

    def included(self, node: Any) -> bool:
        """Whether @skip and @include leave a node; one whose condition is null counts as left."""
        try:
            return should_include_node(self._conditions, node)
        except GraphQLError:
            return True

    def places(self) -> Iterator[tuple[str, FieldNode]]:
        """(type, node) of each field in the operation, whatever the values are; of each fragment once."""
        waiting: list[tuple[str, Any]] = [(self.root, node) for node in self.operation.selection_set.selections]
        spread: set[str] = set()
        while waiting:
            type, node = waiting.pop()
            if not self.included(node):
                continue
            if isinstance(node, FragmentSpreadNode):
                if node.name.value in spread:
                    continue
                spread.add(node.name.value)
                node = self.fragments[node.name.value]
            elif isinstance(node, FieldNode):
                yield type, node
            inner = self._type_within(type, node)
            selections = node.selection_set.selections if node.selection_set else ()
            waiting += [(inner, one) for one in selections]

    def _type_within(self, type: str, node: Any) -> str:
        if isinstance(node, FieldNode):
            field = self.definition(type, node)
            return field.type.strip("[]!") if field is not None else ""
        return str(node.type_condition.name.value) if node.type_condition is not None else type

    def definition(self, type: str, node: FieldNode) -> FieldDefinition | None:
        """The definition of a field; None of __typename and introspection."""
        return field_definitions().get((type, node.name.value))

    @property
    def root(self) -> str:
        """The name of the type that the operation starts at."""
        return self.operation.operation.value.capitalize()

    # What is written for it

    def changes(self, selected: Selected) -> Iterator[Change]:
        """The fields of a mutation."""
        for key, nodes in selected.items():
            field = self.definition(self.root, nodes[0])
            if field is None:
                part = self._part(self.root, key, nodes)
                yield Change(key, part.complete, outcome_itself, nodes)
            else:
                start = reading_of(field, self.arguments(self.root, nodes[0]))
                yield Change(key, start, self.field(self.root, field, outcome_itself, nodes), nodes)

    def parts(self, type: str, selected: Selected) -> list[Part]:
        """The fields of an object of a type."""
        return [self._part(type, key, nodes) for key, nodes in selected.items()]

    def _part(self, type: str, key: str, nodes: list[FieldNode]) -> Part:
        name = nodes[0].name.value
        if name == "__typename":
            return Part(key, lambda value, state: type, nodes)
        if name in FIELDS:
            return Part(key, introspection_of(key, nodes, self.document, self.operation), nodes)
        field = field_definitions()[type, name]
        reading = reading_of(field, self.arguments(type, nodes[0]))
        return Part(key, self.field(type, field, reading, nodes), nodes, _column(field))

    def arguments(self, type: str, node: FieldNode) -> Fill:
        """What gives the arguments of a field."""
        return arguments_of(_object_type(type).fields[node.name.value], node)

    def field(self, type: str, field: FieldDefinition, reading: Reading, nodes: list[FieldNode]) -> Complete:
        """What writes a field: (the object it is asked of, state) -> its value in the answer."""
        plain, said = field.type.rstrip("!"), f"Cannot return null for non-nullable field {type}.{field.name}."
        complete = self._value(plain, nodes, said)
        if field.dated:
            complete = _on_its_date(nodes, complete)
        if plain == field.type:
            return nullable_field(reading, complete, nodes)
        return required_field(reading, complete, said)

    def _value(self, type: str, nodes: list[FieldNode], said: str) -> Complete | None:
        """What writes a value of a type that is not null; None: the value stands as it is."""
        if type.startswith("["):
            return self._list(type[1:-1], nodes, said)
        definition = definitions().get(type)
        if not isinstance(definition, ObjectDefinition):
            return _leaf(type)
        if definition.type_of is not None:
            return one_of(definition.type_of, lambda name: self._object(name, nodes))
        return self._object(type, nodes)

    def _list(self, item: str, nodes: list[FieldNode], said: str) -> Complete:
        plain = item.rstrip("!")
        inner = self._value(plain, nodes, said)
        if plain == item:
            return nullable_items(inner, nodes)
        one_by_one, all_of = required_items(inner, nodes, said), self._at_once(plain, nodes)
        return one_by_one if all_of is None else items_at_once(all_of, one_by_one)

    def _at_once(self, type: str, nodes: list[FieldNode]) -> AtOnce | None:
        """What writes many objects of a type, when nothing but attributes is selected of them."""
        definition = definitions().get(type)
        if not isinstance(definition, ObjectDefinition) or definition.type_of is not None:
            return None
        try:
            selected = self.below(type, nodes)
        except GraphQLError:  # told where an object would stand
            return None
        fields = {key: self.definition(type, asked[0]) for key, asked in selected.items()}
        columns = {key: column for key, field in fields.items() if field and (column := _column(field))}
        return objects_at_once(columns) if len(columns) == len(fields) else None

    def _object(self, type: str, nodes: list[FieldNode]) -> Complete:
        try:
            selected = self.below(type, nodes)
        except Exception as error:  # a condition is null: graphql-core tells so where the object would stand
            return failing(error)
        return object_of(self.parts(type, selected))


def _object_type(name: str) -> GraphQLObjectType:
    found = schema().type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


def _leaf(type: str) -> Complete | None:
    output = output_of(type)
    return None if output is None else lambda value, state: output(value)


def _column(field: FieldDefinition) -> Column | None:
    """Records are checked by the model, so that an attribute of one is of its type, and null only where it may be."""
    read, plain = field.read, field.type.strip("[]!")
    if not isinstance(read, Attribute) or not read.proven or isinstance(definitions().get(plain), ObjectDefinition):
        return None
    output = output_of(plain, proven=True)
    if read.residents:
        return Column(read.name, output, residents=True)
    if field.type.startswith("["):
        return Column(read.name, list if output is None else lambda values: [output(value) for value in values])
    return Column(read.name, output)


def _on_its_date(nodes: list[FieldNode], complete: Complete | None) -> Complete:
    """A field below which all is read from the state of another date, found by its key in the answer."""
    assert complete is not None
    node, inner = nodes[0], complete
    key = node.alias.value if node.alias is not None else node.name.value

    def dated(value: Any, state: State) -> Any:
        found = state.dated[key]
        if isinstance(found, Failed):
            raise found.error
        return inner(value, found)

    return dated
