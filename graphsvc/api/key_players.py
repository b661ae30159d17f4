"""Key players as a field of the API."""

from __future__ import annotations

from typing import Any

import anyio.from_thread
import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.analysis.actor_figures import graph_of_pairs
from graphsvc.analysis.key_players import KeyPlayers, best_fragmentation, best_reach
from graphsvc.api.advisory import require_advisory, require_between
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
from graphsvc.api.walks import records
from graphsvc.work import run_in_process

MOST_PLAYERS, MOST_STEPS = 10, 8
STEPS = 2
"""Within how many steps others are reached when nothing is asked."""

_GOALS = enum_named(
    "KeyPlayerGoal",
    "What a set of key players is good for (Borgatti 2006).",
    {
        "REACH": "To reach as many others in as few steps as they can: the mean of 1/steps, its own actors counted as 1.",
        "WITHIN_STEPS": "To reach as many others as they can within `steps` (2 when nothing is asked): the share of all actors.",
        "FRAGMENT": "To hold the network together: the share of pairs that no path joins without them.",
        "DISTANCE": "The same by distance: 1 less the mean of 1/steps over all pairs that are left.",
    },
)


class PlayersFound(msgspec.Struct, frozen=True):
    """A set by ids of actors."""

    actors: tuple[str, ...]
    value: float
    exact: bool


def key_players_field() -> FieldDefinition:
    """The field of Query."""
    return FieldDefinition(
        "keyPlayers",
        "KeyPlayers!",
        "The set of actors that reach most others, or without whom the network falls apart most. Advisors only.",
        compute=_compute,
        arguments=(
            Argument("goal", "KeyPlayerGoal!", "What they are good for."),
            Argument("size", "Int", f"How many actors, 1 to {MOST_PLAYERS}.", 3),
            Argument("steps", "Int", f"For reaching: further than so many steps does not count, 1 to {MOST_STEPS}."),
            Argument("exact", "Boolean", "Whether to try all sets; refused where there are too many.", False),
            Argument("actors", "ActorFilter", "Only actors that fit."),
            Argument("ties", "TieFilter", "Only ties that fit; otherwise all but PART_OF and FUNDS."),
        ),
        price=1_000,
    )


def _compute(arguments: Arguments, state: State) -> PlayersFound:
    require_advisory(state, "key players")
    size, steps = arguments["size"], arguments.get("steps")
    require_between(size, 1, MOST_PLAYERS, "size")
    if steps is not None:
        require_between(steps, 1, MOST_STEPS, "steps")
    given = selected(arguments, state)
    goal, exact = str(arguments["goal"]), arguments["exact"]
    found = anyio.from_thread.run(
        run_in_process, key_players_of, len(given.ids), given.pairs, goal, min(size, len(given.ids)), steps, exact
    )
    numbers: Any = found.nodes
    return PlayersFound(tuple(given.ids[number] for number in numbers), found.value, found.exact)


def key_players_of(
    count: int, pairs: NDArray[np.int64], goal: str, size: int, steps: int | None, exact: bool
) -> KeyPlayers:
    """The key players of a graph of numbered actors, in a process of its own."""
    graph = graph_of_pairs(count, pairs)
    if goal == "REACH":
        return best_reach(graph, size, steps, exact)
    if goal == "WITHIN_STEPS":
        return best_reach(graph, size, steps or STEPS, exact, distance_weighted=False)
    found: KeyPlayers = best_fragmentation(graph, size, exact, goal == "DISTANCE")
    return found


def key_player_definitions() -> list[Definition]:
    """The types of key players."""
    return [
        _GOALS,
        ObjectDefinition(
            "KeyPlayers",
            "A set of key players. Which set it is depends on what the network holds: a few ties more may give another.",
            (
                FieldDefinition("actors", "[Actor!]!", "The actors.", records("actors"), typical=3),
                FieldDefinition("value", "Float!", "What the goal counts, 0-1.", attribute("value")),
                FieldDefinition(
                    "exact",
                    "Boolean!",
                    "Whether no set of this size is better; else it was found greedily.",
                    attribute("exact"),
                ),
            ),
        ),
    ]
