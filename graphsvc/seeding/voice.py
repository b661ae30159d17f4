"""What residents say and what becomes of it: signals and the answers to them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Signal
from graphsvc.model.vocabularies import AnswerState, Visibility
from graphsvc.seeding.chance import Wheel
from graphsvc.seeding.draft import INVENTED, Draft
from graphsvc.seeding.players import Cast, Player
from graphsvc.seeding.sources import DEMONSTRATION_SOURCE, source_ids
from graphsvc.seeding.tables import Row, rows
from graphsvc.seeding.terrain import Spot
from graphsvc.seeding.themes import top_of

HEARD = {"WELL": 1.0, "PARTLY": 0.7, "SILENT": 0.25, "NOT": 0.12}
"""How many signals come from a district by how well it is known, beside each other."""
LOUDER = 6
"""How much more is said about a theme on which nobody in the district works."""
ANSWERED, ANSWERED_QUIET = 0.8, 0.3
"""The share of signals with an answer, and of those on a theme on which nobody works."""
STATES = Wheel({AnswerState.PROMISED: 42, AnswerState.DONE: 33, AnswerState.TOLD_BACK: 25})


class Voices:
    """Makes signals, each in a spot, on a theme, from somebody, with or without an answer."""

    def __init__(self, draft: Draft, cast: Cast, spots: list[Spot], offerings: dict[str, list[str]]) -> None:
        self.draft, self.cast, self.chance, self.offerings = draft, cast, draft.chance, offerings
        self.sources = source_ids(draft.plan.prefix)
        self.spots = Wheel([(spot, HEARD[spot.known] * spot.residents) for spot in spots])
        self.texts: dict[frozenset[str], Wheel[Row]] = {}
        self.living: defaultdict[str, list[Player]] = defaultdict(list)
        for player in cast.living:
            self.living[player.spot.area].append(player)

    def speak(self) -> None:
        """The signals of the plan."""
        for _ in range(self.draft.number("signals")):
            self._signal(self.spots.spin(self.chance))

    def _signal(self, spot: Spot) -> None:
        draft, chance = self.draft, self.chance
        row = self._text(spot)
        day = draft.ago(5, 95) if chance.often(0.3) else draft.ago(96, 700 if chance.often(0.9) else 1_100)
        checked = chance.often(0.35)
        source = self._source(spot, day)
        signal = Signal(
            id=draft.id("s"),
            text=row["text"],
            weight=int(chance.heavy(0.95, 60)),
            date=day,
            visibility=Visibility.PUBLIC if checked else Visibility.ADVISORS,
            source=source,
            tags=(*INVENTED, "nagekeken") if checked else INVENTED,
        )
        draft.add(signal)
        draft.link(LinkKind.LOCATED_IN, signal.id, spot.area, source)
        draft.link(LinkKind.FOCUSES_ON, signal.id, row["theme"], source)
        draft.link(LinkKind.RAISED, self._from_whom(spot, row), signal.id, source)
        if chance.often(ANSWERED_QUIET if top_of(row["theme"]) in spot.quiet else ANSWERED):
            self._answer(spot, row, signal.id, day)

    def _text(self, spot: Spot) -> Row:
        if spot.quiet not in self.texts:
            weights = self.draft.recipe.themes
            self.texts[spot.quiet] = Wheel(
                [
                    (row, weights[top_of(row["theme"])] * (LOUDER if top_of(row["theme"]) in spot.quiet else 1))
                    for row in rows("signals")
                ]
            )
        return self.texts[spot.quiet].spin(self.chance)

    def _source(self, spot: Spot, day: date) -> str:
        """Where residents were not asked, a signal was found in what others wrote."""
        if not spot.asked:
            return self.sources.desk
        recent = (self.draft.plan.today - day).days < 200
        survey = self.sources.latest_survey if recent else self.sources.earlier_survey
        return self.chance.one((survey, self.sources.interviews, self.sources.meetings))

    def _from_whom(self, spot: Spot, row: Row) -> str:
        players = self.living[spot.area]
        return self.chance.one(players).id if players and self.chance.often(0.5) else row["group"]

    def _answer(self, spot: Spot, row: Row, signal: str, day: date) -> None:
        near = self.cast.near(spot)
        offerings = self.offerings.get(top_of(row["theme"]), [])
        by = near[0].spin(self.chance).id if near else self.chance.one(self.cast.formal).id
        if offerings and self.chance.often(0.25):
            by = self.chance.one(offerings)
        told = min(day + timedelta(self.chance.whole(20, 150)), self.draft.plan.today)
        state = STATES.spin(self.chance)
        self.draft.link(LinkKind.ANSWERS, by, signal, DEMONSTRATION_SOURCE, valid_from=told, state=state)
