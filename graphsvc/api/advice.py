"""Plug-in advice as a field of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.answer import Advice
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    InputDefinition,
    ObjectDefinition,
    attribute,
    enum_of,
    snake_case,
)
from graphsvc.api.filters import filter_test, scope_of
from graphsvc.api.state import State
from graphsvc.api.walks import record, records
from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import (
    AbstainedCode,
    BrokerageRole,
    CautionCode,
    ReachedBy,
    Solver,
    StabilityState,
)

_STANDARD = AdviceRequest()


def advice_field() -> FieldDefinition:
    """The field of Query that advises."""
    return FieldDefinition(
        "plugInAdvice",
        "PlugInAdvice!",
        "Where government participation should plug into existing informal networks, and through whom.",
        compute=_advice,
        arguments=(Argument("input", "PlugInAdviceInput!", "For whom, about what and within which limits."),),
        price=2_500,
    )


def _advice(arguments: Arguments, state: State) -> Advice:
    input = arguments["input"]
    given = {snake_case(key): value for key, value in input.items() if value is not None}
    sieve = filter_test(Actor, given.pop("allowed", None), scope_of(state, state.view), "input.allowed")
    if sieve is not None:
        given["allowed"] = frozenset(actor.id for actor in sieve.among(state.view.actors()))
    if "excluded" in given:
        given["excluded"] = tuple(given["excluded"])
    return advise(state.view, AdviceRequest(**given))


def advice_definitions() -> list[Definition]:
    """The types of an advice."""
    vocabularies = (ReachedBy, Solver, StabilityState, AbstainedCode, BrokerageRole, CautionCode)
    return [_INPUT, *(enum_of(vocabulary) for vocabulary in vocabularies), _ADVICE, _POINT, *_PARTS]


def _argument(name: str, type: str, description: str) -> Argument:
    return Argument(name, type, description, getattr(_STANDARD, snake_case(name)))


_INPUT = InputDefinition(
    "PlugInAdviceInput",
    "For whom, about what and within which limits.",
    (
        Argument("area", "ID", "The area, with all inside it; otherwise the whole network."),
        Argument("theme", "ID", "The theme, with narrower ones."),
        Argument("targetGroup", "ID", "The residents it is about."),
        Argument("asking", "ID", "The actor that wants to plug in; otherwise any formal actor of the area."),
        _argument("reachedBy", "ReachedBy", "Whose contacts count as reaching a network today."),
        _argument("budget", "Int", "How many first conversations at most."),
        _argument("maxPerActor", "Int", "How many points one actor may be asked to introduce."),
        _argument("minimumStrength", "Float", "The least strength of each step on a path, 0-1."),
        _argument("fair", "Boolean", "Whether every part of the area that can have a point gets one."),
        Argument("allowed", "ActorFilter", "Only these actors may be a point."),
        Argument("excluded", "[ID!]", "Actors to leave alone, as if they had said so themselves."),
        _argument("seed", "Int", "Makes what is random the same again."),
    ),
)


def _said(name: str) -> Callable[[Any, State], str | None]:
    def read(value: Any, state: State) -> str | None:
        sentence = getattr(value, name)
        return None if sentence is None else sentence.text(state.language)

    return read


def _field(name: str, type: str, description: str) -> FieldDefinition:
    return FieldDefinition(name, type, description, attribute(name))


def _actors(name: str, description: str, typical: int = 10) -> FieldDefinition:
    return FieldDefinition(name, "[Actor!]!", description, records(snake_case(name)), typical=typical)


def _actor(name: str, type: str, description: str) -> FieldDefinition:
    return FieldDefinition(name, type, description, record(snake_case(name)))


_ADVICE = ObjectDefinition(
    "PlugInAdvice",
    "Where to plug in, and what that reaches. What is advised is a first conversation, not a fact.",
    (
        _field("id", "ID!", "The same for the same request."),
        _field("question", "ID!", "The same for the same area, theme, target group and asking actor."),
        FieldDefinition(
            "points", "[PlugInPoint!]!", "Whom to start with, the largest gain first.", attribute("points"), typical=5
        ),
        _field("base", "Float!", "What is reached today."),
        _field("covered", "Float!", "What is reached with the points."),
        _field("coverable", "Float!", "What all who can be a point would reach together."),
        _field("coverableAll", "Float!", "The same, with those whom nobody can introduce."),
        _field("optimalityGap", "Float!", "At most this share of what could be gained is left, 0-1."),
        _field("solvedBy", "Solver!", "How the set was found."),
        _actors("alreadyThere", "Networks in contact already."),
        _actors("leaveBe", "Networks that accept to be let go only: leave them room."),
        FieldDefinition(
            "outOfSight", "[OutOfSight!]!", "Networks that nobody can introduce.", attribute("outOfSight"), typical=5
        ),
        _actors("unreached", "Networks that stay out of reach."),
        FieldDefinition(
            "baselines", "[Baseline!]!", "What simpler choices would reach.", attribute("baselines"), typical=6
        ),
        _field("stability", "Stability!", "How alike the advice stays when ties are left out at random."),
        FieldDefinition("abstained", "String", "Why nothing is advised, in a sentence.", _said("abstained")),
        _field("abstainedCode", "AbstainedCode", "Why nothing is advised."),
        _field("graphVersion", "Int!", "The version of the graph it was computed on."),
    ),
)

_POINT = ObjectDefinition(
    "PlugInPoint",
    "One actor to have a first conversation with.",
    (
        _field("id", "ID!", "Changes with the ties, capacity or role of its actor, so that a review holds until then."),
        _field("rank", "Int!", "Its place, by gain."),
        _actor("actor", "Actor!", "Whom to talk with."),
        _field("gain", "Float!", "What it adds to the points before it."),
        _actors("newlyReached", "Networks reached better through it."),
        _actor("introducer", "Actor", "Who can introduce."),
        _field("path", "Path!", "The way to it, tie by tie."),
        _field("brokerage", "BrokerageRole", "The place of its actor among others."),
        _field("suggestedRole", "GovernmentRole!", "The role of government to propose."),
        _field("suggestedLevel", "ParticipationLevel!", "The level of participation to propose."),
        _field("capacity", "Capacity!", "Its capacity, as far as that is known."),
        _field("withoutIt", "Float!", "What is lost when only this point falls out."),
        _actor("nextBest", "Actor", "Who would come in its place."),
        _field("chosenInSamples", "Float", "In which share of samples it is chosen."),
        FieldDefinition(
            "weights", "JSON!", "The parts of its numbers.", lambda point, state: msgspec.to_builtins(point.weights)
        ),
        FieldDefinition(
            "reasons",
            "[String!]!",
            "Why, in sentences.",
            lambda point, state: [reason.text(state.language) for reason in point.reasons],
        ),
        FieldDefinition("cautions", "[Caution!]!", "What to take care of.", attribute("cautions"), typical=3),
        _actor("review", "Review", "What people decided about it last."),
    ),
)

_PARTS = (
    ObjectDefinition(
        "Caution",
        "What to take care of at a point.",
        (
            _field("code", "CautionCode!", "Which caution."),
            FieldDefinition("text", "String!", "It in a sentence.", _said("text")),
            FieldDefinition("records", "[Record!]!", "What it rests on.", records("records"), typical=2),
        ),
    ),
    ObjectDefinition(
        "OutOfSight",
        "Networks that nobody can introduce, tied among themselves.",
        (
            _actors("actors", "The networks."),
            _field("weight", "Float!", "What reaching them would be worth."),
            FieldDefinition("wayIn", "String!", "The way in that exists, in a sentence.", _said("way_in")),
            FieldDefinition("through", "[Record!]!", "What that way leads over.", records("through"), typical=3),
        ),
    ),
    ObjectDefinition(
        "Stability",
        "How alike an advice stays when ties are left out at random.",
        (
            _field("state", "StabilityState!", "Whether it is known."),
            _field("value", "Float", "Mean overlap (Jaccard) of the points, 0-1."),
        ),
    ),
    ObjectDefinition(
        "Baseline",
        "A simpler way of choosing.",
        (_field("name", "String!", "Which."), _field("covered", "Float!", "What it would reach.")),
    ),
)
