"""Warm ways to each network: who can introduce, and how warm each way is."""

from __future__ import annotations

from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.rules import may_introduce, may_step
from graphsvc.analysis.advice.scope import Scope
from graphsvc.analysis.paths import Path, Steps, path_over
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View

LONGEST = 3
"""The most steps of a warm path."""


class Options(msgspec.Struct, frozen=True):
    """How one network can be approached."""

    direct: bool
    """An asking actor has a step to it; then nobody needs to introduce."""
    introducers: tuple[str, ...]
    """Who can introduce, the warmest way first, equals by id; none when the way is direct."""

    @property
    def warm(self) -> bool:
        """Whether there is a way at all."""
        return self.direct or bool(self.introducers)


class Ways:
    """The warm ways from those who ask, over at most three steps, each strong enough."""

    def __init__(self, view: View, request: AdviceRequest, scope: Scope) -> None:
        self.view = view
        self.steps = Steps(view, request.minimum_strength)
        day = day_of(view)
        actors = sorted(view.actors(), key=lambda actor: actor.id)
        self.may_step = np.array([may_step(actor, request, day) for actor in actors], np.bool_)
        self.may_introduce = np.array([may_introduce(actor, request, day) for actor in actors], np.bool_)
        self.asks = np.zeros(len(actors), np.bool_)
        self.asks[[self.steps.number[id] for id in scope.askers]] = True
        self.asks &= self.may_step

    @cached_property
    def warmth(self) -> list[NDArray[np.float64]]:
        """Per actor the strongest way from who asks, in at most 0, 1 and 2 steps; 0: none."""
        return self.steps.warmest(self.asks, self.may_step, LONGEST - 1)

    def options(self, id: str) -> Options:
        """How a network that may be stepped on can be approached."""
        around = list(self.steps.around(self.steps.number[id]))
        if any(self.asks[neighbour] for neighbour, _ in around):
            return Options(True, ())
        # A way to a neighbour never leads over the network itself: then an asking actor would have a step to it.
        ways = [
            (-float(self.warmth[-1][neighbour]) * step, self.steps.ids[neighbour])
            for neighbour, step in around
            if self.may_introduce[neighbour] and self.warmth[-1][neighbour] > 0
        ]
        return Options(False, tuple(introducer for _, introducer in sorted(ways)))

    def path(self, id: str, introducer: str | None) -> Path:
        """The strongest path to a network over its introducer; of equals the shortest, then by ids."""
        number = self.steps.number[id]
        ways: list[tuple[float, tuple[int, ...]]]
        if introducer is None:
            ways = [(step, (asking,)) for asking, step in self.steps.around(number) if self.asks[asking]]
        else:
            ways = self._ways_to(self.steps.number[introducer], number)
        _, way = min(ways, key=lambda found: (-found[0], len(found[1]), found[1]))
        return path_over(self.view, [self.steps.ids[step] for step in (*way, number)])

    def _ways_to(self, introducer: int, point: int) -> list[tuple[float, tuple[int, ...]]]:
        """The ways from who asks to an introducer, each with its strength."""
        found: list[tuple[float, tuple[int, ...]]] = []
        for middle, step in self.steps.around(introducer):
            if self.asks[middle]:
                found.append((step, (middle, introducer)))
            elif self.may_step[middle] and self.warmth[1][middle] > 0 and middle != point:
                found += [
                    (start * step, (asking, middle, introducer))
                    for asking, start in self.steps.around(middle)
                    if self.asks[asking]
                ]
        return found
