"""What filters are made of: where they read, and each thing they can ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from graphsvc.api.masks import Test
from graphsvc.api.state import State
from graphsvc.errors import NotFound
from graphsvc.graph.view import View
from graphsvc.model.records import Kept


class Scope(msgspec.Struct, frozen=True):
    """Where a filter reads: the state of the request and the view of its list."""

    state: State
    view: View
    inner: Callable[[type[Kept], Mapping[str, Any] | None, Scope, str], Test]
    """The test of other records that a filter within a filter asks; its outcome is kept per record."""

    def test(self, struct: type[Kept], asked: Mapping[str, Any] | None, place: str) -> Test:
        """The test of records of a kind, for a filter at this place in the input."""
        return self.inner(struct, asked, self, place)


def require_record(view: View, id: str | None, struct: type[Kept], place: str) -> None:
    """Raises NotFound when an id is given that is no record of this type that the view shows."""
    if id is not None and not isinstance(view.get(id), struct):
        raise NotFound(f"{place}: there is no {struct.kind.words.en} {id}.")


Compile = Callable[[Any, Scope, str], Test]
"""(what is asked, scope, its place in the input) -> the test of records, by their numbers."""


class FilterField(msgspec.Struct, frozen=True):
    """One thing a filter can ask of a record."""

    name: str
    type: str
    description: str
    compile: Compile
    figures: bool = False
    """Whether it takes the figures of analysis."""
