"""Invented names: a kind of group, the word "Verzonnen" (invented) and a thing, as in "Buurtkring De Verzonnen Gieter".

The marker is part of the name, so it goes along wherever the name goes: onto a map, into a file, into a letter. No real
organisation calls itself invented, and the names stay short and different enough to tell apart.
"""

from __future__ import annotations

from collections import Counter

from graphsvc.model.vocabularies import ActorKind
from graphsvc.seeding.chance import Chance
from graphsvc.seeding.tables import words

MARKER: str = words()["marker"]


class Names:
    """Hands out names, each once."""

    def __init__(self, chance: Chance, *, plain: bool) -> None:
        """`plain` leaves out colours, for a region that is small enough to do without."""
        self._chance, self._plain = chance, plain
        self._given: Counter[str] = Counter()

    def actor(self, kind: ActorKind) -> str:
        """A name for an actor of this kind."""
        return self._fresh(words()["groups"][kind])

    def place(self) -> tuple[str, str]:
        """The kind and the name of a meeting place."""
        places = words()["places"]
        number = self._chance.whole(0, len(places["kinds"]) - 1)
        return places["kinds"][number], self._fresh([places["names"][number]])

    def of(self, text: str) -> str:
        """A name for something else, such as a process: "Verzonnen traject: ..."; a repeat gets a number."""
        return self._once(f"{MARKER} {text}")

    def _fresh(self, starts: list[str]) -> str:
        for _ in range(8):
            name = self._draw(starts)
            if name not in self._given:
                break
        return self._once(name)

    def _draw(self, starts: list[str]) -> str:
        chance = self._chance
        colour = "" if self._plain else f"{chance.one(words()['colours'])} "
        return f"{chance.one(starts)} De {MARKER} {colour}{chance.one(words()['things'])}"

    def _once(self, name: str) -> str:
        self._given[name] += 1
        count = self._given[name]
        return name if count == 1 else f"{name} {count}"
