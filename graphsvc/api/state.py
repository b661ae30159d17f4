"""The state of one request: who asks, the views it reads, the figures it goes by, and how much it may look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from math import ceil
from types import MappingProxyType
from typing import Any

import msgspec

from graphsvc.access.policy import visible_fields
from graphsvc.access.viewer import Role, Viewer
from graphsvc.analysis.figures import Figures
from graphsvc.api.refusals import CostExceeded
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


NONE: Mapping[str, Any] = MappingProxyType({})


class Failed(msgspec.Struct, frozen=True):
    """Why something could not be computed before the run; raised where its field is read."""

    error: Exception


class Log:
    """The past of records, as histories in an answer read it."""

    def __init__(self) -> None:
        self.known: dict[str, list[Seen] | Failed] = {}
        """Record id -> its changes that the viewer may see, oldest first."""
        self.wanted: set[str] = set()
        """The ids of records whose past a run lacked: it is read before the next run."""


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
        self.dated: dict[str, State | Failed] = {}
        """Key in the answer of a graph at another date -> the state that all below it reads."""
        self.figures: Figures | None = None
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
        other.lost = self.lost
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

    def shows(self, struct: type[msgspec.Struct], field: Field) -> bool:
        """Whether the viewer may see this field of the records that it sees."""
        return field.access == "record" or field.name in _shown(self.viewer.role, struct)


@cache
def _shown(role: Role, struct: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(field.name for field in visible_fields(role, struct))


def _computed_key(name: str, arguments: Mapping[str, Any]) -> tuple[str, bytes]:
    """By what a computed value is found again in the run."""
    return name, msgspec.json.encode(arguments, order="deterministic")
