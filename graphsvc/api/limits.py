"""The limits on a document, checked before it is validated: a small text must not cost much to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import (
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FloatValueNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSyntaxError,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableDefinitionNode,
    parse,
)

from graphsvc.api.refusals import TooMuch

SOURCE, TOKENS, SELECTIONS, DEPTH, ALIASES, DIRECTIVES = 15_000, 2_000, 200, 8, 15, 10
"""Characters of source; tokens; selected fields with fragments written out; nesting; aliases; directives."""
FRAGMENTS = 50
"""Named fragments: what validates a document follows each into the next."""
NESTING = 20
"""Objects and lists within each other in the value of an argument or variable."""
VALUES, OBJECTS = 25_000, 500
"""Values in the variables of a request, and objects in those of one that only reads: as many as a document can hold."""
DIGITS = 100
"""Characters of a number: Python refuses to read one of thousands, and no number here needs as many."""
_HOLDERS = (dict, list)
INTROSPECTION = frozenset({"__schema", "__type"})
"""Fields whose inside is not measured: it holds no records, and its own nesting is limited by validation."""


def parse_within_limits(source: str) -> DocumentNode:
    """The document of a source. Raises GraphQLSyntaxError, or TooMuch naming the limit."""
    _require("SOURCE", SOURCE, len(source), "characters")
    try:
        document = parse(source, max_tokens=TOKENS)
        _require_measures(document)
    except GraphQLSyntaxError as error:
        raise _limit_of(error) or error from None
    return document


def _limit_of(error: GraphQLSyntaxError) -> TooMuch | None:
    """The limit that the parser met, as it has no other way to tell than its message."""
    if "contains more than" in error.message:
        return TooMuch("TOKENS", TOKENS, TOKENS + 1, f"The document holds more than {TOKENS} tokens.")
    if "nested too deeply" in error.message:
        return TooMuch("DEPTH", DEPTH, DEPTH + 1, f"The document is nested deeper than {DEPTH} fields.")
    return None


def require_flat(variables: Mapping[str, Any]) -> None:
    """Raises TooMuch when variables are nested too deep to be looked into or written out."""
    _levels(variables)


def require_few(variables: Mapping[str, Any], *, only_read: bool) -> None:
    """Raises TooMuch when the variables hold too many values, or more objects than what only reads may send."""
    levels = _levels(variables)
    _require("VALUES", VALUES, sum(map(len, levels)), "values in its variables")
    if only_read:
        found = sum(isinstance(value, dict) for level in levels for value in level)
        _require("OBJECTS", OBJECTS, found, "objects in its variables")


def _levels(variables: Mapping[str, Any]) -> list[list[Any]]:
    """The values of variables, then those within them, and so on. Raises TooMuch when they are nested too deep."""
    levels = [list(variables.values())]
    while parts := [value for value in levels[-1] if isinstance(value, _HOLDERS)]:
        levels.append([one for part in parts for one in (part.values() if isinstance(part, dict) else part)])
        if levels[-1]:
            _require("NESTING", NESTING, len(levels), "or more objects and lists within each other")
    return levels


def _require_measures(document: DocumentNode) -> None:
    nodes = list(_walk(document))
    _require(
        "ALIASES", ALIASES, sum(isinstance(node, FieldNode) and node.alias is not None for node in nodes), "aliases"
    )
    _require("FRAGMENTS", FRAGMENTS, sum(isinstance(node, FragmentDefinitionNode) for node in nodes), "fragments")
    _require("DIRECTIVES", DIRECTIVES, sum(isinstance(node, DirectiveNode) for node in nodes), "directives")
    _require("SELECTIONS", SELECTIONS, sum(isinstance(node, FieldNode) for node in nodes), "selected fields")
    numbers = (len(node.value) for node in nodes if isinstance(node, IntValueNode | FloatValueNode))
    _require("DIGITS", DIGITS, max(numbers, default=0), "digits in a number")
    _require("NESTING", NESTING, _nesting(document), "objects and lists within each other")
    measure = _Measure(document)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            depth, selections = measure.of(definition.selection_set)
            _require("DEPTH", DEPTH, depth, "fields within each other")
            _require("SELECTIONS", SELECTIONS, selections, "selected fields, fragments written out")


def _require(limit: str, allowed: int, found: int, of_what: str) -> None:
    if found > allowed:
        raise TooMuch(limit, allowed, found, f"The document has {found} {of_what}; at most {allowed} are allowed.")


class _Measure:
    """Depth and number of selected fields with fragments written out, each fragment measured once."""

    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._known: dict[str, tuple[int, int]] = {}

    def of(self, selections: SelectionSetNode | None) -> tuple[int, int]:
        """(depth, number of fields) of a selection set."""
        depth = count = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                inner = (0, 0) if node.name.value in INTROSPECTION else self.of(node.selection_set)
                deep, many = inner[0] + 1, inner[1] + 1
            elif isinstance(node, FragmentSpreadNode):
                deep, many = self._spread(node.name.value)
            else:
                deep, many = self.of(node.selection_set if isinstance(node, InlineFragmentNode) else None)
            depth, count = max(depth, deep), count + many
        return depth, count

    def _spread(self, name: str) -> tuple[int, int]:
        if name not in self._known:
            self._known[name] = (0, 0)  # a cycle ends here; validation refuses it
            if name in self._fragments:
                self._known[name] = self.of(self._fragments[name].selection_set)
        return self._known[name]


def _nesting(document: DocumentNode) -> int:
    """The deepest nesting of objects and lists in a value."""
    deepest = 0
    holders = [node for node in _walk(document) if isinstance(node, ArgumentNode | VariableDefinitionNode)]
    values = [(value, 1) for node in holders for value in _children(node)]
    while values:
        node, depth = values.pop()
        if isinstance(node, ObjectValueNode | ListValueNode):
            deepest, depth = max(deepest, depth), depth + 1
        values += [(child, depth) for child in _children(node)]
    return deepest


def _walk(document: DocumentNode) -> list[Node]:
    """All nodes of a document, without recursion."""
    found: list[Node] = []
    waiting: list[Node] = [document]
    while waiting:
        found.append(waiting.pop())
        waiting += _children(found[-1])
    return found


def _children(node: Node) -> list[Node]:
    children: list[Node] = []
    for key in node.keys:
        value = getattr(node, key, None)
        if isinstance(value, Node):
            children.append(value)
        elif isinstance(value, list | tuple):
            children += [part for part in value if isinstance(part, Node)]
    return children
