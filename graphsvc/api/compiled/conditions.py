"""@skip and @include: decided when a plan is made, so that a plan is for one set of values of their variables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphql import DocumentNode, FieldNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode, VariableNode

Conditions = tuple[tuple[str, Any], ...]
"""(variable, its value) of each variable that @skip or @include asks; a variable that was left out is absent."""


def conditions_of(document: DocumentNode) -> Callable[[Mapping[str, Any]], Conditions]:
    """What picks the values of such variables from those of a request."""
    asked = tuple(sorted({name for definition in document.definitions for name in _asked(definition)}))
    if not asked:
        return lambda variables: ()
    return lambda variables: tuple((name, variables[name]) for name in asked if name in variables)


def _asked(definition: Any) -> Iterator[str]:
    waiting: list[Any] = [definition]
    while waiting:
        node = waiting.pop()
        if isinstance(node, FieldNode | FragmentSpreadNode | InlineFragmentNode):
            for directive in node.directives:
                yield from (one.value.name.value for one in directive.arguments if isinstance(one.value, VariableNode))
        selections: SelectionSetNode | None = getattr(node, "selection_set", None)
        waiting += selections.selections if selections is not None else ()
