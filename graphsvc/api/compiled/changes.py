"""The fields of a mutation: carried out one after the other, each written when it is done."""

from __future__ import annotations

from inspect import isawaitable
from typing import Any

import msgspec
from graphql import FieldNode

from graphsvc.api.compiled.objects import Complete
from graphsvc.api.compiled.reading import Reading
from graphsvc.api.state import Failed, State


class Change(msgspec.Struct, frozen=True):
    """One field of a mutation."""

    key: str
    start: Reading
    """Gives what is awaited for the outcome."""
    write: Complete
    """Writes the outcome, as often as is asked: the change itself is carried out once."""
    nodes: list[FieldNode]

    async def outcome(self, state: State) -> Any:
        """What became of it; Failed when it was refused."""
        try:
            found = self.start(None, state)
            return await found if isawaitable(found) else found
        except Exception as error:
            return Failed(error)


def outcome_itself(outcome: Any, state: State) -> Any:
    """Reads an outcome. Raises why it was refused."""
    if isinstance(outcome, Failed):
        raise outcome.error
    return outcome
