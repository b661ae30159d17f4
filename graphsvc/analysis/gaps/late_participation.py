"""LATE_PARTICIPATION: residents joined a process at delivery or later, or came less far than was aimed at."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.analysis.ties import months_before
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Process
from graphsvc.model.vocabularies import Move, ParticipationLevel, Phase

LATE = frozenset({Phase.DELIVERY, Phase.EVALUATION, Phase.AFTERWARDS})
STEPS = {level: step for step, level in enumerate(ParticipationLevel)}


def find_late_participation(basis: Basis) -> Iterator[Found]:
    for process in basis.view.records(Process):
        late = process.residents_joined in LATE
        if late or stays_below(basis, process):
            yield _found(basis, process, late)


def stays_below(basis: Basis, process: Process) -> bool:
    """Whether the level reached is below the one aimed at, long enough after the start. Unknown is no."""
    aimed, reached, start = process.level_aimed, process.level_reached, process.start
    if aimed is None or reached is None or start is None:
        return False
    return STEPS[reached] < STEPS[aimed] and start < months_before(basis.day, basis.thresholds.level_months)


def _found(basis: Basis, process: Process, late: bool) -> Found:
    themes = tuple(sorted(link.to_id for link in basis.view.links_from(process.id, LinkKind.FOCUSES_ON)))
    area = basis.place_of(process.id)
    taking_part = {link.from_id for link in basis.view.links_to(process.id, LinkKind.TAKES_PART)}
    living = [id for id in sorted(taking_part) if (actor := basis.view.actor(id)) and actor.is_living_world]
    return Found(
        subjects=(process.id,),
        move=Move.GOVERNMENT,
        touched=basis.share_of_living(len(living), area),
        freshness=basis.freshness(process),
        absent=False,
        area=area,
        theme=themes[0] if len(themes) == 1 else None,
        themes=themes or None,
        evidence=(*records_of([process.id, *living]), Evidence(figure="joinedLate", value=float(late))),
    )
