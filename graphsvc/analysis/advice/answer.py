"""What an advice says. It holds ids, not records; whoever shows it reads them in the same view."""

from __future__ import annotations

import msgspec

from graphsvc.analysis.advice.sentences import Sentence
from graphsvc.analysis.paths import Path
from graphsvc.model.vocabularies import (
    AbstainedCode,
    BrokerageRole,
    Capacity,
    CautionCode,
    GovernmentRole,
    ParticipationLevel,
    Solver,
    StabilityState,
)


class Caution(msgspec.Struct, frozen=True):
    """What to take care of."""

    code: CautionCode
    text: Sentence

    @property
    def records(self) -> tuple[str, ...]:
        """The records it rests on."""
        return self.text.records


class Raised(msgspec.Struct, frozen=True, rename="camel"):
    """A network that a point reaches better, with the parts of what that is worth."""

    id: str
    relevance: float
    need: float | None
    weight: float
    before: float
    after: float


class PointWeights(msgspec.Struct, frozen=True, rename="camel"):
    """The parts of the numbers of one point."""

    relevance: float
    need: float | None
    weight: float
    fit: float
    reached: tuple[Raised, ...]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One actor to have a first conversation with."""

    id: str
    rank: int
    actor: str
    gain: float
    """What it adds to what the points before it reach."""
    newly_reached: tuple[str, ...]
    introducer: str | None
    path: Path
    brokerage: BrokerageRole | None
    suggested_role: GovernmentRole
    suggested_level: ParticipationLevel
    capacity: Capacity
    without_it: float
    """What is lost when all other points stay and this one falls out."""
    next_best: str | None
    chosen_in_samples: float | None = None
    weights: PointWeights
    reasons: tuple[Sentence, ...]
    cautions: tuple[Caution, ...]
    review: str | None = None
    """The last review of this point."""


class OutOfSight(msgspec.Struct, frozen=True):
    """Networks that nobody can introduce, tied among themselves, and the way in that exists."""

    actors: tuple[str, ...]
    weight: float
    way_in: Sentence
    through: tuple[str, ...]
    """The places, gatherings, signals and actors that the way in leads over."""


class Stability(msgspec.Struct, frozen=True):
    """How alike the advice stays when ties are left out at random."""

    state: StabilityState = StabilityState.PENDING
    value: float | None = None


class Baseline(msgspec.Struct, frozen=True):
    """What a simpler way of choosing would reach."""

    name: str
    covered: float


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """Where to plug in, and what that reaches."""

    id: str
    question: str
    asking: str | None = None
    """Who asks, when that was told; its steps begin each path."""
    points: tuple[Point, ...]
    base: float
    """What is reached today."""
    covered: float
    """What is reached with the points."""
    coverable: float
    """What all who could be a point would reach together."""
    coverable_all: float
    """The same, with those whom nobody can introduce."""
    optimality_gap: float
    """At most this share of what could be gained is left on the table, 0-1."""
    solved_by: Solver = Solver.GREEDY
    already_there: tuple[str, ...] = ()
    leave_be: tuple[str, ...] = ()
    out_of_sight: tuple[OutOfSight, ...] = ()
    unreached: tuple[str, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    stability: Stability = Stability()
    abstained: Sentence | None = None
    abstained_code: AbstainedCode | None = None
    graph_version: int
