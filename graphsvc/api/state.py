"""The state of one request: who asks, the views it reads, the figures it goes by, and how much it may look at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from functools import cache
from math import ceil
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from graphsvc.access.policy import is_advisory, is_few, visible_fields
from graphsvc.access.viewer import Role, Viewer
from graphsvc.analysis.figures import Figures
from graphsvc.analysis.older_figures import OlderFigures
from graphsvc.api.refusals import CostExceeded, CursorExpired
from graphsvc.graph.sight import Seen
from graphsvc.graph.view import View
from graphsvc.language import Language
from graphsvc.live import LiveGraph
from graphsvc.model.fields import Field


class Allowance(msgspec.Struct, frozen=True):
    """What a role may ask for at once."""

    cost: int
    """Records an answer can hold, estimated before the run."""
    looks: int
    """Records that lists and filters look at, counted in the run: one by one, or as `masks.looks` counts many at once."""
    page: int
    """Records on a page."""


ORDINARY = Allowance(cost=5_000, looks=100_000, page=100)
WIDE = Allowance(cost=50_000, looks=2_000_000, page=1_000)


def allowance_of(role: Role) -> Allowance:
    """What this role may ask for at once."""
    return WIDE if role in (Role.ANALYST, Role.ADMIN) else ORDINARY


KEPT = 4
"""How many large answers of one name are kept per view."""
T = TypeVar("T")
NONE: Mapping[str, Any] = MappingProxyType({})


class Failed(msgspec.Struct, frozen=True):
    """Why something could not be computed before the run; raised where its field is read."""

    error: Exception


class Stretch(msgspec.Struct, frozen=True):
    """A part of the log up to now: what was changed after a version, and from a moment on."""

    since: int
    moment: datetime | None = None


class Log:
    """What an answer reads of the log: the past of records, and how much changed."""

    def __init__(self) -> None:
        self.known: dict[str, list[Seen] | Failed] = {}
        """Record id -> its changes that the viewer may see, oldest first."""
        self.counts: dict[Stretch, int | Failed] = {}
        """Stretch -> how many changes in it the viewer may see."""
        self.wanted: set[str | Stretch] = set()
        """What a run lacked, records whose past and stretches whose count: it is read before the next run."""

    def count(self, stretch: Stretch) -> int:
        """How many changes of a stretch the viewer may see; 0 when a run lacks it yet. Raises what the reading raised."""
        found = self.counts.get(stretch)
        if isinstance(found, Failed):
            raise found.error
        if found is None:
            self.wanted.add(stretch)
        return found or 0


class State:
    """One request's state. All fields read the graph through it, so that they read one version."""

    def __init__(
        self,
        live: LiveGraph,
        viewer: Viewer,
        language: Language,
        day: date | None = None,
        variables: Mapping[str, Any] = NONE,
    ) -> None:
        self.live, self.viewer, self.language, self.day = live, viewer, language, day
        self.variables = variables
        """The variables of the request, coerced."""
        self.allowance = allowance_of(viewer.role)
        self.view = live.view(viewer, day)
        self.log = Log()
        self.days: set[date] = set()
        """The other dates that the request reads."""
        self.dated: dict[str, State | Failed] = {}
        """Key in the answer of a graph at another date -> the state that all below it reads."""
        self.figures: Figures | None = None
        self.older: OlderFigures | None = None
        """The figures of before that cursors may go by."""
        self.wanted_figures: Figures | None = None
        """The older figures that a cursor in a run goes by: the next run goes by them as a whole."""
        self._cursors_figures: int | None = None
        self.computed: dict[tuple[str, bytes], Any] = {}
        """(field, arguments) -> what was computed before the run."""
        self.prepared: dict[Any, Any] = {}
        """Place in the document -> what reads the field there."""
        self.lost: list[Any] = []
        """The marks that a run left in its answer where something failed."""
        self._looked = 0.0
        self._all: View | None = None

    @property
    def looked(self) -> int:
        """How many records were looked at; a part of one counts as one."""
        return ceil(round(self._looked, 6))  # parts that are added up are not quite whole

    @property
    def all(self) -> View:
        """What the viewer may see of all times."""
        if self._all is None:
            self._all = self.live.view(self.viewer, ended=True)
        return self._all

    def at(self, day: date) -> State:
        """The state of the same request on another day; what it looks at counts for the request."""
        other = State(self.live, self.viewer, self.language, day, self.variables)
        other.log, other.look = self.log, self.look  # type: ignore[method-assign]  # one count for the request
        other.lost, other.days = self.lost, self.days
        return other

    def compute(self, name: str, arguments: Mapping[str, Any], compute: Callable[..., Any]) -> None:
        """Compute the value of a field before the run; an error is kept for the field itself."""
        value: Any
        try:
            value = compute(arguments, self)
        except Exception as error:
            value = Failed(error)
        self.computed[_computed_key(name, arguments)] = value

    def computed_value(self, name: str, arguments: Mapping[str, Any]) -> Any:
        """What was computed before the run. Raises what was raised then."""
        found = self.computed[_computed_key(name, arguments)]
        if isinstance(found, Failed):
            raise found.error
        return found

    def named_figures(self) -> int | None:
        """The version of the figures, for a cursor to name: they are kept for it."""
        if self.figures is None:
            return None
        if self.older is not None:
            self.older.keep(self.figures)
        return self.figures.version

    def go_by(self, version: int) -> None:
        """Let the answer go by the figures that a cursor names, if need be in a run anew.

        Raises CursorExpired when they are no longer kept, or when another cursor of the request names others.
        """
        if self._cursors_figures not in (None, version):
            raise CursorExpired("The cursors of this request go by different figures. Ask for one page at a time.")
        self._cursors_figures = version
        if self.figures is not None and self.figures.version == version:
            return
        self.wanted_figures = self.older.find(version) if self.older is not None else None
        if self.wanted_figures is None:
            raise CursorExpired(
                "The figures that this cursor goes by were replaced over 10 minutes ago. Start again from the first page."
            )

    def begins_anew(self) -> bool:
        """Whether a cursor in the run that ended goes by older figures. They are taken then, for the next run."""
        found = False
        for state in (self, *self.dated.values()):
            if isinstance(state, State) and state.wanted_figures is not None:
                state.figures, state.wanted_figures, found = state.wanted_figures, None, True
        return found

    def keep(self, name: str, question: Hashable, work_out: Callable[[], T]) -> T:
        """What `work_out` gives, kept for a few questions of a name until the graph changes: answers of analysis are large."""
        kept: dict[Hashable, T] = self.view.once((name, "kept"), dict)
        answer = kept.get(question)
        if answer is None:
            answer = work_out()
            if len(kept) >= KEPT:
                kept.clear()
            kept[question] = answer
        return answer

    def refresh(self) -> None:
        """Take the views again: one that was kept long enough ago may have been let go, and no longer follows changes."""
        for state in (self, *self.dated.values()):
            if isinstance(state, State):
                state.view, state._all = state.live.view(state.viewer, state.day), None

    def again(self, looked: int) -> None:
        """Begin the run anew, with so many records looked at before it."""
        self._looked = looked
        for state in (self, *self.dated.values()):
            if isinstance(state, State):
                state.prepared.clear()

    def look(self, count: float) -> None:
        """Count records looked at; raises CostExceeded when they are too many for this viewer."""
        self._looked += count
        if self._looked > self.allowance.looks:
            raise CostExceeded(
                self.looked,
                self.allowance.looks,
                f"The filters look at more than {self.allowance.looks} records. Ask for a smaller area, or filter on fewer lists.",
            )

    @property
    def told_all(self) -> bool:
        """Whether the viewer is told numbers of residents however few they are."""
        return is_advisory(self.viewer)

    def told_residents(self, residents: int | None) -> int | None:
        """A number of residents as the viewer may know it: None when they are few."""
        return None if residents is not None and is_few(self.viewer, residents) else residents

    def shows(self, struct: type[msgspec.Struct], field: Field) -> bool:
        """Whether the viewer may see this field of the records that it sees."""
        return field.access == "record" or field.name in _shown(self.viewer.role, struct)


@cache
def _shown(role: Role, struct: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(field.name for field in visible_fields(role, struct))


def _computed_key(name: str, arguments: Mapping[str, Any]) -> tuple[str, bytes]:
    """By what a computed value is found again in the run."""
    return name, msgspec.json.encode(arguments, order="deterministic")
