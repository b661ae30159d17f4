"""The figures of the actors in a view, and the desk that keeps the newest ones of each view."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

import anyio.to_thread
import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.access.viewer import Role
from graphsvc.analysis.actor_figures import ActorFigures, FigureInput, Figures, encoded_figures, figures_of
from graphsvc.analysis.brokerage import Brokerage
from graphsvc.analysis.older_figures import Clock, OlderFigures
from graphsvc.errors import StillComputing
from graphsvc.graph.view import View
from graphsvc.live import LiveGraph
from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import Formality, TieKind
from graphsvc.work import run_in_process

__all__ = [
    "NOT_IN_GRAPH",
    "ActorFigures",
    "Brokerage",
    "FigureDesk",
    "FigureInput",
    "Figures",
    "compute_figures",
    "figure_input",
    "figures_of",
    "in_graph",
    "is_bridge",
]

NOT_IN_GRAPH = frozenset({TieKind.PART_OF, TieKind.FUNDS})
"""The kinds of tie that figures leave out, unless asked otherwise."""
WAIT_SECONDS = 10.0
"""A caller waits no longer than this for figures."""
SECONDS, MEGABYTES = 600.0, 4096
"""What one calculation may take."""

FORMALITY_NUMBER = {formality: number for number, formality in enumerate(Formality)}

log = logging.getLogger(__name__)


def in_graph(tie: Tie) -> bool:
    """Whether a tie is in the graph that figures are computed on."""
    return tie.tie_kind not in NOT_IN_GRAPH


def is_bridge(figures: Figures, tie: Tie) -> bool:
    """Whether the network falls further apart without the ties between these two actors."""
    return in_graph(tie) and (min(tie.from_id, tie.to_id), max(tie.from_id, tie.to_id)) in figures.bridges


def compute_figures(view: View) -> Figures:
    """The figures of all actors of a view, computed here and now."""
    return figures_of(figure_input(view))


def figure_input(view: View) -> FigureInput:
    """What the figures of a view are computed from, without any record."""
    actors = sorted(view.actors(), key=lambda actor: actor.id)
    number = {actor.id: place for place, actor in enumerate(actors)}
    ties = list(view.ties())
    return FigureInput(
        version=view.version,
        day=view.day,
        ids=[actor.id for actor in actors],
        formality=np.array([FORMALITY_NUMBER[actor.formality] for actor in actors], np.int8),
        formal=np.array([actor.is_formal for actor in actors], np.bool_),
        living=np.array([actor.is_living_world for actor in actors], np.bool_),
        tie_counts=np.bincount(ends_of(ties, number).ravel(), minlength=len(actors)),
        pairs=distinct_pairs(ends_of(filter(in_graph, ties), number)),
    )


def ends_of(ties: Iterable[Tie], number: dict[str, int]) -> NDArray[np.int64]:
    """The numbers of both ends of each tie, shape (ties, 2)."""
    return np.array([(number[tie.from_id], number[tie.to_id]) for tie in ties], np.int64).reshape(-1, 2)


def distinct_pairs(ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The distinct pairs among ends, direction ignored, in order, shape (pairs, 2)."""
    return np.unique(np.sort(ends, axis=1), axis=0)


_Key = tuple[Role, tuple[str, ...], str | None, date | None]
_decoder = msgspec.msgpack.Decoder(Figures)


class _Place:
    """What the desk knows of one view."""

    def __init__(self, clock: Clock) -> None:
        self.view: View
        self.newest: Figures | None = None
        self.older = OlderFigures(clock)
        self.wanted = 0
        """The version somebody asked for."""
        self.error: Exception | None = None
        """Why the last calculation failed; None when it did not."""
        self.task: asyncio.Task[None] | None = None
        self.news = asyncio.Condition()

    def has(self, version: int) -> bool:
        """Whether there are figures of this version or a later one."""
        return self.newest is not None and self.newest.version >= version


class FigureDesk:
    """Keeps the newest finished figures of each view; computes newer ones in a worker process when asked for.

    Of each view one calculation runs; commits made meanwhile are taken in together by the next.
    """

    def __init__(
        self,
        live: LiveGraph,
        *,
        kept: int = 16,
        wait_seconds: float = WAIT_SECONDS,
        seconds: float = SECONDS,
        clock: Clock = time.monotonic,
    ) -> None:
        """Keeps the figures of `kept` views; a calculation may take `seconds`, a caller waits `wait_seconds`."""
        self._live, self._kept, self._wait_seconds, self._seconds = live, kept, wait_seconds, seconds
        self._clock = clock
        self._places: dict[_Key, _Place] = {}

    def newest(self, view: View) -> Figures | None:
        """The newest finished figures of a view, if there are any; starts nothing."""
        place = self._places.get(_key(view))
        return place.newest if place else None

    def older(self, view: View) -> OlderFigures:
        """The figures of a view that cursors go by."""
        return self._place(view).older

    async def get(self, view: View, fresh: bool = False) -> Figures:
        """The newest finished figures of a view; newer ones are started when the graph has moved on.

        Waits, at most 10 s, only when there are none yet or when `fresh` asks for those of now. After that it gives
        the newest finished ones, or raises StillComputing when there are none. Raises what a calculation raised.
        """
        place = self._place(view)
        version = view.version
        if not place.has(version):
            place.wanted = version
            if place.task is None or place.task.done():
                place.error = None
                place.task = asyncio.create_task(self._compute(place))
            if place.newest is None or fresh:
                await self._wait(place, version)
        if place.newest is None:
            raise StillComputing("The figures are still being computed. Ask again in a minute.")
        return place.newest

    async def close(self) -> None:
        """Stop all calculations."""
        tasks = [place.task for place in self._places.values() if place.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _place(self, view: View) -> _Place:
        """The place of a view, put last; of those asked for longest ago, too many are forgotten, unless at work."""
        key = _key(view)
        place = self._places.pop(key) if key in self._places else _Place(self._clock)
        self._places[key] = place
        place.view = view
        idle = [other for other, held in self._places.items() if held.task is None or held.task.done()]
        for old in idle[: max(0, len(self._places) - self._kept)]:
            if old != key:
                del self._places[old]
        return place

    async def _wait(self, place: _Place, version: int) -> None:
        """Until the figures of a version are there, for as long as a caller waits; raises what went wrong."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._wait_seconds), place.news:
                await place.news.wait_for(lambda: place.has(version) or place.error is not None)
        if place.error is not None and not place.has(version):
            raise place.error

    async def _compute(self, place: _Place) -> None:
        """Compute until the figures are those of the version last asked for, or a calculation fails."""
        while not place.has(place.wanted) and place.error is None:
            try:
                place.newest = await self._figures(place.view)
            except Exception as error:
                log.warning("figures could not be computed: %s", error)
                place.error = error
            async with place.news:
                place.news.notify_all()

    async def _figures(self, view: View) -> Figures:
        async with self._live.reading():
            given = await anyio.to_thread.run_sync(figure_input, view)
        encoded = await run_in_process(encoded_figures, given, seconds=self._seconds, megabytes=MEGABYTES)
        return await anyio.to_thread.run_sync(_decoder.decode, encoded)


def _key(view: View) -> _Key:
    viewer = view.viewer
    return viewer.role, viewer.regions, viewer.actor, view.day
