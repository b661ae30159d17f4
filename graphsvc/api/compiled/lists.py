"""Lists in an answer."""

from __future__ import annotations

from typing import Any

from graphql import FieldNode

from graphsvc.api.compiled.faults import broken, lost
from graphsvc.api.compiled.objects import Complete
from graphsvc.api.state import State


def list_of(item: Complete, nodes: list[FieldNode]) -> Complete:
    """What writes a list; `item` writes one thing in it, None included."""

    def complete(values: Any, state: State) -> list[Any]:
        answer: list[Any] = []
        add = answer.append
        try:
            for value in values:
                add(item(value, state))
        except Exception as error:
            raise broken(error, len(answer), nodes, answer) from None
        return answer

    return complete


def required_item(complete: Complete | None, said: str) -> Complete:
    """One thing in a list where null is not allowed; `said`: what it says of null."""

    def item(value: Any, state: State) -> Any:
        if value is None:
            raise TypeError(said)
        return value if complete is None else complete(value, state)

    return item


def nullable_item(complete: Complete | None, nodes: list[FieldNode]) -> Complete:
    """One thing in a list where null is allowed."""

    def item(value: Any, state: State) -> Any:
        if value is None or complete is None:
            return value
        try:
            return complete(value, state)
        except Exception as error:
            return lost(error, nodes, state)

    return item
