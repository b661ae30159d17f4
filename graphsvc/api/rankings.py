"""Actors ranked by a figure with how sure the rank is, as fields of the API: for advisors, analysts and admins alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import anyio.from_thread
import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.actor_figures import graph_of_pairs
from graphsvc.analysis.betweenness_ranks import betweenness_ranks
from graphsvc.analysis.expected_brokerage import Chance, expected_brokerage
from graphsvc.analysis.graph_of import simple_graph
from graphsvc.api.advisory import MOST, require_advisory, require_between
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    attribute,
    enum_named,
)
from graphsvc.api.networks import selected
from graphsvc.api.state import State
from graphsvc.api.walks import record
from graphsvc.graph.view import View
from graphsvc.model.records import Actor
from graphsvc.work import run_in_process

SECONDS = 120.0
"""What the ranks of a network may take; they are estimated above 500 actors."""


def _municipality(view: View, actor: Actor) -> str | None:
    found = view.municipality_of(actor.id)
    return None if found is None else found.id


_GROUPS: dict[str, tuple[str, Callable[[View, Actor], Any]]] = {
    "FORMALITY": ("By formality.", lambda view, actor: actor.formality),
    "MUNICIPALITY": ("By the first municipality it is active in.", _municipality),
    "SECTOR": ("By sector; unknown is a group of its own.", lambda view, actor: actor.sector),
}
_KEYS = enum_named(
    "BrokerageKey", "By which groups of actors brokers are told apart.", {k: t for k, (t, _) in _GROUPS.items()}
)


class RankedActor(msgspec.Struct, frozen=True):
    """A rank with its range."""

    actor: str
    betweenness: float
    rank: int
    low: int
    high: int


class Broker(msgspec.Struct, frozen=True):
    """How often an actor plays a role, beside what chance gives."""

    actor: str
    count: int
    expected: float
    deviation: float
    z: float | None


def ranking_fields() -> tuple[FieldDefinition, ...]:
    """The fields of Query."""
    limit = Argument("limit", "Int", f"The most actors, 1 to {MOST}.", 10)
    return (
        FieldDefinition(
            "betweennessRanks",
            "[BetweennessRank!]!",
            "The actors that most shortest paths pass, each with the range of its rank. Advisors only.",
            compute=_ranks,
            arguments=(
                limit,
                Argument("actors", "ActorFilter", "Only actors that fit."),
                Argument("ties", "TieFilter", "Only ties that fit; otherwise all but PART_OF and FUNDS."),
            ),
            price=2_000,
            typical=10,
        ),
        FieldDefinition(
            "brokers",
            "[Broker!]!",
            "The actors that stand most often between two others in one role, beside what chance gives. Advisors only.",
            compute=_brokers,
            arguments=(
                Argument("role", "BrokerageRole!", "The role, by the groups of the three."),
                Argument("by", "BrokerageKey", "By which groups.", _KEYS.values["FORMALITY"]),
                limit,
            ),
            price=300,
            typical=10,
        ),
    )


def _ranks(arguments: Arguments, state: State) -> list[RankedActor]:
    require_advisory(state, "ranks")
    require_between(arguments["limit"], 1, MOST, "limit")
    given = selected(arguments, state)
    ranked = partial(run_in_process, ranks_of, seconds=SECONDS)
    found = anyio.from_thread.run(ranked, len(given.ids), given.pairs, arguments["limit"])
    return [RankedActor(given.ids[number], *told) for number, told in found]


def ranks_of(count: int, pairs: NDArray[np.int64], limit: int) -> list[tuple[int, tuple[float, int, int, int]]]:
    """The highest ranks of a graph of numbered actors, in a process of its own: number, betweenness, rank, low and high."""
    ranks = enumerate(betweenness_ranks(graph_of_pairs(count, pairs)).values())
    best = sorted(ranks, key=lambda one: one[1].rank)[:limit]
    return [(number, (one.betweenness, one.rank, one.low, one.high)) for number, one in best]


def _brokers(arguments: Arguments, state: State) -> list[Broker]:
    require_advisory(state, "brokers")
    require_between(arguments["limit"], 1, MOST, "limit")
    view, role = state.view, arguments["role"].name.lower()
    _, group = _GROUPS[str(arguments["by"])]
    groups = {actor.id: group(view, actor) for actor in view.actors()}
    found = expected_brokerage(simple_graph(view), groups)
    best = sorted(found, key=lambda id: (-found[id][role].count, id))[: arguments["limit"]]
    return [_broker(id, found[id][role]) for id in best if found[id][role].count]


def _broker(id: Any, chance: Chance) -> Broker:
    return Broker(id, chance.count, chance.expected, chance.deviation, chance.z if chance.deviation else None)


def ranking_definitions() -> list[Definition]:
    """The types of ranks."""
    return [
        _KEYS,
        ObjectDefinition(
            "BetweennessRank",
            "The rank of an actor by betweenness, and how much it depends on whom the network happens to hold.",
            (
                FieldDefinition("actor", "Actor!", "The actor.", record("actor")),
                FieldDefinition("betweenness", "Float!", "Its betweenness, normalised.", attribute("betweenness")),
                FieldDefinition(
                    "rank", "Int!", "1 is the highest; equals share the best of their ranks.", attribute("rank")
                ),
                FieldDefinition(
                    "low",
                    "Int!",
                    "The best rank it has in 95% of the samples that leave out 15% of the actors at random.",
                    attribute("low"),
                ),
                FieldDefinition("high", "Int!", "The other end of that range.", attribute("high")),
            ),
        ),
        ObjectDefinition(
            "Broker",
            "How often an actor stands between two that are not tied, in one role, beside what chance gives: when the groups"
            " of all others are dealt out at random.",
            (
                FieldDefinition("actor", "Actor!", "The actor.", record("actor")),
                FieldDefinition("count", "Int!", "How often, over ordered pairs.", attribute("count")),
                FieldDefinition("expected", "Float!", "The mean under chance.", attribute("expected")),
                FieldDefinition("deviation", "Float!", "The standard deviation under chance.", attribute("deviation")),
                FieldDefinition(
                    "z",
                    "Float",
                    "Deviations above what is expected; null when chance leaves no choice.",
                    attribute("z"),
                ),
            ),
        ),
    ]
