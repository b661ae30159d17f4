"""Processes with residents, good and less good, and what residents asked to take over."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import msgspec

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Challenge, Process
from graphsvc.model.vocabularies import (
    ActorKind,
    ChallengeOutcome,
    GovernmentRole,
    Orientation,
    ParticipationLevel,
    Phase,
    Visibility,
)
from graphsvc.seeding.chance import Wheel
from graphsvc.seeding.draft import INVENTED, Draft
from graphsvc.seeding.players import Cast, Player
from graphsvc.seeding.sources import DEMONSTRATION_SOURCE, EARLIER, LASTED, LATEST
from graphsvc.seeding.tables import Row, rows
from graphsvc.seeding.terrain import Spot

LEVELS = tuple(ParticipationLevel)
COURSES = Wheel({"GOOD": 30, "LATE": 24, "BELOW": 20, "NO_FEEDBACK": 12, "RUNNING": 14})
"""How a process went: well, residents late, below what was promised, nothing told back, or not over yet."""
JOINED = {
    "GOOD": (Phase.AGENDA, Phase.DESIGN),
    "LATE": (Phase.DELIVERY, Phase.EVALUATION, Phase.AFTERWARDS),
    "BELOW": (Phase.DESIGN, Phase.DECISION),
    "NO_FEEDBACK": (Phase.DESIGN, Phase.DECISION),
    "RUNNING": (Phase.AGENDA, Phase.DESIGN),
}
OUTCOMES = Wheel(
    {
        ChallengeOutcome.PENDING: 38,
        ChallengeOutcome.ACCEPTED: 20,
        ChallengeOutcome.PARTLY: 15,
        ChallengeOutcome.REJECTED: 19,
        ChallengeOutcome.WITHDRAWN: 8,
    }
)


class Proceedings:
    """Makes processes and challenges, each in a spot, with the players around it."""

    def __init__(self, draft: Draft, cast: Cast, spots: list[Spot]) -> None:
        self.draft, self.cast, self.chance, self.spots = draft, cast, draft.chance, spots
        self.held = 0
        self.by_district: defaultdict[str, list[Player]] = defaultdict(list)
        for player in cast.living:
            self.by_district[player.spot.district].append(player)
        self.roles = Wheel({GovernmentRole[name]: weight for name, weight in draft.recipe.roles.items()})
        self.authorities = [p for p in cast.formal if p.actor.actor_kind is ActorKind.AUTHORITY] or cast.formal

    def hold(self) -> None:
        """The processes and challenges of the plan."""
        for _ in range(self.draft.number("processes")):
            self._process(self.chance.one(self.spots), self.chance.one(rows("processes")))
        for _ in range(self.draft.number("challenges")):
            self._challenge(self.chance.one(self.cast.living), self.chance.one(rows("challenges")))

    def _process(self, spot: Spot, row: Row) -> None:
        draft, chance, course = self.draft, self.chance, COURSES.spin(self.chance)
        joined = chance.one(JOINED[course])
        process = Process(
            id=draft.id("c"),
            name=draft.names.of(f"traject: {row['name']}"),
            question=row["question"],
            residents_joined=joined,
            government_role=self.roles.spin(chance),
            room_to_change=joined in (Phase.AGENDA, Phase.DESIGN) if chance.often(0.8) else None,
            compensation="Vrijwilligersvergoeding" if chance.often(0.25) else None,
            visibility=Visibility.PUBLIC if chance.often(0.7) else Visibility.PARTNERS,
            source=DEMONSTRATION_SOURCE,
            tags=INVENTED,
            **self._course(course),
        )
        process = msgspec.structs.replace(process, last_verified=self._verified(spot, process.start))
        draft.add(process)
        draft.link(LinkKind.LOCATED_IN, process.id, spot.district, DEMONSTRATION_SOURCE)
        draft.link(LinkKind.FOCUSES_ON, process.id, row["theme"], DEMONSTRATION_SOURCE)
        draft.link(LinkKind.CONCERNS, process.id, row["group"], DEMONSTRATION_SOURCE)
        if chance.often(0.4):
            scheme = chance.one(rows("funding_schemes"))["id"]
            draft.link(LinkKind.FUNDED_BY, process.id, scheme, DEMONSTRATION_SOURCE)
        self._take_part(process, spot)

    def _verified(self, spot: Spot, start: date | None) -> date | None:
        """A day in the latest round where residents were asked, else in the one before; never before it started."""
        self.held += 1
        begun = LATEST if spot.asked else EARLIER
        day = self.draft.plan.today - timedelta(begun - self.held % LASTED)
        if start is None or start <= day:
            return day
        return start if spot.asked else None

    def _course(self, course: str) -> dict[str, Any]:
        """Levels, days and what came of it."""
        draft, chance, good = self.draft, self.chance, course == "GOOD"
        aimed = chance.whole(2, 4) if course == "BELOW" else chance.whole(1, 4)
        start: date = draft.ago(20, 150) if course == "RUNNING" else draft.ago(330, 900)
        end = None if course == "RUNNING" else start + timedelta(chance.whole(90, 230))
        reached = None if course == "RUNNING" else LEVELS[aimed - chance.whole(1, 2) if course == "BELOW" else aimed]
        told_back = course in ("GOOD", "BELOW") and end is not None
        return {
            "level_aimed": LEVELS[aimed],
            "level_reached": reached,
            "start": start,
            "end": end,
            "feedback_given": end + timedelta(chance.whole(5, 60)) if told_back and end is not None else None,
            "orientation": Orientation.DEMAND_DRIVEN if good else Orientation.SUPPLY_DRIVEN,
            "input_used": "Het plan is aangepast aan wat bewoners zeiden." if good else None,
            "decided_by": "bewoners en organisatie samen" if good else "organisatie",
            "brought_about": "Bewoners doen het nu zelf, met een klein budget." if good else None,
        }

    def _take_part(self, process: Process, spot: Spot) -> None:
        draft, chance = self.draft, self.chance
        near = self.cast.near(spot)
        if near:
            leader = near[0].spin(chance).id
            draft.link(LinkKind.TAKES_PART, leader, process.id, DEMONSTRATION_SOURCE, role="trekker")
        for player in chance.few(self.by_district[spot.district], chance.whole(1, 6)):
            if player.fate == "ALONE":
                continue
            if chance.often(0.15):
                draft.link(LinkKind.DECLINED, player.id, process.id, DEMONSTRATION_SOURCE)
                continue
            draft.link(
                LinkKind.TAKES_PART,
                player.id,
                process.id,
                DEMONSTRATION_SOURCE,
                role="deelnemer",
                level=process.level_reached or process.level_aimed,
                phase=process.residents_joined,
            )

    def _challenge(self, player: Player, row: Row) -> None:
        draft, chance, outcome = self.draft, self.chance, OUTCOMES.spin(self.chance)
        asked = draft.ago(30, 500) if outcome is ChallengeOutcome.PENDING else draft.ago(200, 900)
        decided = None if outcome is ChallengeOutcome.PENDING else asked + timedelta(chance.whole(40, 190))
        challenge = Challenge(
            id=draft.id("u"),
            name=draft.names.of(f"uitdaagverzoek: {row['name']}"),
            description=row["description"],
            asked_on=asked,
            outcome=outcome,
            decided_on=decided,
            last_verified=self._verified(player.spot, decided or asked),
            visibility=Visibility.PUBLIC,
            source=DEMONSTRATION_SOURCE,
            tags=INVENTED,
        )
        draft.add(challenge)
        near = [other for other in self.authorities if other.spot.municipality == player.spot.municipality]
        addressee = chance.one(near or self.authorities)
        draft.link(LinkKind.CHALLENGES, player.id, challenge.id, DEMONSTRATION_SOURCE)
        draft.link(LinkKind.ADDRESSED_TO, challenge.id, addressee.id, DEMONSTRATION_SOURCE)
