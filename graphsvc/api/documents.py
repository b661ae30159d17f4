"""Documents: parsed, held to the limits and validated once, then kept by their text."""

from __future__ import annotations

import re
from collections import OrderedDict

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    get_operation_ast,
    validate,
)
from graphql.validation import MaxIntrospectionDepthRule, NoSchemaIntrospectionCustomRule, specified_rules

from graphsvc.api.limits import parse_within_limits
from graphsvc.api.operations import Operation
from graphsvc.api.refusals import OperationUnresolved
from graphsvc.api.schema import schema
from graphsvc.forgetting import when_erased

KEPT = 1_000
MOST_FAULTS = 20
"""So many faults of a document are listed, no more."""
RULES = (*specified_rules, MaxIntrospectionDepthRule)
_HINT = re.compile(r" Did you mean .*\?$", re.DOTALL)
"""What a fault tells of names that the document lacks."""


class Document:
    """A valid document, and its operations."""

    def __init__(self, tree: DocumentNode) -> None:
        self.tree = tree
        self._operations: dict[str | None, Operation] = {}

    def operation(self, name: str | None) -> Operation:
        """The operation to run. Raises OperationUnresolved."""
        known = self._operations.get(name)
        if known is not None:
            return known
        node = get_operation_ast(self.tree, name)
        if node is None:
            raise OperationUnresolved(
                f"The document has no operation {name}." if name else "The document has several operations: name one."
            )
        made = self._operations[name] = Operation(self.tree, node)
        return made


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
    """The documents on the list of the service, and those asked last."""

    def __init__(self, kept: int = KEPT, *, introspection: bool = True) -> None:
        self._kept, self._introspection = kept, introspection
        self._listed: dict[str, Document] = {}
        self._documents: OrderedDict[str, Document] = OrderedDict()
        when_erased(self.forget)

    def forget(self) -> None:
        """Let go of what clients sent: it may name what was erased."""
        self._documents.clear()

    def keep(self, source: str) -> None:
        """Read a document of the list, which no other document puts out. Raises as `read` does."""
        self._listed[source] = self._read(source)

    def read(self, source: str) -> Document:
        """The document of a source. Raises ParseFailed, ValidationFailed or TooMuch."""
        if (listed := self._listed.get(source)) is not None:
            return listed
        found = self._documents.get(source)
        if found is None:
            found = self._documents[source] = self._read(source)
        self._documents.move_to_end(source)
        while len(self._documents) > self._kept:
            self._documents.popitem(last=False)
        return found

    def _read(self, source: str) -> Document:
        try:
            tree = parse_within_limits(source)
        except GraphQLSyntaxError as error:
            raise ParseFailed(error) from None
        rules = RULES if self._introspection else (*RULES, NoSchemaIntrospectionCustomRule)
        if faults := validate(schema(), tree, rules, max_errors=MOST_FAULTS):
            for fault in () if self._introspection else faults:
                fault.message = _HINT.sub("", fault.message)
            raise ValidationFailed(faults)
        return Document(tree)
