"""One thing that says that residents are reached: what it rests on, by whom, when and how many."""

from __future__ import annotations

from datetime import date

import msgspec

from graphsvc.model.vocabularies import ReachEvidence


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Holds ids only. What is not known is None."""

    kind: ReachEvidence
    actors: tuple[str, ...]
    """By whom they are reached; of what was heard: who took part or answered, and nobody when nobody did."""
    records: tuple[str, ...]
    """What it rests on: links and offerings, an actor with its number, a signal, a process or a review."""
    residents: int | None = None
    """How many residents it speaks of."""
    on: date | None = None
    """The day it is of."""
    source: str | None = None
    area_wide: bool = False
    """Whether it is of an actor that only works more widely than this area: shown apart, and not counted."""

    @property
    def id(self) -> str:
        """By what it stands in a list."""
        return " ".join((*self.records, *self.actors))
