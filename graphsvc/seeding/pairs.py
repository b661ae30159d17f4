"""Who is tied to whom: pairs of players for each sort of tie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Literal

from graphsvc.model.vocabularies import ActorKind
from graphsvc.seeding.chance import Chance, Wheel
from graphsvc.seeding.players import IN_CONTACT, Cast, Player

Pair = tuple[Player, Player]
Sort = Literal["BONDING", "BRIDGING", "CONTACT", "SYSTEM", "FUNDS", "MEMBER_OF", "PART_OF"]
"""Why two are tied; it decides the kinds a tie may have."""

NEARNESS = Wheel({0: 40, 1: 35, 2: 21, 3: 4})
"""How many steps outwards a formal partner is looked for: neighbourhood, district, municipality, region."""

KNOWN_NEARBY = 0.8
"""The share of formal actors that try to know somebody of the living world nearby."""


class Pairs:
    """Draws pairs of players. A pair may come twice, and its two ends may be the same: the caller draws again then."""

    def __init__(self, cast: Cast, chance: Chance) -> None:
        self.cast, self.chance = cast, chance
        self.joined = [player for cluster in cast.clusters for player in cluster]
        self.open = [player for player in self.joined if player.fate not in ("INSIDE", "CUT_OFF")]
        self.cluster_of = {player.number: number for number, table in enumerate(cast.clusters) for player in table}
        self.crowded = Wheel([(cluster, float(len(cluster) - 1)) for cluster in cast.clusters])
        self.meeting = Wheel(
            [
                (player, player.pull * (8 if player.fate == "BUSY" else 1))
                for player in self.joined
                if player.fate in ("TIED", "BUSY")
            ]
        )
        self.near_by = self._by_place()
        self.welfare = _of_kind(cast.formal, ActorKind.WELFARE)
        self.givers = _of_kind(cast.formal, ActorKind.FUNDER, ActorKind.AUTHORITY)
        self.umbrellas = [
            *_of_kind(cast.formal, ActorKind.PARTNERSHIP),
            *_of_kind(self.open, ActorKind.COUNCIL, ActorKind.ASSOCIATION),
        ]
        draws: tuple[tuple[Sort, object, Callable[[], Pair]], ...] = (
            ("BONDING", self.crowded, self.bonding),
            ("BRIDGING", self.open, self.bridging),
            ("CONTACT", self.meeting, self.contact),
            ("SYSTEM", cast.formal, self.system),
            ("FUNDS", self.givers and self.meeting, self.funds),
            ("MEMBER_OF", self.umbrellas and self.open, self.member_of),
            ("PART_OF", self.welfare[1:], self.part_of),
        )
        self.draws = {sort: draw for sort, needed, draw in draws if needed}
        """How to draw one more pair of a sort; a small region may lack those that a sort needs."""

    def _by_place(self) -> dict[str, list[Player]]:
        """Per district, and per municipality and theme, the players that may know others outside their cluster."""
        found: defaultdict[str, list[Player]] = defaultdict(list)
        for player in self.open:
            for key in (player.spot.district, *(player.spot.municipality + theme for theme in player.themes)):
                found[key].append(player)
        return found

    # What must be there, whatever the numbers

    def trees(self) -> Iterator[Pair]:
        """Every cluster holds together: each but the first knows an earlier one, mostly one that draws many."""
        for cluster in self.cast.clusters:
            for number in range(1, len(cluster)):
                rivals = self.chance.few(cluster[:number], 3)
                yield cluster[number], max(rivals, key=lambda player: player.pull)

    def gates(self) -> Iterator[Pair]:
        """A far cluster has one who knows somebody of the district that is in contact with the system world."""
        for player in self.joined:
            if player.fate != "GATE":
                continue
            others = [other for other in self.near_by[player.spot.district] if other.fate in IN_CONTACT]
            if others:
                yield player, self.chance.one(others)

    def first_contacts(self) -> Iterator[Pair]:
        """Whoever is in contact with the system world has a formal partner; most formal actors know a neighbour."""
        for player in self.joined:
            if player.fate in IN_CONTACT:
                yield player, self.formal_for(player)
        for formal in self.cast.formal:
            players = self.near_by.get(formal.spot.district, [])
            if formal.fate != "CLOSED" and players and self.chance.often(KNOWN_NEARBY):
                player = self.chance.one(players)
                if player.fate in ("TIED", "BUSY"):
                    yield player, formal

    def formal_for(self, player: Player) -> Player:
        """A formal actor around a player, rather a near one and rather one that draws many."""
        near = self.cast.near(player.spot)
        if not near:
            return self.chance.one(self.cast.formal)
        return near[min(NEARNESS.spin(self.chance), len(near) - 1)].spin(self.chance)

    # One more of a sort

    def bonding(self) -> Pair:
        """Two at the same table."""
        cluster = self.crowded.spin(self.chance)
        return self.chance.one(cluster), self.chance.one(cluster)

    def bridging(self) -> Pair:
        """Two of different tables: neighbours, or on the same theme, seldom neither."""
        player = self.chance.one(self.open)
        key = player.spot.district
        if self.chance.often(0.4):
            key = player.spot.municipality + self.chance.one(player.themes)
        other = self.chance.one(self.open if self.chance.often(0.08) else self.near_by[key])
        same_table = self.cluster_of[player.number] == self.cluster_of[other.number]
        return (player, player) if same_table else (player, other)

    def contact(self) -> Pair:
        """The living world and the system world."""
        player = self.meeting.spin(self.chance)
        return player, self.formal_for(player)

    def system(self) -> Pair:
        """Two formal actors."""
        player = self.chance.one(self.cast.formal)
        return player, self.formal_for(player)

    def funds(self) -> Pair:
        """Who gives money, and who gets it."""
        return self.chance.one(self.givers), self.meeting.spin(self.chance)

    def member_of(self) -> Pair:
        """A member and what it is a member of."""
        return self.chance.one(self.open), self.chance.one(self.umbrellas)

    def part_of(self) -> Pair:
        """A team of a welfare organisation: always of an earlier one, so that none is part of itself."""
        number = self.chance.whole(1, len(self.welfare) - 1)
        return self.welfare[number], self.welfare[self.chance.whole(0, number - 1)]


def _of_kind(players: list[Player], *kinds: ActorKind) -> list[Player]:
    return [player for player in players if player.actor.actor_kind in kinds]
