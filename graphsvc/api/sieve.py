"""A filter as lists use it: one test, whether it is asked of all records of a kind or of the few at one record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from graphsvc.api.masks import Test, looks
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.numbered import numbers_of, seen_numbers
from graphsvc.graph.view import View
from graphsvc.model.records import Kept, Link, Tie

R = TypeVar("R", bound=Kept)


class Sieve:
    """Lets through the records of one kind that a filter asks; `look` is told what looking at them counts."""

    def __init__(self, struct: type[Kept], test: Test, view: View, look: Callable[[float], None]) -> None:
        self._struct, self._test, self._view, self._look = struct, test, view, look

    def passes(self, numbers: Numbers) -> Mask:
        """Which of these records come through."""
        self._look(looks(len(numbers), self._test.cost))
        return self._test.passes(numbers)

    def among(self, records: Sequence[R]) -> list[R]:
        """Those of some records that come through."""
        mask = self.passes(numbers_of(records, self._view.graph))
        return [record for record, through in zip(records, mask.tolist(), strict=True) if through]

    def all_through(self) -> Callable[[Kept], bool]:
        """Tells of any record that the view shows whether it comes through: for who goes from one to the next."""
        graph = self._view.graph
        ids, records = (
            (graph.edge_number, len(graph.edges))
            if self._struct in (Tie, Link)
            else (graph.node_number, len(graph.nodes))
        )
        numbers = seen_numbers(self._view, self._struct)
        through = np.zeros(records, np.bool_)
        through[numbers] = self.passes(numbers)
        passed = through.tolist()
        return lambda record: passed[ids[record.id]]
