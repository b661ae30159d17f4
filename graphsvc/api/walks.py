"""Walking over ties: paths between two actors, and what lies around some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphsvc.analysis.paths import Path, explain, warmest_paths
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    Read,
    enum_named,
)
from graphsvc.api.filters import filter_test, scope_of
from graphsvc.api.refusals import TooMuch
from graphsvc.api.state import State
from graphsvc.errors import BadInput, NotFound
from graphsvc.model.records import Actor, Tie

MOST_STEPS = 5
STEPS, LENGTH, PATHS = 1, 4, 5
"""What is taken when nothing is asked: steps around actors, steps of a path, paths."""

_PREFERENCES = enum_named(
    "PathPreference",
    "Which paths come first.",
    {
        "WARMEST": "Those whose ties are strongest together; of equals the shortest.",
        "SHORTEST": "Those of the fewest steps; of equals the warmest.",
    },
)


def walk_fields() -> tuple[FieldDefinition, ...]:
    """The fields of Query that walk."""
    return (
        FieldDefinition(
            "paths",
            "[Path!]!",
            "The paths from one actor to another: the warmest, whose ties are strongest together, or the shortest.",
            compute=_paths,
            arguments=(
                Argument("from", "ID!", "The actor it starts at."),
                Argument("to", "ID!", "The actor it leads to."),
                Argument("ties", "TieFilter", "Only over ties that fit."),
                Argument("through", "ActorFilter", "Only through actors that fit."),
                Argument("maxLength", "Int", "The most steps, 1 to 8.", LENGTH),
                Argument("limit", "Int", "The most paths, 1 to 100.", PATHS),
                Argument("prefer", "PathPreference", "Which come first.", _PREFERENCES.values["WARMEST"]),
            ),
            price=200,
            typical=5,
        ),
        FieldDefinition(
            "surroundings",
            "Subgraph!",
            "The actors within some steps of these ones, and the ties among them all.",
            compute=_surroundings,
            arguments=(
                Argument("of", "[ID!]!", "The actors to start from."),
                Argument("steps", "Int", f"How many steps, 0 to {MOST_STEPS}.", STEPS),
                Argument("ties", "TieFilter", "Only over ties that fit."),
            ),
            price=100,
        ),
    )


def _paths(arguments: Arguments, state: State) -> list[Path]:
    scope = scope_of(state, state.view)
    ties = filter_test(Tie, arguments.get("ties"), scope, "ties")
    through = filter_test(Actor, arguments.get("through"), scope, "through")
    return warmest_paths(
        state.view,
        arguments["from"],
        arguments["to"],
        arguments["maxLength"],
        arguments["limit"],
        ties.all_through() if ties else None,
        through.all_through() if through else None,
        arguments["prefer"] == "SHORTEST",
    )


def _surroundings(arguments: Arguments, state: State) -> dict[str, list[Any]]:
    view, steps = state.view, arguments["steps"]
    if not 0 <= steps <= MOST_STEPS:
        raise BadInput.of(
            f"{steps} is not between 0 and {MOST_STEPS}.", place="steps", remedy="Give a number of steps between them."
        )
    sieve = filter_test(Tie, arguments.get("ties"), scope_of(state, view), "ties")
    ties: dict[str, Tie] = {}
    seen, edge = dict.fromkeys(arguments["of"]), list(arguments["of"])
    for id in edge:
        if view.actor(id) is None:
            raise NotFound(f"of: there is no actor {id}.")
    for _ in range(steps + 1):
        near = [tie for id in edge for tie in _counted(view.ties_of(id), state)]
        found = {tie.id: tie for tie in (near if sieve is None else sieve.among(near))}
        ties |= found
        edge = [end for tie in found.values() for end in (tie.from_id, tie.to_id) if end not in seen]
        if _ < steps:
            seen |= dict.fromkeys(edge)
        _require_size(len(seen), state)
    inner = [tie for tie in ties.values() if tie.from_id in seen and tie.to_id in seen]
    return {"actors": [view.actor(id) for id in seen], "ties": inner}


def _counted(ties: list[Tie], state: State) -> list[Tie]:
    state.look(len(ties))
    return ties


def _require_size(found: int, state: State) -> None:
    allowed = state.allowance.page * 10
    if found > allowed:
        raise TooMuch("SUBGRAPH", allowed, found, f"More than {allowed} actors lie around these. Ask for fewer steps.")


def walk_definitions() -> list[Definition]:
    """The types that walking gives."""
    return [
        _PREFERENCES,
        ObjectDefinition(
            "Path",
            "A way from one actor to another over ties, whatever their direction.",
            (
                FieldDefinition("length", "Int!", "How many steps.", lambda path, state: path.length),
                FieldDefinition(
                    "strength",
                    "Float!",
                    "The product of the strengths of its ties, 0-1.",
                    lambda path, state: path.strength,
                ),
                FieldDefinition(
                    "actors", "[Actor!]!", "The actors on it, both ends included.", records("actors"), typical=4
                ),
                FieldDefinition("ties", "[Tie!]!", "Of each step the strongest tie.", records("ties"), typical=4),
                FieldDefinition(
                    "introducer",
                    "Actor",
                    "The actor before the end, who can introduce; null on a path of one step.",
                    record("introducer"),
                ),
                FieldDefinition(
                    "explanation",
                    "String!",
                    "The path in words, tie by tie.",
                    lambda path, state: explain(state.view, path, state.language),
                ),
            ),
        ),
        ObjectDefinition(
            "Subgraph",
            "Some actors and the ties among them.",
            (
                FieldDefinition(
                    "actors", "[Actor!]!", "The actors, nearest first.", lambda part, state: part["actors"], typical=50
                ),
                FieldDefinition(
                    "ties", "[Tie!]!", "The ties among them.", lambda part, state: part["ties"], typical=100
                ),
            ),
        ),
    ]


def records(attribute: str, *, ended: bool = False) -> Read:
    """Reads a list of records from an answer of analysis, which holds their ids; `ended`: those that hold no more too."""

    def read(answer: Any, state: State) -> list[Any]:
        ids: Sequence[str] = getattr(answer, attribute)
        view = state.all if ended else state.view
        return [found for id in ids if (found := view.get(id)) is not None]

    return read


def record(attribute: str, *, ended: bool = False) -> Read:
    """Reads one record from an answer of analysis, which holds its id or None; `ended`: one that holds no more too."""

    def read(answer: Any, state: State) -> Any:
        found: str | None = getattr(answer, attribute)
        return None if found is None else (state.all if ended else state.view).get(found)

    return read
