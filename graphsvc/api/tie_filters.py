"""What a filter can ask of the ties of an actor, of its neighbours, and of which worlds a tie joins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphsvc.analysis import ties as worlds
from graphsvc.api.scope import FilterField, Scope
from graphsvc.api.values import Test, list_test, value_test
from graphsvc.graph.view import View
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import Direction


def ties_filter() -> FilterField:
    """On the ties of an actor."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        def member(inner: Any, where: str) -> Test:
            return _tie_of_actor(inner or {}, scope, where)

        test = list_test(asked, member, place)

        def of_actor(actor: Any) -> bool:
            ties = scope.view.ties_of(actor.id)
            scope.state.look(len(ties))
            return test([(tie, actor.id) for tie in ties])

        return of_actor

    return FilterField("ties", "ActorTieListFilter", "On its ties.", compile)


def _tie_of_actor(asked: Mapping[str, Any], scope: Scope, place: str) -> Test:
    """The test of (tie, id of the actor it is looked at from)."""
    tie = scope.test(Tie, asked.get("tie"), f"{place}.tie")
    other = scope.test(Actor, asked.get("other"), f"{place}.other")
    direction = asked.get("direction") or Direction.ANY
    return lambda pair: (
        runs(pair[0], pair[1], direction) and tie(pair[0]) and other(scope.view.other_end(pair[0], pair[1]))
    )


def runs(tie: Tie, actor: str, direction: Direction) -> bool:
    """Whether a tie of an actor runs in this direction, seen from the actor."""
    if direction == Direction.ANY or not tie.directed:
        return True
    return (tie.from_id if direction == Direction.OUT else tie.to_id) == actor


def neighbours(view: View, actor: str, direction: Direction, test: Test | None) -> list[Actor]:
    """The different actors that an actor has a tie with."""
    ties = [tie for tie in view.ties_of(actor, direction) if test is None or test(tie)]
    found = {(other := view.other_end(tie, actor)).id: other for tie in ties}
    return [other for other in found.values() if isinstance(other, Actor)]


def neighbours_filter() -> FilterField:
    """On the actors an actor has a tie with."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        def member(inner: Any, where: str) -> Test:
            return scope.test(Actor, inner, where)

        test = list_test(asked, member, place)
        return lambda actor: test(neighbours(scope.view, actor.id, Direction.ANY, None))

    return FilterField("neighbours", "ActorListFilter", "On the different actors it has a tie with.", compile)


def crosses_worlds(tie: Tie, view: View) -> bool:
    """Whether a tie joins the living world and the system world."""
    one, other = view.get(tie.from_id), view.get(tie.to_id)
    return isinstance(one, Actor) and isinstance(other, Actor) and worlds.crosses_worlds(one, other)


def crosses_worlds_filter() -> FilterField:
    """On whether a tie joins the living world and the system world."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        test = value_test(asked, place)
        return lambda tie: test(crosses_worlds(tie, scope.view))

    return FilterField("crossesWorlds", "BooleanFilter", "Whether it joins living world and system world.", compile)
