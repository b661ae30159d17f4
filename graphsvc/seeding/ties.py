"""The ties: close ones round a place, a few bridges, contact with the system world, and money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import (
    Confirmation,
    Frequency,
    GovernmentRole,
    TieBasis,
    TieKind,
    Visibility,
)
from graphsvc.seeding.chance import Wheel
from graphsvc.seeding.draft import INVENTED, Draft
from graphsvc.seeding.pairs import Pair, Pairs, Sort
from graphsvc.seeding.players import Cast, Player
from graphsvc.seeding.sources import source_ids

K, C, F = TieKind, Confirmation, Frequency

KINDS: dict[Sort, Wheel[TieKind]] = {
    "BONDING": Wheel({K.KNOWS: 35, K.EXCHANGES: 30, K.COLLABORATES: 35}),
    "BRIDGING": Wheel({K.KNOWS: 40, K.EXCHANGES: 25, K.COLLABORATES: 35}),
    "CONTACT": Wheel({K.KNOWS: 25, K.REFERS_TO: 25, K.COLLABORATES: 28, K.FACILITATES: 16, K.EXCHANGES: 6}),
    "SYSTEM": Wheel({K.REFERS_TO: 35, K.COLLABORATES: 38, K.EXCHANGES: 17, K.KNOWS: 10}),
    "FUNDS": Wheel({K.FUNDS: 1}),
    "MEMBER_OF": Wheel({K.MEMBER_OF: 1}),
    "PART_OF": Wheel({K.PART_OF: 1}),
}
INTENSITY = Wheel({1: 14, 2: 44, 3: 32, 4: 10})
FIRM = Wheel({2: 52, 3: 38, 4: 10})
FREQUENCY = Wheel({F.DAILY: 4, F.WEEKLY: 24, F.MONTHLY: 34, F.QUARTERLY: 22, F.YEARLY: 11, F.RARELY: 5})
CONFIRMED = {
    "WELL": Wheel({C.MUTUAL: 47, C.ONE_SIDED: 19, C.NOT_ASKED: 34}),
    "PARTLY": Wheel({C.MUTUAL: 26, C.ONE_SIDED: 20, C.NOT_ASKED: 54}),
    "SILENT": Wheel({C.NOT_ASKED: 1}),
    "NOT": Wheel({C.NOT_ASKED: 1}),
}
TRIES = 12
"""How often a pair is drawn again when it is no pair or tied already."""


def weave(draft: Draft, cast: Cast) -> Iterator[Tie]:
    """The ties of the plan, as many as it asks. First what must be there, then each sort up to its share."""
    return Weaver(draft, cast).all()


class Weaver:
    """Makes ties from pairs, each pair once as long as there are pairs enough."""

    def __init__(self, draft: Draft, cast: Cast) -> None:
        self.draft, self.chance, self.recipe = draft, draft.chance, draft.recipe
        self.pairs, self.sources = Pairs(cast, draft.chance), source_ids(draft.plan.prefix)
        self.roles = Wheel({GovernmentRole[name]: weight for name, weight in draft.recipe.roles.items()})
        self.known: set[int] = set()
        self.made: dict[Sort, int] = dict.fromkeys(KINDS, 0)

    def all(self) -> Iterator[Tie]:
        yield from self._needed("BONDING", self.pairs.trees())
        yield from self._needed("BRIDGING", self.pairs.gates())
        yield from self._needed("CONTACT", self.pairs.first_contacts())
        total, weights = self.draft.plan.ties, self.recipe.ties
        for sort in KINDS:
            share = round(total * weights[sort] / sum(weights.values()))
            yield from self._more(sort, min(share - self.made[sort], total - sum(self.made.values())))
        for sort in ("CONTACT", "BONDING"):
            yield from self._more(sort, total - sum(self.made.values()), again=True)

    def _needed(self, sort: Sort, pairs: Iterable[Pair]) -> Iterator[Tie]:
        for start, end in pairs:
            self._is_new(start, end)
            yield self._tie(sort, start, end, FIRM, lasting=True)

    def _more(self, sort: Sort, count: int, *, again: bool = False) -> Iterator[Tie]:
        """More ties of a sort; `again` lets a pair that is tied already have another tie, as happens."""
        if sort not in self.pairs.draws:
            return
        draw = self.pairs.draws[sort]
        for _ in range(count):
            for _ in range(TRIES):
                start, end = draw()
                if start is not end and (self._is_new(start, end) or again):
                    yield self._tie(sort, start, end, INTENSITY, lasting=sort == "PART_OF")
                    break

    def _is_new(self, start: Player, end: Player) -> bool:
        low, high = sorted((start.number, end.number))
        key = low * self.draft.plan.actors + high
        if key in self.known:
            return False
        self.known.add(key)
        return True

    def _tie(self, sort: Sort, start: Player, end: Player, intensity: Wheel[int], *, lasting: bool) -> Tie:
        """One tie. `start` tells: it is the one of the living world where only one is."""
        chance, kind = self.chance, KINDS[sort].spin(self.chance)
        self.made[sort] += 1
        known = start.spot.known
        confirmation = CONFIRMED[known].spin(chance)
        personal = sort == "CONTACT" and (start.fate == "ONE_PERSON" or chance.often(0.15))
        begin, verified, end_day = self._days(known, kind, lasting)
        turned = sort == "CONTACT" and (kind is K.FACILITATES or (kind is K.REFERS_TO and chance.often(0.5)))
        asked = confirmation is not C.NOT_ASKED
        return Tie(
            id=self.draft.id("t"),
            from_id=end.id if turned else start.id,
            to_id=start.id if turned else end.id,
            tie_kind=kind,
            directed=kind is not K.COLLABORATES,
            intensity=intensity.spin(chance),
            frequency=FREQUENCY.spin(chance) if chance.often(0.6) else None,
            formalised=kind is K.FUNDS or kind is K.PART_OF or chance.often(0.2) if sort != "BONDING" else None,
            government_role=self.roles.spin(chance) if kind in (K.FUNDS, K.FACILITATES) else None,
            basis=TieBasis.PERSONAL if personal else TieBasis.ORGANISATION if sort in ("CONTACT", "SYSTEM") else None,
            carried_by=f"{end.actor.name}, {end.actor.contact_role}" if personal else None,
            confirmation=confirmation,
            trust=self._degree() if asked else None,
            value=self._degree() if asked else None,
            amount=float(chance.whole(2, 60) * 500) if kind is K.FUNDS else None,
            confidence=self._confidence(confirmation),
            valid_from=begin,
            valid_to=end_day,
            last_verified=verified,
            visibility=Visibility.ADVISORS if personal and chance.often(0.5) else self.draft.visibility(),
            source=self._source(asked, verified),
            tags=INVENTED,
        )

    def _days(self, known: str, kind: TieKind, lasting: bool) -> tuple[date, date | None, date | None]:
        """When the tie began, was last verified, and ended or will end."""
        draft, chance = self.draft, self.chance
        if chance.often(self.recipe.fresh[known]):
            verified: date | None = draft.ago(10, 150)
        else:
            verified = draft.ago(380, 900) if chance.often(0.9) else None
        begin = (verified or draft.plan.today) - timedelta(chance.whole(30, 1_600))
        end: date | None = None
        if kind is K.FUNDS and chance.often(0.5):
            end = draft.ahead(30, 800)
        elif not lasting and chance.often(0.04):
            end = draft.plan.today - timedelta(chance.whole(0, 300))
            end = max(end, (verified or begin) + timedelta(1))
        return begin, verified, end

    def _confidence(self, confirmation: Confirmation) -> float | None:
        if confirmation is C.MUTUAL:
            return 0.95
        if confirmation is C.ONE_SIDED:
            return 0.6
        return 0.75 if self.chance.often(0.4) else None

    def _degree(self) -> float | None:
        """Trust or value: a mean of three items from 1 to 4."""
        return round(self.chance.whole(5, 12) / 3, 2) if self.chance.often(0.8) else None

    def _source(self, asked: bool, verified: date | None) -> str:
        recent = verified is not None and (self.draft.plan.today - verified).days < 200
        if asked:
            return self.sources.latest_survey if recent else self.sources.earlier_survey
        return self.sources.interviews if recent else self.sources.desk
