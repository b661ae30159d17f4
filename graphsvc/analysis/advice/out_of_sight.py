"""Who is cut off: networks that would gain much and that nobody can introduce, and the way in that exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scipy.sparse.csgraph import connected_components

from graphsvc.analysis.advice import sentences as says
from graphsvc.analysis.advice.answer import OutOfSight
from graphsvc.analysis.advice.problem import Problem
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.rules import may_introduce
from graphsvc.analysis.advice.scope import Scope
from graphsvc.analysis.advice.sentences import Message, Sentence, say
from graphsvc.analysis.ties import day_of
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Gathering, MeetingPlace, Record, Signal

MOST_GROUPS = 5

MEETINGS: tuple[tuple[LinkKind, type[Record], Message], ...] = (
    (LinkKind.USES, MeetingPlace, says.SHARES_PLACE),
    (LinkKind.ATTENDED, Gathering, says.BOTH_ATTENDED),
)
"""Where people met who are not tied, the surest first."""


def out_of_sight(
    view: View, request: AdviceRequest, scope: Scope, problem: Problem, networks: Sequence[int]
) -> tuple[OutOfSight, ...]:
    """The groups of these networks that are tied among themselves, the five of most weight (equals by id).

    `networks` meet every rule but the warm path and would each gain something.
    """
    groups = [(float(sum(problem.weight[group])), group) for group in _groups(scope, problem, networks)]
    groups.sort(key=lambda found: (-found[0], found[1]))
    near = _near(view, request, scope)
    found = []
    for weight, group in groups[:MOST_GROUPS]:
        members = [actor for actor in (view.actor(problem.ids[number]) for number in group) if actor is not None]
        way_in = next(_ways_in(view, members, near), say(says.GO_AND_ASK))
        found.append(OutOfSight(tuple(member.id for member in members), weight, way_in, way_in.records))
    return tuple(found)


def _groups(scope: Scope, problem: Problem, networks: Sequence[int]) -> list[list[int]]:
    if not networks:
        return []
    living = {id: number for number, id in enumerate(scope.living)}
    places = [living[problem.ids[number]] for number in networks]
    _, component = connected_components(problem.living_ties[places][:, places], directed=False)
    groups: dict[int, list[int]] = {}
    for number, group in zip(networks, component.tolist(), strict=True):
        groups.setdefault(group, []).append(number)
    return list(groups.values())


def _near(view: View, request: AdviceRequest, scope: Scope) -> dict[str, Actor]:
    """Those who might take somebody along: who asks, then the living world that is in contact and may be asked."""
    near = {id: view.actor(id) for id in (*scope.askers, *sorted(scope.contacts))}
    day = day_of(view)
    return {id: actor for id, actor in near.items() if actor is not None and may_introduce(actor, request, day)}


def _ways_in(view: View, members: Sequence[Actor], near: dict[str, Actor]) -> Iterator[Sentence]:
    for kind, struct, message in MEETINGS:
        for member in members:
            for place in _sorted(view.linked(member.id, kind)):
                for actor in _sorted(view.linking(place.id, kind)):
                    if isinstance(place, struct) and isinstance(actor, Actor) and actor.id in near:
                        yield say(message, place, actor, member=member, actor=actor, where=place)
    for member in members:
        for signal in _sorted(view.linked(member.id, LinkKind.RAISED)):
            if isinstance(signal, Signal):
                yield say(says.RAISED_SIGNAL, signal, member=member)


def _sorted(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record.id)
