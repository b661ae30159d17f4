"""When there is nothing to advise, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphsvc.analysis.advice import sentences as says
from graphsvc.analysis.advice.problem import Problem
from graphsvc.analysis.advice.rules import CAPACITY, Barrier
from graphsvc.analysis.advice.sentences import Message
from graphsvc.model.vocabularies import AbstainedCode

LEAST = 0.01
"""A gain of no more than this share is not worth anybody's time."""


def gains_little(problem: Problem, networks: Sequence[int], of: float) -> bool:
    """Whether all of these together would gain no more than 1% of `of`."""
    return problem.value(networks) - problem.value(()) <= LEAST * of


def reason_to_abstain(
    problem: Problem, barriers: Mapping[str, Barrier], warm: Sequence[bool], coverable: float
) -> tuple[AbstainedCode, Message]:
    """The first reason that holds, given that no feasible set gains more than 1% of `coverable`.

    `warm`: per network whether a warm path leads to it.
    """
    everyone = range(len(problem.ids))
    if not problem.weight.any():
        return AbstainedCode.NO_LIVING_WORLD, says.NOBODY_ON_THIS if problem.ids else says.NOBODY_KNOWN
    if gains_little(problem, everyone, problem.value(everyone)):
        return AbstainedCode.ALL_REACHED, says.ALL_REACHED
    able = [number for number in everyone if not barriers[problem.ids[number]] & ~CAPACITY]
    if gains_little(problem, able, coverable):
        return AbstainedCode.NO_CANDIDATE, says.NOBODY_QUALIFIES
    if not gains_little(problem, [number for number in able if warm[number]], coverable):
        return AbstainedCode.NO_CAPACITY, says.NO_ROOM
    return AbstainedCode.NO_WARM_PATH, says.NOBODY_INTRODUCES
