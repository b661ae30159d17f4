"""Lists in an answer."""

from __future__ import annotations

from typing import Any

from graphql import FieldNode

from graphsvc.api.compiled.faults import broken, lost
from graphsvc.api.compiled.objects import AtOnce, Complete
from graphsvc.api.state import State


def required_items(complete: Complete | None, nodes: list[FieldNode], said: str) -> Complete:
    """What writes a list in which nothing is null; `said`: what it says when something is."""

    def items(values: Any, state: State) -> list[Any]:
        answer: list[Any] = []
        add = answer.append
        try:
            for value in values:
                if value is None:
                    raise TypeError(said)
                add(value if complete is None else complete(value, state))
        except Exception as error:
            raise broken(error, len(answer), nodes, answer) from None
        return answer

    return items


def nullable_items(complete: Complete | None, nodes: list[FieldNode]) -> Complete:
    """What writes a list in which things may be null, and are when something in them fails."""

    def items(values: Any, state: State) -> list[Any]:
        answer: list[Any] = []
        for value in values:
            try:
                answer.append(value if value is None or complete is None else complete(value, state))
            except Exception as error:
                answer.append(lost(error, nodes, state))
        return answer

    return items


def items_at_once(all_of: AtOnce, one_by_one: Complete) -> Complete:
    """What writes a list of objects that can be written at once; one by one when something among them is no object."""

    def items(values: Any, state: State) -> list[Any]:
        try:
            return all_of(values, state)
        except AttributeError:
            found: list[Any] = one_by_one(values, state)
            return found

    return items
