"""LATE_PARTICIPATION: residents joined a process at delivery or later, or came less far than was aimed at."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found
from graphsvc.analysis.gaps.processes import found_in, living_in
from graphsvc.analysis.ties import months_before
from graphsvc.model.records import Process
from graphsvc.model.vocabularies import ParticipationLevel, Phase

LATE = frozenset({Phase.DELIVERY, Phase.EVALUATION, Phase.AFTERWARDS})
STEPS = {level: step for step, level in enumerate(ParticipationLevel)}


def find_late_participation(basis: Basis) -> Iterator[Found]:
    for process in basis.view.records(Process):
        late = process.residents_joined in LATE
        if late or stays_below(basis, process):
            living, joined = living_in(basis.view, process.id), Evidence(figure="joinedLate", value=float(late))
            yield found_in(basis, process, living, joined, absent=False, freshness=basis.freshness(process))


def stays_below(basis: Basis, process: Process) -> bool:
    """Whether the level reached is below the one aimed at, long enough after the start. Unknown is no."""
    aimed, reached, start = process.level_aimed, process.level_reached, process.start
    if aimed is None or reached is None or start is None:
        return False
    return STEPS[reached] < STEPS[aimed] and start < months_before(basis.day, basis.thresholds.level_months)
