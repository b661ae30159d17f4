"""The comparison of two days or rounds as a field of the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphsvc.analysis.comparison import ActorChange, Comparison, TieChange, compare, span_of, summary
from graphsvc.api.connections import PAGE_ARGUMENTS, Page, Window, connection_definitions, page_of
from graphsvc.api.dates import take_dates
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    attribute,
    enum_of,
)
from graphsvc.api.orders import Clauses, Listing, Order
from graphsvc.api.scope import require_record
from graphsvc.api.state import State
from graphsvc.api.walks import record
from graphsvc.graph.view import View
from graphsvc.model.days import today
from graphsvc.model.records import Area
from graphsvc.model.vocabularies import ActorChangeKind, DifferenceCause, NetworkFigure, TieChangeKind
from graphsvc.model.words import Vocabulary

PRICE = 1_000


def comparison_field() -> FieldDefinition:
    """The field of Query that compares."""
    return FieldDefinition(
        "comparison",
        "Comparison!",
        "What changed in the network between two days or rounds, and what explains it: real change, actors that came or "
        "went, and new data, kept apart. On each day counts what held then and was known by then.",
        compute=_compute,
        arguments=(
            Argument("from", "Date", "From which day."),
            Argument("fromRound", "ID", "From the last day of this round."),
            Argument("to", "Date", "To which day; otherwise that of the rest of the answer."),
            Argument("toRound", "ID", "To the last day of this round, or today when it has not ended."),
            Argument("area", "ID", "Only actors active in this area or in one inside it, and the ties among them."),
        ),
        price=PRICE,
    )


def _compute(arguments: Arguments, state: State) -> Comparison:
    area, all_times = arguments.get("area"), View(state.view.graph, state.viewer, None)
    span = span_of(
        all_times,
        state.view.day or today(),
        first=arguments.get("from"),
        last=arguments.get("to"),
        first_round=arguments.get("fromRound"),
        last_round=arguments.get("toRound"),
    )
    take_dates(state, span.first, span.last)
    require_record(state.view, area, Area, "area")
    past = state.live.store.past
    return state.keep("comparison", (span, area), lambda: compare(all_times, span, area, past))


def comparison_definitions() -> list[Definition]:
    """The types of a comparison."""
    return [
        *map(enum_of, (ActorChangeKind, TieChangeKind, DifferenceCause, NetworkFigure)),
        *connection_definitions("ActorChange", "ActorChange", "actors that are there on one of two days only"),
        *connection_definitions("TieChange", "TieChange", "ties that differ between two days"),
        ObjectDefinition("Comparison", "The network on two days, each as it was known then.", _comparison()),
        *_PARTS,
    ]


def _comparison() -> tuple[FieldDefinition, ...]:
    return (
        FieldDefinition("from", "Date!", "The first day.", lambda found, state: found.span.first),
        FieldDefinition("to", "Date!", "The last day.", lambda found, state: found.span.last),
        FieldDefinition("fromRound", "Round", "The round of the first day.", _of_span("first_round")),
        FieldDefinition("toRound", "Round", "The round of the last day.", _of_span("last_round")),
        FieldDefinition("area", "Area", "The area; null: everywhere.", record("area", ended=True)),
        FieldDefinition(
            "summary",
            "[String!]!",
            "What changed, in words, each cause by itself.",
            lambda found, state: summary(state.all, found, state.language),
        ),
        FieldDefinition(
            "figures",
            "[ComparedFigure!]!",
            "The network in numbers on both days; the three parts of each difference add up to it.",
            attribute("figures"),
            typical=12,
        ),
        _list("actors", "ActorChange", ActorChangeKind, "The actors that are there on one of the two days only."),
        _list("ties", "TieChange", TieChangeKind, "The ties made, lost, strengthened, weakened, or found later."),
        FieldDefinition(
            "coverage",
            "[RoundCoverage!]!",
            "Whom both rounds asked; empty when days are compared.",
            attribute("coverage"),
            typical=2,
        ),
        FieldDefinition(
            "actorsRecordedLater",
            "Int!",
            "Actors that hold on the last day but were recorded after it: on neither side.",
            attribute("actorsRecordedLater"),
        ),
        FieldDefinition(
            "tiesRecordedLater",
            "Int!",
            "Ties that hold on the last day but were recorded after it: on neither side.",
            attribute("tiesRecordedLater"),
        ),
    )


def _list(name: str, type: str, kinds: type[Vocabulary], text: str) -> FieldDefinition:
    """A connection over changes, of one kind or cause if asked."""
    by_kind = Order("CHANGE", "By what changed.", lambda change, state: [*kinds].index(change.kind))
    listing = Listing(type, {"CHANGE": by_kind}, (("CHANGE", False),))

    def prepare(arguments: Arguments, state: State) -> Callable[[Comparison], Page]:
        clauses = Clauses(listing, None, state)
        window = Window(clauses, arguments)
        kind, cause = arguments.get("change"), arguments.get("cause")

        def read(found: Comparison) -> Page:
            changes: tuple[ActorChange | TieChange, ...] = getattr(found, name)
            state.look(len(changes))
            kept = [one for one in changes if kind in (None, one.kind) and cause in (None, one.cause)]
            return page_of(*clauses.sort(kept), window, clauses)

        return read

    return FieldDefinition(
        name,
        f"{type}Connection!",
        text,
        prepare=prepare,
        arguments=(
            Argument("change", kinds.__name__, "Only these changes."),
            Argument("cause", "DifferenceCause", "Only what this explains."),
            *PAGE_ARGUMENTS,
        ),
        connection=type,
    )


def _of_span(name: str) -> Callable[[Comparison, State], Any]:
    read = record(name, ended=True)
    return lambda found, state: read(found.span, state)


def _field(name: str, type: str, text: str) -> FieldDefinition:
    return FieldDefinition(name, type, text, attribute(name))


_PARTS = (
    ObjectDefinition(
        "ComparedFigure",
        "A figure of the network on two days, and what explains its difference. Every figure is computed anew after each "
        "step: real change first, then actors that came or went, then new data.",
        (
            _field("figure", "NetworkFigure!", "Which figure."),
            FieldDefinition(
                "label", "String!", "Its name for people.", lambda one, state: one.figure.words.label(state.language)
            ),
            _field("before", "Float!", "On the first day."),
            _field("after", "Float!", "On the last day."),
            _field("change", "Float!", "The whole difference."),
            _field("realChange", "Float!", "The part of ties that began or ended between actors known on both days."),
            _field("newActors", "Float!", "The part of actors that came or went, with their ties."),
            _field("newData", "Float!", "The part of what was there already, but not recorded yet."),
        ),
    ),
    ObjectDefinition(
        "ActorChange",
        "An actor that is there on one of two days only.",
        (
            FieldDefinition("change", "ActorChangeKind!", "What changed.", attribute("kind")),
            _field("cause", "DifferenceCause!", "What explains it."),
            FieldDefinition("actor", "Actor!", "The actor.", record("actor", ended=True)),
        ),
    ),
    ObjectDefinition(
        "TieChange",
        "A tie that differs between two days.",
        (
            FieldDefinition("change", "TieChangeKind!", "What changed.", attribute("kind")),
            _field("cause", "DifferenceCause!", "What explains it."),
            FieldDefinition("tie", "Tie!", "The tie.", record("tie", ended=True)),
            _field("before", "Int", "Its intensity on the first day; null when it was not there."),
            _field("after", "Int", "Its intensity on the last day; null when it is not there."),
            FieldDefinition(
                "replaced",
                "Tie",
                "The ended tie of the same kind between the same two that it goes on from.",
                record("replaced", ended=True),
            ),
        ),
    ),
    ObjectDefinition(
        "RoundCoverage",
        "Whom a round asked, among the actors that are compared.",
        (
            FieldDefinition("round", "Round!", "The round.", record("round", ended=True)),
            _field("invited", "Int!", "How many it asked."),
            _field("answered", "Int!", "How many answered."),
            _field("invitedInBoth", "Int!", "How many both rounds asked."),
            _field("otherBoundary", "Boolean!", "Whether the two rounds say differently who counts as in."),
        ),
    ),
)
