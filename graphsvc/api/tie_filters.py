"""What a filter can ask of the ties of an actor, of its neighbours, and of which world an actor is of or a tie joins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from graphsvc.analysis import ties as worlds
from graphsvc.api.masks import LISTS, Test, all_of, looks
from graphsvc.api.scope import FilterField, Scope
from graphsvc.api.sieve import Sieve
from graphsvc.api.values import list_test, value_test
from graphsvc.graph.adjacency import edges_at
from graphsvc.graph.codings import ChoiceCoding
from graphsvc.graph.columns import Mask, Numbers
from graphsvc.graph.field_columns import columns_of
from graphsvc.graph.graph import Graph
from graphsvc.graph.rows import Rows, together, without_repeats
from graphsvc.graph.view import View
from graphsvc.model.fields import field_by_key
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import Direction

YES_OR_NO = ChoiceCoding((False, True))


def ties_filter() -> FilterField:
    """On the ties of an actor."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        def member(inner: Any, where: str) -> Test:
            return _tie_of_actor(inner or {}, scope, where)

        lists = list_test(asked, member, place)

        def passes(numbers: Numbers) -> Mask:
            rows = _ends_at(scope.view, numbers)
            scope.state.look(looks(len(rows.numbers)))
            return lists.passes(rows, len(numbers))

        return Test(passes, LISTS)

    return FilterField("ties", "ActorTieListFilter", "On its ties.", compile)


def _ends_at(view: View, actors: Numbers) -> Rows:
    """The ends of ties at actors: twice the number of the tie, and one more when it ends there rather than starts."""
    starts = edges_at(view, RecordKind.TIE, actors, outwards=True)
    ends = edges_at(view, RecordKind.TIE, actors, outwards=False)
    return together(Rows(starts.places, starts.numbers * 2), Rows(ends.places, ends.numbers * 2 + 1))


def _other_ends(view: View, ends: Numbers) -> Numbers:
    """The actors at the other side of ties."""
    ties, graph = ends >> 1, view.graph
    others: Numbers = np.where(ends & 1, graph.tails.values[ties], graph.heads.values[ties])
    return others


def _tie_of_actor(asked: Mapping[str, Any], scope: Scope, place: str) -> Test:
    """The test of a tie as seen from one of its ends."""
    tests: list[Test] = []
    if (direction := asked.get("direction") or Direction.ANY) != Direction.ANY:
        tests.append(_running(direction, scope.view))
    if asked.get("tie"):
        tie = scope.test(Tie, asked["tie"], f"{place}.tie")
        tests.append(Test(lambda ends: tie.passes(ends >> 1), tie.cost))
    if asked.get("other"):
        other = scope.test(Actor, asked["other"], f"{place}.other")
        tests.append(Test(lambda ends: other.passes(_other_ends(scope.view, ends)), max(LISTS, other.cost)))
    return all_of(tests)


def _running(direction: Direction, view: View) -> Test:
    """Whether a tie runs in this direction, seen from an end; an undirected one runs both ways."""
    directed = columns_of(view.graph).of(Tie, field_by_key(Tie)["directed"])
    no, side = directed.coding.code(False), int(direction == Direction.IN)
    return Test(lambda ends: ((ends & 1) == side) | (directed.at(ends >> 1) == no))


def neighbours(view: View, actor: str, direction: Direction, sieve: Sieve | None) -> list[Actor]:
    """The different actors that an actor has a tie with."""
    ties = view.ties_of(actor, direction)
    ties = ties if sieve is None else sieve.among(ties)
    found = {(other := view.other_end(tie, actor)).id: other for tie in ties}
    return [other for other in found.values() if isinstance(other, Actor)]


def neighbours_filter() -> FilterField:
    """On the actors an actor has a tie with."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        def member(inner: Any, where: str) -> Test:
            return scope.test(Actor, inner, where)

        lists = list_test(asked, member, place)

        def passes(numbers: Numbers) -> Mask:
            rows = _ends_at(scope.view, numbers)
            scope.state.look(looks(len(rows.numbers)))
            others = Rows(rows.places, _other_ends(scope.view, rows.numbers))
            return lists.passes(without_repeats(others) if lists.counts else others, len(numbers))

        return Test(passes, LISTS)

    return FilterField("neighbours", "ActorListFilter", "On the different actors it has a tie with.", compile)


def crosses_worlds(tie: Tie, view: View) -> bool:
    """Whether a tie joins the living world and the system world."""
    one, other = view.get(tie.from_id), view.get(tie.to_id)
    return isinstance(one, Actor) and isinstance(other, Actor) and worlds.crosses_worlds(one, other)


def crosses(graph: Graph, ties: Numbers) -> Mask:
    """The same of many ties at once."""
    living, formal = columns_of(graph).flag("is_living_world"), columns_of(graph).flag("is_formal")
    yes, one, other = living.coding.code(True), graph.tails.values[ties], graph.heads.values[ties]
    found: Mask = (living.at(one) == yes) & (formal.at(other) == yes)
    found |= (formal.at(one) == yes) & (living.at(other) == yes)
    return found


def living_world_filter() -> FilterField:
    """On whether an actor belongs to the living world."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        living = columns_of(scope.view.graph).flag("is_living_world")
        test = value_test(asked, living.coding, place)
        return Test(lambda actors: test.passes(living.at(actors)), test.cost)

    return FilterField("isLivingWorld", "BooleanFilter", "Whether it belongs to the living world.", compile)


def crosses_worlds_filter() -> FilterField:
    """On whether a tie joins the living world and the system world."""

    def compile(asked: Any, scope: Scope, place: str) -> Test:
        graph = scope.view.graph
        test = value_test(asked, YES_OR_NO, place)
        return Test(lambda ties: test.passes(crosses(graph, ties)))

    return FilterField("crossesWorlds", "BooleanFilter", "Whether it joins living world and system world.", compile)
