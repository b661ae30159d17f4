"""A region in the making: its plan, its chance, and the records made so far."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import msgspec

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.model.vocabularies import AnswerState, InvitationAnswer, ParticipationLevel, Phase, Visibility
from graphsvc.seeding.chance import Chance, Wheel
from graphsvc.seeding.names import Names
from graphsvc.seeding.tables import Demonstration, recipe

INVENTED = ("verzonnen",)
"""The tags of everything that is invented."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How large the region is, from which seed, and seen from which day."""

    actors: int
    ties: int
    seed: int
    today: date
    prefix: str
    """What every id starts with."""
    fixed: Demonstration | None = None
    """What the demonstration region fixes; None leaves it to chance."""


class Draft:
    """Collects nodes and edges, and gives them ids in the order they are made."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.recipe, self.chance = plan, recipe(), Chance(plan.seed)
        self.names = Names(self.chance, plain=plan.fixed is not None)
        self.nodes: list[AnyRecord] = []
        self.edges: list[AnyRecord] = []
        self._counted: Counter[str] = Counter()
        self._visibility = Wheel({Visibility[name]: weight for name, weight in self.recipe.visibility.items()})

    def begin(self, step: str) -> None:
        """Start a step with chance of its own, so that a change in one step leaves what the others draw as it was."""
        self.chance.seed(f"{self.plan.seed} {step}")

    @property
    def detail(self) -> float:
        """How much there is beside actors and ties: all of it in the demonstration, a part in a region of any size."""
        return 1.0 if self.plan.fixed is not None else self.recipe.detail

    def id(self, letter: str) -> str:
        """A fresh id: "demo-a12" for the twelfth with letter a."""
        self._counted[letter] += 1
        return f"{self.plan.prefix}-{letter}{self._counted[letter]}"

    def add(self, record: AnyRecord) -> None:
        """Take in a record."""
        (self.edges if isinstance(record, Tie | Link) else self.nodes).append(record)

    def link(
        self,
        kind: LinkKind,
        from_id: str,
        to_id: str,
        source: str,
        *,
        valid_from: date | None = None,
        valid_to: date | None = None,
        state: AnswerState | None = None,
        answered: InvitationAnswer | None = None,
        role: str | None = None,
        level: ParticipationLevel | None = None,
        phase: Phase | None = None,
    ) -> None:
        """Link two records."""
        self.edges.append(
            Link(
                id=self.id("l"),
                link_kind=kind,
                from_id=from_id,
                to_id=to_id,
                source=source,
                valid_from=valid_from,
                valid_to=valid_to,
                state=state,
                answered=answered,
                role=role,
                level=level,
                phase=phase,
            )
        )

    def ago(self, least: int, most: int) -> date:
        """A day at least `least` and at most `most` days before today."""
        return self.plan.today - timedelta(days=self.chance.whole(least, most))

    def ahead(self, least: int, most: int) -> date:
        """A day after today."""
        return self.plan.today + timedelta(days=self.chance.whole(least, most))

    def visibility(self) -> Visibility:
        """Who may see a record, in the shares of the recipe."""
        return self._visibility.spin(self.chance)

    def number(self, what: str) -> int:
        """How many there are of something that the recipe gives per actor; at least one."""
        return max(1, round(self.plan.actors * self.recipe.per_actor[what] * self.detail))
