"""What changed since an earlier day or round, and what explains it."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.analysis.comparison import ComparedFigure, Comparison, TieChange, summary
from graphsvc.analysis.comparison.differences import count_of
from graphsvc.graph.view import View
from graphsvc.model.records import Area, Round, Tie
from graphsvc.model.vocabularies import ActorChangeKind, DifferenceCause, NetworkFigure, TieChangeKind
from graphsvc.reports.document import Block, Cell, Column, Paragraph, Section, Table, cut, listing, row
from graphsvc.reports.scope import Scope

MOST = 30
SHOWN = (
    NetworkFigure.ACTORS,
    NetworkFigure.LIVING_WORLD,
    NetworkFigure.SYSTEM_WORLD,
    NetworkFigure.TIES,
    NetworkFigure.CROSS_WORLD_TIES,
    NetworkFigure.ISOLATES,
    NetworkFigure.LARGEST_COMPONENT,
)
"""The figures that count something; the others stand in the API."""


def comparison(scope: Scope, found: Comparison) -> Section:
    """In words and in numbers; of a municipality or more per area, of less tie by tie."""
    all_times = View(scope.view.graph, scope.view.viewer, None)
    told = listing(summary(all_times, found, scope.language))
    blocks: list[Block] = [told, _reading(scope), _figures(scope, found)]
    if scope.is_wide:
        blocks += _areas(scope, found, all_times)
    else:
        blocks += _ties(scope, found, all_times)
    return Section(
        "comparison",
        scope.say("What changed since %(earlier)s", earlier=_earlier(scope, found, all_times)),
        tuple(blocks),
    )


def _earlier(scope: Scope, found: Comparison, all_times: View) -> str:
    round = all_times.get(found.span.first_round) if found.span.first_round else None
    return round.name if isinstance(round, Round) else scope.date(found.span.first)


def _reading(scope: Scope) -> Paragraph:
    return Paragraph(
        scope.say(
            "Each day counts what held then and was known by then. Real change is of ties between actors that were known on "
            "both days. New data are of what was there already and was recorded later: more of these does not mean that the "
            "network grew."
        )
    )


def _figures(scope: Scope, found: Comparison) -> Table:
    columns = (
        Column(scope.say("Figure"), share=2.2),
        Column(scope.date(found.span.first), "end", 1.1),
        Column(scope.date(found.span.last), "end", 1.1),
        Column(scope.say("Difference"), "end"),
        Column(scope.label(DifferenceCause.REAL_CHANGE), "end"),
        Column(scope.label(DifferenceCause.NEW_ACTORS), "end"),
        Column(scope.label(DifferenceCause.NEW_DATA), "end"),
    )
    rows = tuple(_figure(scope, one) for one in found.figures if one.figure in SHOWN)
    below = scope.say("The last three columns add up to the difference.")
    return Table(scope.say("Then and now, and what explains the difference"), columns, rows, below)


def _figure(scope: Scope, one: ComparedFigure) -> tuple[Cell, ...]:
    return row(
        scope.title(one.figure),
        scope.number(one.before),
        scope.number(one.after),
        *(_signed(scope, value) for value in (one.change, one.real_change, one.new_actors, one.new_data)),
    )


def _signed(scope: Scope, value: float) -> str:
    return f"+{scope.number(value)}" if value > 0 else scope.number(value).replace("-", "−")


def _areas(scope: Scope, found: Comparison, all_times: View) -> list[Block]:
    """How many actors and ties changed in each area, nobody by name."""
    rows = [one for area in scope.parts() if (one := _area(scope, found, all_times, area)) is not None]
    if not rows:
        return []
    columns = (
        Column(scope.say("Area"), share=2),
        Column(scope.say("Ties made"), "end"),
        Column(scope.say("Ties lost"), "end"),
        Column(scope.say("Actors that came"), "end"),
        Column(scope.say("Actors that went"), "end"),
        Column(scope.say("New in our data"), "end"),
    )
    shown, left = cut(rows, MOST)
    below = [
        scope.more(left, len(rows)),
        scope.say(
            "A tie between two areas counts in both. Ties made and lost are real change, or of actors that came or went."
        ),
    ]
    return [Table(scope.say("Changes by area"), columns, tuple(shown), " ".join(filter(None, below)))]


def _area(scope: Scope, found: Comparison, all_times: View, area: Area) -> tuple[Cell, ...] | None:
    here = {actor.id for actor in all_times.active_in(area.id)}
    actors = [change for change in found.actors if change.actor in here]
    ties = [change for change in found.ties if here & _ends(all_times, change)]
    if not actors and not ties:
        return None
    changed = [change for change in ties if change.cause is not DifferenceCause.NEW_DATA]
    numbers = (
        count_of(changed, kind=TieChangeKind.MADE),
        count_of(changed, kind=TieChangeKind.LOST),
        count_of(actors, kind=ActorChangeKind.CAME),
        count_of(actors, kind=ActorChangeKind.WENT),
        count_of([*actors, *ties], cause=DifferenceCause.NEW_DATA),
    )
    return row(area.name, *map(scope.number, numbers))


def _ends(view: View, change: TieChange) -> set[str]:
    tie = view.get(change.tie)
    return {tie.from_id, tie.to_id} if isinstance(tie, Tie) else set()


def _ties(scope: Scope, found: Comparison, all_times: View) -> list[Block]:
    """The ties that changed, by name; what was only found later is counted above."""
    changed = [change for change in found.ties if change.cause is not DifferenceCause.NEW_DATA]
    if not changed:
        return []
    shown, left = cut(sorted(_tie_rows(scope, changed, all_times), key=lambda cells: cells[0].text.casefold()), MOST)
    columns = (
        Column(scope.say("Between"), share=2.6),
        Column(scope.say("Kind")),
        Column(scope.say("What changed")),
        Column(scope.say("What explains it"), share=1.3),
    )
    return [Table(scope.say("Ties that changed"), columns, tuple(shown), scope.more(left, len(changed)))]


def _tie_rows(scope: Scope, changes: Iterable[TieChange], all_times: View) -> Iterable[tuple[Cell, ...]]:
    for change in changes:
        tie = all_times.get(change.tie)
        if isinstance(tie, Tie):
            ends = (all_times.get(id) for id in (tie.from_id, tie.to_id))
            names = " – ".join(scope.name_of(end) for end in ends if end is not None)
            yield row(names, scope.label(tie.tie_kind), scope.label(change.kind), scope.label(change.cause))
