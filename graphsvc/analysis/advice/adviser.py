"""The adviser: from a request to an advice."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from graphsvc.analysis.advice import greedy
from graphsvc.analysis.advice.abstain import gains_little, reason_to_abstain
from graphsvc.analysis.advice.answer import Advice, OutOfSight
from graphsvc.analysis.advice.bound import bound
from graphsvc.analysis.advice.choice import Choice
from graphsvc.analysis.advice.fairness import fairness_of, no_fairness
from graphsvc.analysis.advice.instance import Instance, Reached
from graphsvc.analysis.advice.out_of_sight import out_of_sight
from graphsvc.analysis.advice.points import Explainer
from graphsvc.analysis.advice.problem import Problem
from graphsvc.analysis.advice.request import AdviceRequest, check
from graphsvc.analysis.advice.rules import CAPACITY, barriers
from graphsvc.analysis.advice.scope import Scope, scope_of
from graphsvc.analysis.advice.sentences import say
from graphsvc.analysis.advice.ways import Options, Ways
from graphsvc.analysis.advice.weights import weigh
from graphsvc.graph.view import View
from graphsvc.model.vocabularies import GovernmentRole, Openness

NOTHING_LEFT = 1e-9
"""A gap below this is rounding."""


def advise(view: View, request: AdviceRequest) -> Advice:
    """The advice for a request, from what the view shows on its day.

    Raises BadInput for values out of range and NotFound for records that are not seen. About 0.1 s for 400 actors; all
    work is in this call, so that whoever serves it runs it in a worker.
    """
    check(view, request)
    return Case(view, request).advice()


class Case:
    """One request on one view: the scope, the problem, who can be a point, and how each is approached."""

    def __init__(self, view: View, request: AdviceRequest) -> None:
        self.view, self.request = view, request
        self.scope: Scope = scope_of(view, request)
        self.problem = Problem(view, self.scope, weigh(view, request, self.scope))
        self.barriers = barriers(view, request, self.scope)
        self.ways = Ways(view, request, self.scope)
        self.options = {id: self.ways.options(id) for id in self.scope.networks if not self.barriers[id] & ~CAPACITY}
        free = [number for number, id in enumerate(self.scope.networks) if not self.barriers[id]]
        self.cold = [number for number in free if not self._option(number).warm]
        self.candidates = tuple(number for number in free if self._option(number).warm)

    def _option(self, network: int) -> Options:
        return self.options[self.problem.ids[network]]

    def instance(self) -> Instance:
        """What a solver gets."""
        request, start = self.request, Reached(self.problem, self.candidates)
        options = tuple(self._option(number) for number in self.candidates)
        ids = [self.problem.ids[number] for number in self.candidates]
        fairness = (
            fairness_of(self.view, self.scope, ids, start.gains, options, request.budget, request.max_per_actor)
            if request.fair
            else no_fairness(len(ids))
        )
        return Instance(self.problem, self.candidates, options, request.budget, request.max_per_actor, fairness, start)

    def advice(self) -> Advice:
        """The answer, with points or with the reason why there are none."""
        coverable = self.problem.value(self.candidates)
        if gains_little(self.problem, self.candidates, coverable):
            return self._abstain(coverable)
        instance = self.instance()
        choice = Choice(instance, self.ways, greedy.solve(instance))
        most = max(choice.covered, bound(instance, choice.points))
        gap = (most - choice.covered) / (most - choice.base) if most > choice.base else 0.0
        return msgspec.structs.replace(
            self._found(coverable),
            points=Explainer(self.view, self.request, self.scope, choice).points(),
            covered=choice.covered,
            optimality_gap=gap if gap > NOTHING_LEFT else 0.0,
            unreached=self._unreached(instance.networks(choice.points)),
        )

    def _found(self, coverable: float) -> Advice:
        """What holds whatever is chosen: as if nothing was."""
        base = self.problem.value(())
        return Advice(
            id=self.request.id,
            question=self.request.question,
            asking=self.request.asking,
            points=(),
            base=base,
            covered=base,
            coverable=coverable,
            coverable_all=self.problem.value((*self.candidates, *self.cold)),
            optimality_gap=0.0,
            already_there=tuple(id for id in self.scope.networks if id in self.scope.contacts),
            leave_be=self._leave_be(),
            out_of_sight=self._out_of_sight(),
            unreached=self._unreached(()),
            graph_version=self.view.version,
        )

    def _abstain(self, coverable: float) -> Advice:
        options = (self.options.get(id) for id in self.scope.networks)
        warm = [option is not None and option.warm for option in options]
        code, message = reason_to_abstain(self.problem, self.barriers, warm, coverable)
        return msgspec.structs.replace(self._found(coverable), abstained=say(message), abstained_code=code)

    def _leave_be(self) -> tuple[str, ...]:
        """The networks that accept that they are let go only, without those that want no contact at all."""
        actors = (self.view.actor(id) for id in self.scope.networks if id not in self.request.excluded)
        return tuple(
            actor.id
            for actor in actors
            if actor and actor.accepted_role is GovernmentRole.LET_GO and actor.open_to_contact is not Openness.NO
        )

    def _out_of_sight(self) -> tuple[OutOfSight, ...]:
        gains = Reached(self.problem, self.cold).gains
        gaining = [number for number, gain in zip(self.cold, gains.tolist(), strict=True) if gain > 0]
        return out_of_sight(self.view, self.request, self.scope, self.problem, gaining)

    def _unreached(self, points: Sequence[int]) -> tuple[str, ...]:
        missed = (self.problem.levels(points) == 0) & (self.problem.weight > 0)
        return tuple(self.problem.ids[number] for number in missed.nonzero()[0].tolist())
