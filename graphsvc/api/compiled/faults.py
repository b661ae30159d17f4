"""Faults in an answer: where they are found, and what becomes null because of them.

No closure knows its path. What fails raises; an object or list that holds it raises `Broken` with its own key put before
the path; where null is allowed the mark `Lost` is left in the answer. `settle` takes the marks out again.
"""

from __future__ import annotations

from typing import Any

import msgspec
from graphql import FieldNode, GraphQLError, located_error

from graphsvc.api.state import State

Path = tuple[str | int, ...]


class Fault(msgspec.Struct, frozen=True):
    """One thing that failed: where, below what holds it, and the nodes of the document that asked it."""

    path: Path
    error: Exception
    nodes: list[FieldNode]


class Broken(Exception):
    """A value that cannot be told, with its faults. It makes null what holds it, up to where null is allowed."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(len(faults))


class Lost:
    """Stands in an answer where null is to stand, with the faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults


def lost(error: Exception, nodes: list[FieldNode], state: State) -> Lost:
    """The mark of a value that failed where null is allowed."""
    mark = Lost(error.faults if isinstance(error, Broken) else [Fault((), error, nodes)])
    state.lost.append(mark)
    return mark


def broken(error: Exception, key: str | int, nodes: list[FieldNode], answered: Any) -> Broken:
    """What an object or list raises when what it holds under a key failed; `answered`: what it held until then."""
    faults = settle(answered)
    if isinstance(error, Broken):
        faults += [_below(key, fault) for fault in error.faults]
    else:
        faults.append(Fault((key,), error, nodes))
    return Broken(faults)


def _below(key: str | int, fault: Fault) -> Fault:
    return Fault((key, *fault.path), fault.error, fault.nodes)


def settle(answer: Any) -> list[Fault]:
    """Put null for each mark in an answer; returns their faults with their paths."""
    found: list[Fault] = []
    waiting: list[tuple[Path, Any]] = [((), answer)]
    while waiting:  # no recursion: a value of JSON may be nested deep
        path, holder = waiting.pop()
        for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
            if isinstance(value, Lost):
                holder[key] = None
                found += [Fault((*path, key, *fault.path), fault.error, fault.nodes) for fault in value.faults]
            elif isinstance(value, dict | list):
                waiting.append(((*path, key), value))
    return found


def located(faults: list[Fault]) -> list[GraphQLError]:
    """The faults as graphql-core tells and orders them."""
    errors = [located_error(fault.error, fault.nodes, list(fault.path)) for fault in faults]
    return sorted(errors, key=lambda error: (error.locations or [], _comparable(error.path), error.message))


def _comparable(path: list[str | int] | None) -> list[tuple[bool, Any]]:
    """A key and a number may stand at the same place in two paths."""
    return [(isinstance(part, str), part) for part in path or ()]
