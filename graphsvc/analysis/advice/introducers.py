"""Who introduces whom: each point needs somebody who can, and nobody is asked too often.

Sets for which that is possible form a matroid (transversal), so a point that cannot be added to a set cannot be added
to a larger one either.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphsvc.analysis.advice.ways import Options


class Introductions:
    """A growing set of points, each with an introducer, found by augmenting paths."""

    def __init__(self, options: Sequence[Options], most: int) -> None:
        """`options`: of each candidate; `most`: how many points one actor may introduce."""
        self.options, self.most = options, most
        self.points: list[int] = []
        self._introduces: dict[str, list[int]] = {}

    def add(self, point: int) -> bool:
        """Add a point when that is possible, if need be by giving others another introducer."""
        if not self.options[point].direct and not self._place(point, set()):
            return False
        self.points.append(point)
        return True

    def remove(self, point: int) -> None:
        """Take a point out again."""
        self.points.remove(point)
        for introduced in self._introduces.values():
            if point in introduced:
                introduced.remove(point)

    def allows(self, point: int) -> bool:
        """Whether a point could be added."""
        if added := self.add(point):
            self.remove(point)
        return added

    def _place(self, point: int, asked: set[str]) -> bool:
        introducers = [introducer for introducer in self.options[point].introducers if introducer not in asked]
        asked.update(introducers)
        for introducer in introducers:
            introduced = self._introduces.setdefault(introducer, [])
            if len(introduced) < self.most:
                introduced.append(point)
                return True
        for introducer in introducers:
            introduced = self._introduces[introducer]
            for other in tuple(introduced):
                if self._place(other, asked):
                    introduced.remove(other)
                    introduced.append(point)
                    return True
        return False


def together(options: Sequence[Options], points: Sequence[int], most: int) -> Introductions | None:
    """The introductions of these points; None when there are too few introducers."""
    introductions = Introductions(options, most)
    return introductions if all(introductions.add(point) for point in points) else None


def assign(
    options: Sequence[Options], points: Sequence[int], warmth: dict[tuple[int, str], float], most: int
) -> dict[int, str]:
    """Point -> its introducer, such that the summed warmth of the ways is highest. Direct points have none.

    `warmth`: (point, introducer) -> strength of the way. The points must be possible together.
    """
    from scipy.optimize import linear_sum_assignment

    needing = [point for point in points if not options[point].direct]
    places = sorted({introducer for point in needing for introducer in options[point].introducers})
    if not needing:
        return {}
    # A way is worth at most 1, so 2 for having one at all makes that come first.
    worth = np.zeros((len(needing), len(places)))
    for row, point in enumerate(needing):
        for introducer in options[point].introducers:
            worth[row, places.index(introducer)] = 2 + warmth[point, introducer]
    rows, columns = linear_sum_assignment(np.repeat(worth, most, axis=1), maximize=True)
    return {needing[row]: places[column // most] for row, column in zip(rows, columns, strict=True)}
