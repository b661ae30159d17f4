"""A player is an actor with what the generator must know of it; a cast is all of them."""

from __future__ import annotations

import msgspec

from graphsvc.model.records import Actor
from graphsvc.seeding.chance import Wheel
from graphsvc.seeding.terrain import Spot

IN_CONTACT = frozenset({"ONE_PERSON", "TIED", "BUSY"})
"""The fates of who is in contact with a formal actor."""


class Player(msgspec.Struct, eq=False):
    """An actor with what the generator must know of it."""

    number: int
    actor: Actor
    spot: Spot
    fate: str
    """ALONE, APART (living world only), ONE_PERSON, TIED or BUSY; in a far cluster GATE (the one who knows others) and
    INSIDE; in one that is cut off CUT_OFF. Of a formal actor TIED, or CLOSED."""
    themes: tuple[str, ...]
    area: str
    """Where it is active."""
    pull: float
    """How much it draws ties to itself."""

    @property
    def id(self) -> str:
        return self.actor.id


class Cast(msgspec.Struct):
    """All players."""

    living: list[Player]
    formal: list[Player]
    clusters: list[list[Player]]
    """The living world by place: who could sit at one table. Who stands alone is in none."""
    formal_in: dict[str, Wheel[Player]]
    """Per area the formal actors active there that know the living world, by their pull."""

    def near(self, spot: Spot) -> list[Wheel[Player]]:
        """The formal actors around a spot, from the nearest area outwards; none of them empty."""
        around = dict.fromkeys((spot.area, spot.district, spot.municipality, spot.region))
        return [self.formal_in[area] for area in around if area in self.formal_in]
