"""Compares the network on two days."""

from __future__ import annotations

from datetime import date

import msgspec

from graphsvc.analysis.comparison.coverage import RoundCoverage, round_coverage
from graphsvc.analysis.comparison.differences import ActorChange, TieChange, differences
from graphsvc.analysis.comparison.known import Held, held_in, known_of
from graphsvc.analysis.comparison.span import Span, span_since
from graphsvc.analysis.comparison.steps import ComparedFigure, compared_figures
from graphsvc.analysis.comparison.strengths import in_place, replaced
from graphsvc.analysis.ties import day_of
from graphsvc.graph.sight import Past
from graphsvc.graph.view import View
from graphsvc.model.days import today
from graphsvc.model.vocabularies import ActorChangeKind, TieChangeKind


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The network of an area on two days, each as it was known then."""

    span: Span
    area: str | None
    """None: all areas."""
    figures: tuple[ComparedFigure, ...]
    actors: tuple[ActorChange, ...]
    """By kind, then by id."""
    ties: tuple[TieChange, ...]
    """By kind, then by id. What one tie lost and its successor gained is one change, so their number may be smaller
    than the difference that the figures show."""
    coverage: tuple[RoundCoverage, ...]
    """Of both rounds; empty when days were compared."""
    actors_recorded_later: int
    """How many actors hold on the last day and were recorded after it: on neither side."""
    ties_recorded_later: int


def compare(view: View, span: Span, area: str | None, past: Past, now: date | None = None) -> Comparison:
    """What changed for the viewer of `view` in an area with all inside it (none: everywhere) between two days.

    `view` is of all times. `past` reads the log of the store, for records whose dates do not tell when they became
    known; `now` is the day on which all that is held is known, today unless given. Blocks: 1 s of CPU at 10,000 actors
    and 60,000 ties, of which up to half for the log.
    """
    first, last = (View(view.graph, view.viewer, day) for day in (span.first, span.last))
    there, there_after = held_in(first, area), held_in(last, area)
    now = now or today()
    before = there if span.first >= now else known_of(first, there, span.first, past)
    after = (
        there_after if span.last >= now else _with(before, there_after, known_of(last, there_after, span.last, past))
    )
    found = differences(before, after, there)
    ties = [*replaced(found.ties, before, after), *in_place(view, before, after, span, past)]
    rounds = [round for round in (span.first_round, span.last_round) if round is not None]
    return Comparison(
        span=span,
        area=area,
        figures=compared_figures(before, after, found),
        actors=tuple(sorted(found.actors, key=lambda change: ([*ActorChangeKind].index(change.kind), change.actor))),
        ties=tuple(sorted(ties, key=lambda change: ([*TieChangeKind].index(change.kind), change.tie))),
        coverage=round_coverage(view, rounds, {*there.actors, *there_after.actors}) if len(rounds) == 2 else (),
        actors_recorded_later=len(there_after.actors) - len(after.actors),
        ties_recorded_later=len(there_after.ties) - len(after.ties),
    )


def compare_since(view: View, asked: str, area: str | None, past: Past) -> Comparison:
    """What changed for the viewer of `view` from a day or round, as `span_since` reads it, to the day of the view."""
    all_times = View(view.graph, view.viewer, None)
    return compare(all_times, span_since(all_times, asked, day_of(view)), area, past)


def _with(before: Held, there: Held, known: Held) -> Held:
    """What was known on the last day, with all that was known before and still holds."""
    return there.those(
        frozenset(known.actors.keys() | before.actors.keys()), frozenset(known.ties.keys() | before.ties.keys())
    )
