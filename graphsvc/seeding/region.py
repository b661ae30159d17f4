"""A whole region of records: the demonstration, one of any size, or only what is real around one.

Every date is relative to the day that is asked for, so that what is stale, late or unanswered stays so whenever the
region is loaded. The same plan gives the same records with the same ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from graphsvc.errors import BadInput
from graphsvc.model.changes import Change, created
from graphsvc.model.records import AnyRecord, Link, Tie
from graphsvc.seeding.areas import areas
from graphsvc.seeding.cast import assemble
from graphsvc.seeding.conversations import agree, invite, meet, note
from graphsvc.seeding.draft import Draft, Plan
from graphsvc.seeding.players import Cast
from graphsvc.seeding.processes import Proceedings
from graphsvc.seeding.sources import DEMONSTRATION_SOURCE, demonstration_source, sources
from graphsvc.seeding.supply import fund, furnish, offer, place_actors
from graphsvc.seeding.tables import recipe
from graphsvc.seeding.terrain import Spot, settle
from graphsvc.seeding.themes import funding_schemes, target_groups, themes
from graphsvc.seeding.ties import weave
from graphsvc.seeding.voice import Voices

__all__ = ["DEMONSTRATION_SOURCE", "as_changes", "demonstration", "generate", "surroundings"]

NATIONAL = 200_000
"""From this many actors on each has ten ties, as in a network of the whole country; below it six."""
FEWEST_ACTORS = 100
"""Fewer make no region: kinds of actor would be missing."""


def demonstration(today: date) -> list[AnyRecord]:
    """The demonstration region as seen on a day: 400 invented actors and 1,500 ties in real areas."""
    fixed = recipe().demonstration
    plan = Plan(actors=fixed.actors, ties=fixed.ties, seed=fixed.seed, today=today, prefix="demo", fixed=fixed)
    return list(_records(plan))


def generate(actors: int, seed: int, today: date) -> Iterator[AnyRecord]:
    """A region of this many actors, with six ties an actor (ten from 200,000 on) and about six links an actor.

    Nodes come before edges. Invented areas are added where the real ones are too few.
    Raises BadInput for fewer than 100 actors.
    """
    if actors < FEWEST_ACTORS:
        raise BadInput.of(f"{actors} actors are too few.", code="TOO_FEW", remedy=f"Ask for at least {FEWEST_ACTORS}.")
    ties = actors * (10 if actors >= NATIONAL else 6)
    return _records(Plan(actors=actors, ties=ties, seed=seed, today=today, prefix=f"gen{seed}"))


def surroundings() -> list[AnyRecord]:
    """What a region of one's own starts from: the real areas with their figures, themes, groups of residents, schemes.

    Nothing in it is invented, so that it holds no source that says so.
    """
    return [*areas(), *themes(), *target_groups(), *funding_schemes(None, real_only=True)]


def as_changes(records: Iterable[AnyRecord]) -> list[Change]:
    """The changes that create the records, nodes before edges."""
    ordered = sorted(records, key=lambda record: isinstance(record, Tie | Link))
    return [created(record) for record in ordered]


def _records(plan: Plan) -> Iterator[AnyRecord]:
    draft = Draft(plan)
    for record in (demonstration_source(), *sources(plan.prefix, plan.today), *themes(), *target_groups()):
        draft.add(record)
    for record in funding_schemes(DEMONSTRATION_SOURCE):
        draft.add(record)
    draft.begin("areas")
    spots = settle(draft)
    draft.begin("actors")
    cast = assemble(draft, spots)
    draft.begin("supply")
    place_actors(draft, cast, spots)
    furnish(draft, cast)
    offerings = offer(draft, cast)
    draft.begin("voice")
    Voices(draft, cast, spots, offerings).speak()
    Proceedings(draft, cast, spots).hold()
    draft.begin("conversations")
    _converse(draft, cast, spots)
    draft.begin("ties")
    yield from draft.nodes
    yield from draft.edges
    yield from weave(draft, cast)


def _converse(draft: Draft, cast: Cast, spots: list[Spot]) -> None:
    invite(draft, cast)
    agree(draft, cast, meet(draft, cast, spots))
    note(draft, cast)
    fund(draft, cast)
