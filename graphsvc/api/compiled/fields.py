"""Fields in an answer: what is read, completed, and null or a fault when there is nothing."""

from __future__ import annotations

from typing import Any

from graphql import FieldNode

from graphsvc.api.compiled.faults import lost
from graphsvc.api.compiled.objects import Complete
from graphsvc.api.compiled.reading import Reading
from graphsvc.api.state import State


def required_field(read: Reading, complete: Complete | None, said: str) -> Complete:
    """A field that is never null; `said`: what it says when it is. What fails in it fails what holds it."""
    if complete is None:

        def leaf(value: Any, state: State) -> Any:
            found = read(value, state)
            if found is None:
                raise TypeError(said)
            return found

        return leaf

    def field(value: Any, state: State) -> Any:
        found = read(value, state)
        if found is None:
            raise TypeError(said)
        return complete(found, state)

    return field


def nullable_field(read: Reading, complete: Complete | None, nodes: list[FieldNode]) -> Complete:
    """A field that may be null, and is when something in it fails."""

    def field(value: Any, state: State) -> Any:
        try:
            found = read(value, state)
            return found if found is None or complete is None else complete(found, state)
        except Exception as error:
            return lost(error, nodes, state)

    return field
