"""Counting the actors of a list by what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.api.connections import Page
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition, enum_named
from graphsvc.api.masks import looks
from graphsvc.api.metrics import figure_column
from graphsvc.api.relations import relations_of
from graphsvc.api.state import State
from graphsvc.graph.columns import Numbers
from graphsvc.graph.field_columns import FieldColumn, columns_of
from graphsvc.graph.graph import Graph
from graphsvc.graph.numbered import in_order, numbers_of
from graphsvc.graph.rows import Rows, gathered, spread, together, without_repeats
from graphsvc.graph.view import View
from graphsvc.model.fields import field_by_key
from graphsvc.model.records import Actor, Area
from graphsvc.model.vocabularies import AreaLevel

NONE = -1
"""The number of an actor's value where it has none."""


class GroupKey(msgspec.Struct, frozen=True):
    """One thing by which actors are counted."""

    description: str
    values: Callable[[Numbers, State], Rows]
    """The values of some actors, as numbers, in order of actor; each has at least one."""
    read: Callable[[int, Graph], Any]
    """The value that a number stands for."""


def _declared(key: str, description: str) -> GroupKey:
    def column(graph: Graph) -> FieldColumn:
        return columns_of(graph).of(Actor, field_by_key(Actor)[key])

    def read(code: int, graph: Graph) -> Any:
        coding = column(graph).coding
        return coding.value(coding.null if code == NONE else code)

    def values(actors: Numbers, state: State) -> Rows:
        found = column(state.view.graph)
        codes = found.at(actors)
        return _single(np.where(found.coding.unknown(codes), NONE, codes))

    return GroupKey(description, values, read)


def _single(codes: NDArray[Any]) -> Rows:
    return Rows(np.arange(len(codes)), codes.astype(np.intp))


def _or_none(rows: Rows, length: int) -> Rows:
    """Each number once, and NONE for an actor without any."""
    without = np.flatnonzero(np.bincount(rows.places, minlength=length) == 0)
    both = without_repeats(Rows(rows.places, rows.numbers - NONE))
    rows = together(Rows(both.places, both.numbers + NONE), Rows(without, np.full(len(without), NONE)))
    order = np.argsort(rows.places, kind="stable")
    return Rows(rows.places[order], rows.numbers[order])


def _linked(name: str, actors: Numbers, view: View) -> Rows:
    relation = next(relation for relation in relations_of(Actor) if relation.name == name)
    return relation.rows(view, actors)


def _areas(actors: Numbers, state: State) -> Rows:
    return _or_none(_linked("areas", actors, state.view), len(actors))


def _themes(actors: Numbers, state: State) -> Rows:
    view, own = state.view, _linked("themes", actors, state.view)
    wanted, places = _distinct(own.numbers)
    broader = gathered([in_order(view.broader(id), view.graph).tolist() for id in _ids(wanted, view)])
    all_of_them = spread(places, broader)
    return _or_none(Rows(own.places[all_of_them.places], all_of_them.numbers), len(actors))


def _municipalities(actors: Numbers, state: State) -> Rows:
    """Of each actor the first municipality around any of its areas, by id."""
    view, graph = state.view, state.view.graph
    areas = _linked("areas", actors, view)
    wanted, places = _distinct(areas.numbers)
    found = [_municipality(id, view) for id in _ids(wanted, view)]
    ids = sorted({id for id in found if id is not None})
    rank = {id: place for place, id in enumerate(ids)}
    ranks = np.array([len(ids) if id is None else rank[id] for id in found], np.intp)
    first = np.full(len(actors), len(ids))
    np.minimum.at(first, areas.places, ranks[places])
    return _single(np.array([*(graph.node_number[id] for id in ids), NONE])[first])


def _municipality(area: str, view: View) -> str | None:
    around = (view.get(id) for id in sorted(view.around(area)))
    return next((one.id for one in around if isinstance(one, Area) and one.level is AreaLevel.MUNICIPALITY), None)


def _distinct(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The different numbers among some, and the place of each among these."""
    wanted = np.flatnonzero(np.bincount(numbers))
    place = np.zeros(int(wanted.max(initial=-1)) + 1, np.intp)
    place[wanted] = np.arange(len(wanted))
    return wanted, place[numbers]


def _ids(nodes: Numbers, view: View) -> list[str]:
    return [view.graph.nodes[number].id for number in nodes.tolist()]


def _id(number: int, graph: Graph) -> str | None:
    return None if number == NONE else graph.nodes[number].id


KEYS: dict[str, GroupKey] = {
    "ACTOR_KIND": _declared("actorKind", "By kind."),
    "FORMALITY": _declared("formality", "By formality."),
    "SECTOR": _declared("sector", "By sector; null where it is unknown."),
    "CAPACITY": _declared("capacity", "By capacity."),
    "AREA": GroupKey("By the id of each area it is linked to: an actor of two areas counts in both.", _areas, _id),
    "MUNICIPALITY": GroupKey("By the id of the first municipality it is active in.", _municipalities, _id),
    "THEME": GroupKey(
        "By the id of each theme it has, broader ones included: an actor of two themes counts in both.", _themes, _id
    ),
    "COMMUNITY": GroupKey(
        "By the number of its community.",
        lambda actors, state: _single(figure_column("community", state)[actors]),
        lambda number, graph: number,
    ),
}


def _prepare_groups(arguments: Arguments, state: State) -> Callable[[Page], list[dict[str, Any]]]:
    keys = list(dict.fromkeys(str(key) for key in arguments["by"]))

    def read(page: Page) -> list[dict[str, Any]]:
        graph = state.view.graph
        state.look(looks(len(page.records)))
        actors = numbers_of(page.records, graph)
        found, counts = _counted([KEYS[key].values(actors, state) for key in keys], len(actors))
        parts = [[KEYS[key].read(code, graph) for code in codes] for key, codes in zip(keys, found, strict=True)]
        groups = zip(counts, zip(*parts, strict=True), strict=True) if keys else ((len(actors), ()),)
        ordered = sorted(groups, key=lambda group: (-group[0], [str(part) for part in group[1]]))
        return [{"key": dict(zip(keys, values, strict=True)), "count": count} for count, values in ordered if count]

    return read


def _counted(values: Sequence[Rows], length: int) -> tuple[list[list[int]], list[int]]:
    """How often each combination of values occurs: per key the values, and the counts."""
    places = np.arange(length)
    combined = np.zeros(length, np.intp)
    spans: list[int] = []
    for rows in values:
        more = spread(places, rows)
        spans.append(int(rows.numbers.max(initial=NONE)) - NONE + 1)
        combined = combined[more.places] * spans[-1] + (more.numbers - NONE)
        places = places[more.places]
    kinds, counts = np.unique(combined, return_counts=True)
    found: list[list[int]] = []
    for span in reversed(spans):
        found.insert(0, (kinds % span + NONE).tolist())
        kinds //= span
    return found, counts.tolist()


def _aggregate(page: Page, state: State) -> dict[str, Any]:
    state.look(looks(len(page.records)))
    graph = state.view.graph
    column = columns_of(graph).of(Actor, field_by_key(Actor)["residentsReached"])
    reached = column.at(numbers_of(page.records, graph))
    known = reached[~column.coding.unknown(reached)]
    total = int(known.sum(dtype=np.int64))
    return {
        "count": len(page.records),
        "residentsReachedKnown": len(known),
        "residentsReachedSum": total if len(known) else None,
        "residentsReachedMean": total / len(known) if len(known) else None,
    }


GROUP_FIELDS = (
    FieldDefinition(
        "groups",
        "[ActorGroup!]!",
        "How many there are, on all pages, by what they have in common; largest first.",
        prepare=_prepare_groups,
        arguments=(Argument("by", "[ActorGroupKey!]!", "By what."),),
        price=20,
    ),
    FieldDefinition("aggregate", "ActorAggregate!", "Numbers over all pages.", _aggregate, price=20),
)


def _item(key: str) -> Callable[[Any, State], Any]:
    return lambda values, state: values[key]


def group_definitions() -> list[Definition]:
    """The types of groups and of numbers over a list."""
    return [
        enum_named(
            "ActorGroupKey",
            "By what actors can be counted.",
            {name: key.description for name, key in KEYS.items()},
            figures=frozenset({"COMMUNITY"}),
        ),
        ObjectDefinition(
            "ActorGroup",
            "Actors that have these values in common.",
            (
                FieldDefinition("key", "JSON!", "One entry per ActorGroupKey asked.", _item("key")),
                FieldDefinition("count", "Int!", "How many actors.", _item("count")),
            ),
        ),
        ObjectDefinition(
            "ActorAggregate",
            "Numbers over all actors of a list.",
            (
                FieldDefinition("count", "Int!", "How many actors.", _item("count")),
                FieldDefinition(
                    "residentsReachedKnown",
                    "Int!",
                    "Of how many it is known how many residents they reach.",
                    _item("residentsReachedKnown"),
                ),
                FieldDefinition(
                    "residentsReachedSum",
                    "Int",
                    "Residents they say they reach, added up; a resident may count twice.",
                    _item("residentsReachedSum"),
                ),
                FieldDefinition(
                    "residentsReachedMean", "Float", "The mean over those known.", _item("residentsReachedMean")
                ),
            ),
        ),
    ]
