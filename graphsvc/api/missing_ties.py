"""Missing ties that may be worth a conversation, as a field of the API."""

from __future__ import annotations

from graphsvc.analysis.missing_ties import MissingTie, explain, suggested_ties
from graphsvc.api.advisory import MOST, require_advisory, require_between
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition, Read, attribute
from graphsvc.api.filters import filter_test, scope_of
from graphsvc.api.state import State
from graphsvc.model.records import Actor


def missing_ties_field() -> FieldDefinition:
    """The field of Query."""
    return FieldDefinition(
        "missingTies",
        "[MissingTie!]!",
        "Suggestions: actors that share areas, themes and partners and are not tied, most in common first. Advisors only.",
        compute=_compute,
        arguments=(
            Argument("actors", "ActorFilter", "One of the two fits this."),
            Argument("limit", "Int", f"The most suggestions, 1 to {MOST}.", 10),
        ),
        price=500,
        typical=10,
    )


def _compute(arguments: Arguments, state: State) -> list[MissingTie]:
    require_advisory(state, "missing ties")
    require_between(arguments["limit"], 1, MOST, "limit")
    sieve = filter_test(Actor, arguments.get("actors"), scope_of(state, state.view), "actors")
    return suggested_ties(state.view, sieve.all_through() if sieve else None, arguments["limit"])


def _shared(kind: str) -> Read:
    return lambda missing, state: [found for id in missing.shared[kind] if (found := state.view.get(id)) is not None]


def missing_tie_definitions() -> list[Definition]:
    """The types of missing ties."""
    return [
        ObjectDefinition(
            "MissingTie",
            "Two actors that are not tied and have much in common: a suggestion, never a fact.",
            (
                FieldDefinition(
                    "actors",
                    "[Actor!]!",
                    "The two.",
                    lambda missing, state: [state.view.get(id) for id in (missing.one, missing.other)],
                    typical=2,
                ),
                FieldDefinition(
                    "score",
                    "Float!",
                    "0-1: the mean over areas, themes and partners of those both have, as a share of those either has.",
                    attribute("score"),
                ),
                FieldDefinition(
                    "areas",
                    "[Area!]!",
                    "The areas both are in, smaller than a municipality.",
                    _shared("areas"),
                    typical=3,
                ),
                FieldDefinition("themes", "[Theme!]!", "The themes both work on.", _shared("themes"), typical=3),
                FieldDefinition(
                    "partners", "[Actor!]!", "The actors both are tied to.", _shared("partners"), typical=5
                ),
                FieldDefinition(
                    "explanation",
                    "String!",
                    "The suggestion in words.",
                    lambda missing, state: explain(state.view, missing, state.language),
                ),
            ),
        )
    ]
