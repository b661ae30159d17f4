"""Fairness between areas: each gets a point when that is possible; when it is not, none gets two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from enum import Enum, auto

import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.advice.covering import Covering
from graphsvc.analysis.advice.scope import Scope
from graphsvc.analysis.advice.ways import Options
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind

MOST_AREAS = 2
"""An actor active in more areas than this is of no area in particular: it counts for none."""


class Rule(Enum):
    """What fairness asks of a set."""

    NONE = auto()
    EACH = auto()
    """Every area that counts has a point."""
    AT_MOST_ONE = auto()
    """No area has two."""


class Fairness(msgspec.Struct, frozen=True):
    """The rule, and the areas each candidate counts for."""

    rule: Rule
    areas: tuple[str, ...]
    """The areas that count: those with a candidate that gains something alone."""
    of: tuple[tuple[int, ...], ...]
    """Candidate -> the areas it counts for, by their place in `areas`."""

    def holds(self, chosen: Collection[int]) -> bool:
        """Whether a set keeps to the rule."""
        counts = self.counts(chosen)
        if self.rule is Rule.EACH:
            return len(counts) == len(self.areas)
        return self.rule is Rule.NONE or all(count == 1 for count in counts.values())

    def fits(self, others: Collection[int]) -> Callable[[int], bool]:
        """Says of a candidate whether the others with it would keep to the rule; `others` may break it by one point."""
        counts = self.counts(others)
        if self.rule is Rule.EACH:
            missing = set(range(len(self.areas))) - set(counts)
            return lambda candidate: missing.issubset(self.of[candidate])
        if self.rule is Rule.AT_MOST_ONE:
            return lambda candidate: counts.keys().isdisjoint(self.of[candidate])
        return lambda candidate: True

    def counts(self, chosen: Collection[int]) -> Counter[int]:
        """Area -> its number of points in a set."""
        return Counter(area for candidate in chosen for area in self.of[candidate])


def fairness_of(
    view: View,
    scope: Scope,
    candidates: Sequence[str],
    gains: NDArray[np.int64],
    options: Sequence[Options],
    budget: int,
    most: int,
) -> Fairness:
    """The rule that holds for these candidates (ids), each with what it gains alone and how it can be approached."""
    parts = areas_of(view, scope, candidates)
    counting = sorted({area for areas, gain in zip(parts, gains, strict=True) if gain > 0 for area in areas})
    number = {area: place for place, area in enumerate(counting)}
    of = tuple(tuple(number[area] for area in areas if area in number) for areas in parts)
    if not counting:
        return Fairness(Rule.NONE, (), of)
    possible = Covering(of, options, (), range(len(counting)), budget, most).is_possible()
    return Fairness(Rule.EACH if possible else Rule.AT_MOST_ONE, tuple(counting), of)


def no_fairness(candidates: int) -> Fairness:
    """Fairness switched off."""
    return Fairness(Rule.NONE, (), ((),) * candidates)


def areas_of(view: View, scope: Scope, candidates: Sequence[str]) -> list[tuple[str, ...]]:
    """Of each candidate the areas directly within the scope that it is active in; none when these are more than two."""
    inside: dict[str, set[str]] = {}
    for part in scope.parts:
        for area in view.inside(part):
            inside.setdefault(area, set()).add(part)
    found = []
    for id in candidates:
        parts: set[str] = set().union(*(inside.get(link.to_id, ()) for link in view.links_from(id, LinkKind.ACTIVE_IN)))
        found.append(tuple(sorted(parts)) if len(parts) <= MOST_AREAS else ())
    return found
