"""Figures that newer ones have replaced, kept for those who are turning the pages of a list in their order."""

from __future__ import annotations

from collections.abc import Callable

from graphsvc.analysis.actor_figures import Figures

Clock = Callable[[], float]
"""Seconds since whenever."""
KEPT_SECONDS = 600.0
"""So long after a cursor was given the figures that it goes by are still there."""
KEPT_ACTORS = 400_000
"""The most actors in all figures that are kept: under a stream of commits there may be new ones every few seconds."""


class OlderFigures:
    """The figures of one view that cursors were given by, by their version."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[int, tuple[Figures, float]] = {}
        """Version -> the figures, and when they were last named in a cursor; the latest last."""

    def keep(self, figures: Figures) -> None:
        """Keep figures that a cursor names."""
        known = self._kept.pop(figures.version, None) is not None
        self._kept[figures.version] = (figures, self._clock())
        if not known:
            self._let_go()

    def find(self, version: int) -> Figures | None:
        """The figures of a version; None when they are no longer kept."""
        figures, named = self._kept.get(version, (None, 0.0))
        return figures if self._clock() - named <= KEPT_SECONDS else None

    def _let_go(self) -> None:
        """Let go of what is too old, and from the oldest on of what is too much; never of the latest."""
        actors, now = 0, self._clock()
        for version, (figures, named) in [*reversed(self._kept.items())]:
            actors += len(figures.actors)
            if actors > max(KEPT_ACTORS, len(figures.actors)) or now - named > KEPT_SECONDS:
                del self._kept[version]
