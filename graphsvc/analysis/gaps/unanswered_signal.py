"""UNANSWERED_SIGNAL: a signal that got no answer, or a promise that was not kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graphsvc.access.policy import is_few
from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.ties import months_before
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Link, Signal, Source
from graphsvc.model.vocabularies import ActorKind, AnswerState, Move


def find_unanswered_signal(basis: Basis) -> Iterator[Found]:
    """A signal without a date is as old as its source; of one with neither nobody can say that it is late.

    What residents said does not become less sure by waiting for an answer, so its age takes nothing off the certainty;
    what is left to doubt is whether an answer was given that nobody told of.
    """
    limits = basis.thresholds
    residents = sum(signal.weight for signal in basis.view.records(Signal))
    for signal in basis.view.records(Signal):
        given = signal_date(basis.view, signal)
        answers = basis.view.links_to(signal.id, LinkKind.ANSWERS)
        if given is None or any(answer.state is not AnswerState.PROMISED for answer in answers):
            continue
        # A promise without a date is taken to be as old as the signal.
        promised = max((answer.valid_from or given for answer in answers), default=None)
        since, months = (given, limits.signal_months) if promised is None else (promised, limits.promise_months)
        if since < months_before(basis.day, months):
            yield _found(basis, signal, answers, residents)


def signal_date(view: View, signal: Signal) -> date | None:
    """When residents said it: its own date or that of its source."""
    source = view.get(signal.source) if signal.source else None
    return signal.date or (source.date if isinstance(source, Source) else None)


def _found(basis: Basis, signal: Signal, answers: list[Link], residents: int) -> Found:
    themes = tuple(sorted(link.to_id for link in basis.view.links_from(signal.id, LinkKind.FOCUSES_ON)))
    promisers = [actor for answer in answers if (actor := basis.view.actor(answer.from_id))]
    few = is_few(basis.view.viewer, signal.weight)
    by_others = promisers and all(actor.actor_kind is not ActorKind.AUTHORITY for actor in promisers)
    return Found(
        subjects=(signal.id,),
        move=Move.ORGANISATION if by_others else Move.GOVERNMENT,
        touched=signal.weight / residents if residents else None,
        freshness=1.0,
        absent=True,
        area=basis.place_of(signal.id),
        theme=themes[0] if len(themes) == 1 else None,
        themes=themes or None,
        evidence=(
            *records_of([signal.id, *sorted(answer.from_id for answer in answers)]),
            Evidence(figure="residents", value=None if few else signal.weight),
            Evidence(figure="promises", value=len(answers)),
        ),
    )
