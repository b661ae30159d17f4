"""What an actor has beyond its own fields and links: ties, neighbours and figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphsvc.api.aggregates import aggregate_field
from graphsvc.api.connections import Page, connection_definitions, list_arguments
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition
from graphsvc.api.filters import filter_test, scope_of
from graphsvc.api.groups import group_field
from graphsvc.api.listings import listing_of, prepare_members, view_asked
from graphsvc.api.metrics import METRICS_FIELD
from graphsvc.api.relations import TYPICAL
from graphsvc.api.state import State
from graphsvc.api.tie_filters import neighbours
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import Direction

_ANY, _OUT, _IN = Direction.ANY, Direction.OUT, Direction.IN
_DIRECTION = Argument(
    "direction", "Direction", "Seen from this actor; an undirected tie runs both ways.", Direction.ANY
)


def actor_fields() -> tuple[FieldDefinition, ...]:
    """The fields that only actors have."""
    return (
        FieldDefinition(
            "ties",
            "ActorTieConnection!",
            "Its ties, whoever named them.",
            prepare=_prepare_ties,
            arguments=(_DIRECTION, *list_arguments(listing_of(Tie), filtered=True)),
            typical=TYPICAL["ties"],
            connection="Tie",
        ),
        FieldDefinition(
            "neighbours",
            "ActorConnection!",
            "The different actors it has a tie with.",
            prepare=_prepare_neighbours,
            arguments=(
                Argument("ties", "TieFilter", "Only over ties that fit."),
                _DIRECTION,
                *list_arguments(listing_of(Actor), filtered=True),
            ),
            typical=TYPICAL["neighbours"],
            connection="Actor",
        ),
        METRICS_FIELD,
        FieldDefinition(
            "isLivingWorld",
            "Boolean!",
            "Whether it belongs to the living world (leefwereld).",
            lambda a, s: a.is_living_world,
        ),
        FieldDefinition(
            "municipality",
            "Area",
            "The first municipality it is active in.",
            lambda actor, state: state.view.municipality_of(actor.id),
        ),
    )


def _prepare_ties(arguments: Arguments, state: State) -> Callable[[Any], Page]:
    view, direction = view_asked(arguments, state), arguments["direction"]
    return prepare_members(
        listing_of(Tie),
        arguments,
        state,
        view,
        lambda actor: (view.ties_of(actor.id, direction), {}),
        Tie,
        ("ties", direction),
    )


def _prepare_neighbours(arguments: Arguments, state: State) -> Callable[[Any], Page]:
    view, direction = view_asked(arguments, state), arguments["direction"]
    ties = filter_test(Tie, arguments.get("ties"), scope_of(state, view), "ties")
    return prepare_members(
        listing_of(Actor),
        arguments,
        state,
        view,
        lambda actor: (neighbours(view, actor.id, direction, ties), {}),
        Actor,
    )


def actor_tie_definitions() -> list[Definition]:
    """The connection of an actor's ties, whose edges say who is at the other end."""
    edge_fields = (
        FieldDefinition("other", "Actor!", "The actor at the other end.", _other),
        FieldDefinition("direction", "Direction!", "How it runs, seen from this actor.", _direction),
    )
    counted = (group_field(Tie), aggregate_field(Tie))
    return [*connection_definitions("ActorTie", "Tie", "ties of one actor", edge_fields=edge_fields, fields=counted)]


def _other(edge: Any, state: State) -> Any:
    return state.view.other_end(edge.node, edge.page.parent.id)


def _direction(edge: Any, state: State) -> Direction:
    tie = edge.node
    if not tie.directed:
        return _ANY
    return _OUT if tie.from_id == edge.page.parent.id else _IN
