"""The invented actors: who they are, where they live, what they work on, and how they stand in the network."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import (
    DEFAULT_FORMALITY,
    ActorKind,
    Capacity,
    Formality,
    GovernmentRole,
    Openness,
    ParticipationLevel,
    Visibility,
)
from graphsvc.seeding.chance import Wheel
from graphsvc.seeding.clusters import seat
from graphsvc.seeding.draft import INVENTED, Draft
from graphsvc.seeding.players import Cast, Player
from graphsvc.seeding.sources import DEMONSTRATION_SOURCE
from graphsvc.seeding.tables import rows, words
from graphsvc.seeding.terrain import Spot
from graphsvc.seeding.themes import narrower

WORKS_IN: dict[ActorKind, tuple[str, ...]] = {
    ActorKind.WELFARE: ("district", "district", "municipality"),
    ActorKind.CARE: ("area", "area", "district"),
    ActorKind.AUTHORITY: ("district", "municipality"),
    ActorKind.PARTNERSHIP: ("municipality", "region"),
    ActorKind.KNOWLEDGE: ("area", "municipality"),
    ActorKind.HOUSING: ("district", "municipality"),
    ActorKind.FUNDER: ("municipality", "region"),
}
"""How widely each kind of formal actor works: one of these areas around its spot."""

CLOSED = 0.06
"""The share of formal actors that know nobody of the living world."""


class Casting:
    """Makes players, each from its own draws."""

    def __init__(self, draft: Draft, spots: list[Spot]) -> None:
        recipe = draft.recipe
        self.draft, self.chance, self._made = draft, draft.chance, 0
        kinds = {ActorKind[name]: weight for name, weight in recipe.kinds.items()}
        formal = {kind for kind in kinds if DEFAULT_FORMALITY[kind] is Formality.FORMAL}
        self.formal_kinds = Wheel({kind: weight for kind, weight in kinds.items() if kind in formal})
        self.other_kinds = Wheel({kind: weight for kind, weight in kinds.items() if kind not in formal})
        self.spots = Wheel([(spot, _people(draft, spot, spots)) for spot in spots])
        self.themes, self.fates = Wheel(recipe.themes), Wheel(recipe.fates)
        self.openness = Wheel({Openness[name]: weight for name, weight in recipe.openness.items()})
        self.capacity = Wheel({Capacity[name]: weight for name, weight in recipe.capacity.items()})
        self.accepted = Wheel({GovernmentRole.__members__.get(name): w for name, w in recipe.accepted.items()})
        self.wanted = Wheel({ParticipationLevel.__members__.get(name): w for name, w in recipe.wanted.items()})
        self.theme_names = {row["id"]: row["name"] for row in rows("themes")}

    def _count(self) -> int:
        self._made += 1
        return self._made - 1

    def living(self, spot: Spot) -> Player:
        """A player that is not formal, in this spot."""
        chance, kind = self.chance, self.other_kinds.spin(self.chance)
        themes = self._themes(2, spot.quiet)
        fate = self.fates.spin(chance)
        set_by_hand = kind in (ActorKind.BUSINESS, ActorKind.OTHER) and chance.often(0.4)
        actor = self._actor(kind, themes, fate, spot, "living", () if set_by_hand else ("formality",))
        return Player(self._count(), actor, spot, fate, themes, spot.area, chance.heavy(1.5, 25))

    def formal(self, spot: Spot) -> Player:
        """A formal player that works in or around this spot."""
        chance, kind = self.chance, self.formal_kinds.spin(self.chance)
        themes = self._themes(3, frozenset())
        fate = "CLOSED" if chance.often(CLOSED) else "TIED"
        actor = self._actor(kind, themes, fate, spot, "formal", ("formality",))
        hub = 4.0 if kind is ActorKind.WELFARE else 1.0
        area: str = getattr(spot, chance.one(WORKS_IN[kind]))
        return Player(self._count(), actor, spot, fate, themes, area, hub * chance.heavy(1.1, 60))

    def _actor(
        self, kind: ActorKind, themes: tuple[str, ...], fate: str, spot: Spot, world: str, assumed: tuple[str, ...]
    ) -> Actor:
        draft, chance = self.draft, self.chance
        id = draft.id("a")
        about = " en ".join(self.theme_names[theme].lower() for theme in themes)
        return Actor(
            id=id,
            name=draft.names.actor(kind),
            actor_kind=kind,
            formality=DEFAULT_FORMALITY[kind],
            assumed=assumed,
            sector=words()["sectors"].get(kind),
            description=f"Verzonnen. Werkt aan {about}.",
            contact_role=chance.one(words()["roles"][world]),
            contact_point=f"post@{id}.example" if chance.often(0.6) else None,
            source=DEMONSTRATION_SOURCE,
            tags=INVENTED,
            visibility=draft.visibility() if world == "living" else Visibility.PUBLIC,
            last_verified=draft.ago(10, 200) if chance.often(draft.recipe.fresh[spot.known]) else draft.ago(380, 900),
            valid_from=draft.ago(2_600, 6_000) if chance.often(0.7) else None,
            **self._own_say(fate, spot, world),
        )

    def _own_say(self, fate: str, spot: Spot, world: str) -> dict[str, Any]:
        """What the actor said itself; nothing where nobody asked."""
        draft, chance = self.draft, self.chance
        if world == "formal":
            return {"residents_reached": chance.whole(3, 80) * 10 if chance.often(0.4) else None}
        if not spot.asked and chance.often(0.7):
            return {}
        capacity = self.capacity.spin(chance)
        if fate == "BUSY" and chance.often(0.6):
            capacity = Capacity.OVERASKED
        old = chance.often(0.15)
        return {
            "capacity": capacity,
            "capacity_on": None if capacity is Capacity.UNKNOWN else draft.ago(190, 500) if old else draft.ago(5, 150),
            "open_to_contact": self.openness.spin(chance),
            "accepted_role": self.accepted.spin(chance),
            "wanted_level": self.wanted.spin(chance),
            "told_on": draft.ago(190, 500) if old else draft.ago(5, 150),
            "residents_reached": chance.whole(3, 150) if chance.often(0.5) else None,
        }

    def _themes(self, most: int, quiet: frozenset[str]) -> tuple[str, ...]:
        chance = self.chance
        found: dict[str, None] = {}
        while not found:
            for _ in range(chance.whole(1, most)):
                theme = self.themes.spin(chance)
                if theme in quiet:
                    continue
                inside = narrower(theme)
                found[chance.one(inside) if inside and chance.often(0.3) else theme] = None
        return tuple(found)


def assemble(draft: Draft, spots: list[Spot]) -> Cast:
    """The cast of the plan, their records added to the draft."""
    casting = Casting(draft, spots)
    formal_count = round(draft.plan.actors * draft.recipe.formal_at)
    formal = [casting.formal(casting.spots.spin(draft.chance)) for _ in range(formal_count)]
    living = [casting.living(casting.spots.spin(draft.chance)) for _ in range(draft.plan.actors - formal_count)]
    clusters = seat(draft, living)
    for player in [*living, *formal]:
        draft.add(player.actor)
    return Cast(living, formal, clusters, _formal_in(formal))


def _people(draft: Draft, spot: Spot, spots: list[Spot]) -> float:
    """The weight of a spot: its residents, or in the demonstration such that its centre has its share."""
    fixed = draft.plan.fixed
    if fixed is None:
        return spot.residents
    same = [other for other in spots if (other.municipality == fixed.home) == (spot.municipality == fixed.home)]
    share = fixed.home_share if spot.municipality == fixed.home else 1 - fixed.home_share
    return share * spot.residents / sum(other.residents for other in same)


def _formal_in(formal: list[Player]) -> dict[str, Wheel[Player]]:
    found: defaultdict[str, list[tuple[Player, float]]] = defaultdict(list)
    for player in formal:
        if player.fate != "CLOSED":
            found[player.area].append((player, player.pull))
    return {area: Wheel(pairs) for area, pairs in found.items()}
