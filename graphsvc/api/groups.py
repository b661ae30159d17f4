"""Counting the actors of a list by what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import product
from statistics import fmean
from typing import Any

from graphsvc.api.connections import Page
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition, enum_named
from graphsvc.api.metrics import figures_of_actor
from graphsvc.api.state import State
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor

Values = Callable[[Actor, State], list[Any]]

KEYS: dict[str, tuple[str, Values]] = {
    "ACTOR_KIND": ("By kind.", lambda actor, state: [actor.actor_kind]),
    "FORMALITY": ("By formality.", lambda actor, state: [actor.formality]),
    "SECTOR": ("By sector; null where it is unknown.", lambda actor, state: [actor.sector]),
    "CAPACITY": ("By capacity.", lambda actor, state: [actor.capacity]),
    "AREA": (
        "By the id of each area it is linked to: an actor of two areas counts in both.",
        lambda actor, state: _or_none(record.id for record in state.view.linked(actor.id, LinkKind.ACTIVE_IN)),
    ),
    "MUNICIPALITY": (
        "By the id of the first municipality it is active in.",
        lambda actor, state: [area.id if (area := state.view.municipality_of(actor.id)) else None],
    ),
    "THEME": (
        "By the id of each theme it has, broader ones included: an actor of two themes counts in both.",
        lambda actor, state: _or_none(state.view.themes_of(actor.id)),
    ),
    "COMMUNITY": (
        "By the number of its community.",
        lambda actor, state: [figures_of_actor(actor, state).community],
    ),
}


def _or_none(found: Any) -> list[Any]:
    return sorted(set(found)) or [None]


def _prepare_groups(arguments: Arguments, state: State) -> Callable[[Page], list[dict[str, Any]]]:
    keys = list(dict.fromkeys(str(key) for key in arguments["by"]))

    def read(page: Page) -> list[dict[str, Any]]:
        state.look(len(page.records))
        counted: Counter[tuple[Any, ...]] = Counter()
        for actor in page.records:
            counted.update(product(*(KEYS[key][1](actor, state) for key in keys)))
        ordered = sorted(counted.items(), key=lambda item: (-item[1], [str(part) for part in item[0]]))
        return [{"key": dict(zip(keys, values, strict=True)), "count": count} for values, count in ordered]

    return read


def _aggregate(page: Page, state: State) -> dict[str, Any]:
    state.look(len(page.records))
    known = [actor.residents_reached for actor in page.records if actor.residents_reached is not None]
    return {
        "count": len(page.records),
        "residentsReachedKnown": len(known),
        "residentsReachedSum": sum(known) if known else None,
        "residentsReachedMean": fmean(known) if known else None,
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
        enum_named("ActorGroupKey", "By what actors can be counted.", {key: said for key, (said, _) in KEYS.items()}),
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
