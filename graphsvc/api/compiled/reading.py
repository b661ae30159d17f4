"""How the value of a field is read from the object it is asked of: each way that a definition can have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphsvc.api.compiled.arguments import Fill
from graphsvc.api.definitions import FieldDefinition
from graphsvc.api.state import State

Reading = Callable[[Any, State], Any]
"""(the object the field is asked of, the state of the request) -> the value."""


def reading_of(field: FieldDefinition, fill: Fill) -> Reading:
    """What reads a field at one place in a document, with its arguments there."""
    if field.read is not None:
        return field.read
    return _prepared(field, fill) if field.prepare is not None else _computed(field, fill)


def _prepared(field: FieldDefinition, fill: Fill) -> Reading:
    """The arguments are looked at when the first object comes, not before: of no objects nothing is wrong."""
    prepare, place = field.prepare, object()
    assert prepare is not None

    def read(value: Any, state: State) -> Any:
        prepared = state.prepared
        if place not in prepared:
            prepared[place] = prepare(fill(state.variables), state)
        return prepared[place](value)

    return read


def _computed(field: FieldDefinition, fill: Fill) -> Reading:
    name = field.name
    return lambda value, state: state.computed_value(name, fill(state.variables))
