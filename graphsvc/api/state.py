"""The state of one request: who asks, the views it reads, the figures it goes by, and how much it may look at."""

from __future__ import annotations

from datetime import date
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
from graphsvc.model.changes import Entry
from graphsvc.model.fields import Field


class Allowance(msgspec.Struct, frozen=True):
    """What a role may ask for at once."""

    cost: int
    """Records an answer can hold, estimated before the run."""
    looks: int
    """Records that filters look at, counted in the run."""
    page: int
    """Records on a page."""


ORDINARY = Allowance(cost=5_000, looks=100_000, page=100)
WIDE = Allowance(cost=50_000, looks=2_000_000, page=1_000)


def allowance_of(role: Role) -> Allowance:
    """What this role may ask for at once."""
    return WIDE if role in (Role.ANALYST, Role.ADMIN) else ORDINARY


class Failed(msgspec.Struct, frozen=True):
    """Why something could not be computed before the run; raised where its field is read."""

    error: Exception


class Log:
    """The log as histories in an answer read it."""

    def __init__(self) -> None:
        self.entries: list[Entry] | Failed = []
        self.by_record: dict[str, list[Seen]] | None = None
        """Record id -> its changes that the viewer may see; None until it is needed."""


class State:
    """One request's state. All fields read the graph through it, so that they read one version."""

    def __init__(self, live: LiveGraph, viewer: Viewer, language: Language, day: date | None = None) -> None:
        self.live, self.viewer, self.language, self.day = live, viewer, language, day
        self.allowance = allowance_of(viewer.role)
        self.view = live.view(viewer, day)
        self.log = Log()
        self.wants_log = False
        """Whether the document asks for histories."""
        self.dated: dict[str, State | Failed] = {}
        """Key in the answer of a graph at another date -> the state that all below it reads."""
        self.figures: Figures | None = None
        self.computed: dict[Any, Any] = {}
        """(field, arguments) -> what was computed before the run."""
        self.prepared: dict[Any, Any] = {}
        """Place in the document -> what reads the field there."""
        self.looked = 0

    @property
    def all(self) -> View:
        """What the viewer may see of all times."""
        return self.live.view(self.viewer, ended=True)

    def at(self, day: date) -> State:
        """The state of the same request on another day; what it looks at counts for the request."""
        other = State(self.live, self.viewer, self.language, day)
        other.log, other.look = self.log, self.look  # type: ignore[method-assign]  # one count for the request
        return other

    def refresh(self) -> None:
        """Take the views again: one that was kept long enough ago may have been let go, and no longer follows changes."""
        for state in (self, *self.dated.values()):
            if isinstance(state, State):
                state.view = state.live.view(state.viewer, state.day)

    def look(self, count: int) -> None:
        """Count records looked at; raises CostExceeded when they are too many for this viewer."""
        self.looked += count
        if self.looked > self.allowance.looks:
            raise CostExceeded(
                self.looked,
                self.allowance.looks,
                f"The filters look at more than {self.allowance.looks} records. Ask for a smaller area, or filter on fewer lists.",
            )

    def shows(self, struct: type[msgspec.Struct], field: Field) -> bool:
        """Whether the viewer may see this field of the records that it sees."""
        return field.access == "record" or field in visible_fields(self.viewer.role, struct)
