"""Documents: parsed, held to the limits and validated once, then kept by their text."""

from __future__ import annotations

from collections import OrderedDict

import msgspec
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    get_operation_ast,
    validate,
)
from graphql.validation import MaxIntrospectionDepthRule, specified_rules

from graphsvc.api.limits import names_in, parse_within_limits
from graphsvc.api.refusals import OperationUnresolved
from graphsvc.api.schema import schema

KEPT = 1_000
MOST_FAULTS = 20
"""So many faults of a document are listed, no more."""
RULES = (*specified_rules, MaxIntrospectionDepthRule)


class Document(msgspec.Struct, frozen=True):
    """A valid document."""

    tree: DocumentNode
    names: frozenset[str]
    """Every name and enum value in it."""

    @property
    def fragments(self) -> dict[str, FragmentDefinitionNode]:
        """Its fragments by name."""
        return {node.name.value: node for node in self.tree.definitions if isinstance(node, FragmentDefinitionNode)}

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run. Raises OperationUnresolved."""
        found = get_operation_ast(self.tree, name)
        if found is None:
            raise OperationUnresolved(
                f"The document has no operation {name}." if name else "The document has several operations: name one."
            )
        return found


class ParseFailed(Exception):
    """The source is no document of GraphQL."""

    def __init__(self, error: GraphQLError) -> None:
        self.errors = [error]
        super().__init__(error.message)


class ValidationFailed(Exception):
    """The document asks what the schema does not have."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        self.errors = errors
        super().__init__(errors[0].message)


class Documents:
    """The documents asked last."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._documents: OrderedDict[str, Document] = OrderedDict()

    def read(self, source: str) -> Document:
        """The document of a source. Raises ParseFailed, ValidationFailed or TooMuch."""
        found = self._documents.get(source)
        if found is None:
            found = self._documents[source] = _read(source)
        self._documents.move_to_end(source)
        while len(self._documents) > self._kept:
            self._documents.popitem(last=False)
        return found


def _read(source: str) -> Document:
    try:
        tree = parse_within_limits(source)
    except GraphQLSyntaxError as error:
        raise ParseFailed(error) from None
    if errors := validate(schema(), tree, RULES, max_errors=MOST_FAULTS):
        raise ValidationFailed(errors)
    return Document(tree, names_in(tree))
