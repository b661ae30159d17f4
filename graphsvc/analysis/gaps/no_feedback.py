"""NO_FEEDBACK: a process that ended a while ago, without feedback on what was done with residents' input."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found
from graphsvc.analysis.gaps.processes import found_in, living_in
from graphsvc.analysis.ties import months_before
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Process
from graphsvc.model.vocabularies import AnswerState


def find_no_feedback(basis: Basis) -> Iterator[Found]:
    """Of a process whose end nobody knows, nobody can say that feedback is late."""
    limit = months_before(basis.day, basis.thresholds.feedback_months)
    for process in basis.view.records(Process):
        if process.end is not None and process.end < limit and not told_back(basis, process):
            living, days = living_in(basis.view, process.id), (basis.day - process.end).days
            ended = Evidence(figure="daysSinceEnd", value=days)
            yield found_in(basis, process, living, ended, absent=True, freshness=basis.freshness(process))


def told_back(basis: Basis, process: Process) -> bool:
    """Whether residents heard by the day what was done: by feedback, or because the process told back on a signal."""
    if process.feedback_given is not None and process.feedback_given <= basis.day:
        return True
    answers = basis.view.links_from(process.id, LinkKind.ANSWERS)
    return any(answer.state is AnswerState.TOLD_BACK for answer in answers)
