"""Values of an interface: written as what each of them is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphsvc.api.compiled.objects import Complete
from graphsvc.api.state import State


def one_of(type_of: Callable[[Any], str], compile: Callable[[str], Complete]) -> Complete:
    """What writes a value of any type; each type is compiled when the first value of it comes, and kept."""
    compiled: dict[str, Complete] = {}

    def complete(value: Any, state: State) -> Any:
        name = type_of(value)
        found = compiled.get(name)
        if found is None:
            found = compiled[name] = compile(name)
        return found(value, state)

    return complete
