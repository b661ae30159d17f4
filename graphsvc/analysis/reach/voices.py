"""Voices: residents of a group who were heard, by a signal, by taking part, or by confirming what an actor claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from graphsvc.analysis.reach.evidence import Evidence
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Process, Review, Signal, Source, TargetGroup
from graphsvc.model.vocabularies import ParticipationLevel, ReachEvidence, ReviewBy, ReviewStatus

HEARD = ReachEvidence.HEARD


def voices_in(view: View, area: str | None, claims: Mapping[str, Iterable[Evidence]]) -> dict[str, list[Evidence]]:
    """Target group -> what was heard of its residents in an area (none: anywhere), the newest first.

    A signal counts when the group itself raised it, not an actor that is there for it.
    """
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for group, voice in (*_signals(view, area), *_processes(view, area), *_confirmations(view, claims)):
        found[group].append(voice)
    for voices in found.values():
        voices.sort(key=lambda voice: (-(voice.on or date.min).toordinal(), voice.records))
    return dict(found)


def _signals(view: View, area: str | None) -> Iterator[tuple[str, Evidence]]:
    day = day_of(view)
    for signal in view.records(Signal) if area is None else view.located_in(area, Signal):
        on = _said_on(view, signal)
        if on is not None and on > day:
            continue
        groups = [raiser.id for raiser in view.linking(signal.id, LinkKind.RAISED) if isinstance(raiser, TargetGroup)]
        if groups:
            actors = tuple(sorted(_answerers(view, signal.id)))
            voice = Evidence(
                kind=HEARD, actors=actors, records=(signal.id,), residents=signal.weight, on=on, source=signal.source
            )
            yield from ((group, voice) for group in groups)


def _said_on(view: View, signal: Signal) -> date | None:
    source = view.get(signal.source) if signal.source else None
    return signal.date or (source.date if isinstance(source, Source) else None)


def _answerers(view: View, signal: str) -> set[str]:
    """The actors that answered it, themselves or by what they offer."""
    answers = view.linking(signal, LinkKind.ANSWERS)
    providers = (actor for record in answers for actor in view.linking(record.id, LinkKind.OFFERS))
    return {record.id for record in (*answers, *providers) if isinstance(record, Actor)}


def _processes(view: View, area: str | None) -> Iterator[tuple[str, Evidence]]:
    day = day_of(view)
    for process in view.records(Process) if area is None else view.located_in(area, Process):
        if (process.start or date.min) > day:
            continue
        taking_part = [actor for actor in view.linking(process.id, LinkKind.TAKES_PART) if isinstance(actor, Actor)]
        if not _took_part(process, taking_part):
            continue
        over = process.end if process.end is not None and process.end <= day else None
        voice = Evidence(
            kind=HEARD,
            actors=tuple(sorted(actor.id for actor in taking_part)),
            records=(process.id,),
            on=over or process.start,
            source=process.source,
        )
        yield from ((link.to_id, voice) for link in view.links_from(process.id, LinkKind.CONCERNS))


def _took_part(process: Process, actors: list[Actor]) -> bool:
    """Whether residents took part: they joined, or their initiatives did. Who was only informed was not heard."""
    if process.level_reached is ParticipationLevel.INFORM:
        return False
    return process.residents_joined is not None or any(actor.is_living_world for actor in actors)


def _confirmations(view: View, claims: Mapping[str, Iterable[Evidence]]) -> Iterator[tuple[str, Evidence]]:
    """The claims (a SERVES link or an offering) that an initiative said are right, by its last word on each."""
    last = _last_words(view)
    for group, evidence in claims.items():
        for claim in evidence:
            for record in claim.records:
                review = last.get(record)
                if review is not None and review.status is ReviewStatus.CONFIRMED:
                    records = (review.id, record)
                    yield (
                        group,
                        Evidence(
                            kind=HEARD, actors=claim.actors, records=records, on=review.date, source=review.source
                        ),
                    )


def _last_words(view: View) -> dict[str, Review]:
    """Record -> the newest review of it by an initiative."""
    day = day_of(view)
    reviews = [review for review in view.records(Review) if review.by is ReviewBy.INITIATIVE]
    dated = sorted((review.date or date.min, review.id, review) for review in reviews)
    return {review.subject: review for on, _, review in dated if on <= day}
