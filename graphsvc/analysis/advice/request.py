"""What an advice is asked for."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from graphsvc.errors import BadInput, Fault, NotFound
from graphsvc.graph.view import View
from graphsvc.model.changes import fingerprint
from graphsvc.model.records import Actor, Area, Record, TargetGroup, Theme
from graphsvc.model.vocabularies import ReachedBy

LARGEST_BUDGET = 50
"""The most first conversations that one advice plans."""


class AdviceRequest(msgspec.Struct, frozen=True, kw_only=True):
    """For whom, about what, and within which limits. Ids are those of records the viewer may see."""

    area: str | None = None
    """None: the whole graph."""
    theme: str | None = None
    target_group: str | None = None
    asking: str | None = None
    """The actor that wants to plug in; None: any FORMAL actor of the area."""
    reached_by: ReachedBy = ReachedBy.SYSTEM_WORLD
    budget: int = 5
    max_per_actor: int = 2
    """How many points one actor may be asked to introduce."""
    minimum_strength: float = 0.2
    """Of each step on a path, 0-1."""
    fair: bool = True
    allowed: frozenset[str] | None = None
    """The actors that may be a point; None: all."""
    excluded: tuple[str, ...] = ()
    """Actors that are to be left alone, as if they had said so themselves."""
    seed: int = 1

    @property
    def question(self) -> str:
        """The id of the question, the same for the same area, theme, target group and asking actor."""
        return f"question-{question_key(self)}"

    @property
    def id(self) -> str:
        """The id of the advice, the same for the same request."""
        asked = {name: getattr(self, name) for name in self.__struct_fields__}
        asked["allowed"] = None if self.allowed is None else sorted(self.allowed)
        asked["excluded"] = sorted(set(self.excluded))
        return f"advice-{fingerprint(asked)[:16]}"


def question_key(request: AdviceRequest) -> str:
    """The part of ids that names the question."""
    return fingerprint([request.area, request.theme, request.target_group, request.asking])[:16]


def check(view: View, request: AdviceRequest) -> None:
    """Raises BadInput with every value that is out of range, else NotFound for the first record that is not seen."""
    if faults := list(_faults(request)):
        raise BadInput(faults)
    named: list[tuple[str, str | None, type[Record]]] = [
        ("area", request.area, Area),
        ("theme", request.theme, Theme),
        ("targetGroup", request.target_group, TargetGroup),
        ("asking", request.asking, Actor),
        *((f"excluded[{place}]", id, Actor) for place, id in enumerate(request.excluded)),
    ]
    for place, id, struct in named:
        if id is not None and not isinstance(view.get(id), struct):
            raise NotFound(f"{place}: there is no {struct.kind.words.en} {id}.")


def _faults(request: AdviceRequest) -> Iterator[Fault]:
    if not 1 <= request.budget <= LARGEST_BUDGET:
        yield _out_of_range("budget", request.budget, f"from 1 to {LARGEST_BUDGET}")
    if request.max_per_actor < 1:
        yield _out_of_range("maxPerActor", request.max_per_actor, "1 or more")
    if not 0 <= request.minimum_strength <= 1:
        yield _out_of_range("minimumStrength", request.minimum_strength, "from 0 to 1")
    if request.reached_by is ReachedBy.ASKING and request.asking is None:
        yield Fault("asking", "REQUIRED", "asking is required when reachedBy is ASKING.", "Name the actor that asks.")
    if request.asking is not None and request.asking in request.excluded:
        yield Fault("excluded", "CONTRADICTION", "The asking actor is excluded.", "Leave it out of excluded.")


def _out_of_range(place: str, value: float, allowed: str) -> Fault:
    return Fault(place, "OUT_OF_RANGE", f"{place} is {value}.", f"Allowed is {allowed}.")
