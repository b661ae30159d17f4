"""Reach as a field of the API: which groups of residents are reached in an area, by whom, and what says so."""

from __future__ import annotations

from collections.abc import Callable

from graphsvc.access.policy import is_few
from graphsvc.analysis.reach import Evidence, Reach, headline, reach_in, told_residents
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
from graphsvc.api.walks import record, records
from graphsvc.graph.view import View
from graphsvc.model.records import Area
from graphsvc.model.vocabularies import ReachEvidence

PRICE = 300
_ORDERS = (
    Order("AREA_WIDE", "Of whom is active in the area first.", lambda evidence, state: int(evidence.area_wide)),
    Order("ON", "By day.", lambda evidence, state: None if evidence.on is None else evidence.on.toordinal()),
)
LISTING = Listing("EvidenceOfReach", {order.name: order for order in _ORDERS}, (("AREA_WIDE", False), ("ON", True)))


def reach_field() -> FieldDefinition:
    """The field of Query that tells who is reached."""
    return FieldDefinition(
        "reach",
        "[Reach!]!",
        "Of each target group whether it is reached in an area, by whom, and what says so. No evidence means that it is "
        "not known, not that nobody is reached.",
        compute=_compute,
        arguments=(
            Argument("area", "ID!", "The area, with all inside it."),
            Argument("date", "Date", "On which day; otherwise the day of the rest of the answer."),
        ),
        typical=15,
        price=PRICE,
    )


def _compute(arguments: Arguments, state: State) -> list[Reach]:
    view, area, day = state.view, arguments["area"], arguments.get("date")
    if day is not None and day != view.day:
        take_dates(state, day)
        view = View(view.graph, view.viewer, day)
    require_record(state.view, area, Area, "area")
    return state.keep("reach", (area, view.day), lambda: reach_in(view, area))


def reach_definitions() -> list[Definition]:
    """The types of reach."""
    return [
        enum_of(ReachEvidence),
        *connection_definitions("EvidenceOfReach", "EvidenceOfReach", "what says that residents are reached"),
        ObjectDefinition("Reach", "What says that one group of residents is reached in an area.", _reach()),
        ObjectDefinition("EvidenceOfReach", "One thing that says that residents are reached.", _evidence()),
    ]


def _reach() -> tuple[FieldDefinition, ...]:
    return (
        FieldDefinition(
            "targetGroup", "TargetGroup!", "The residents it is about.", record("target_group", ended=True)
        ),
        FieldDefinition("area", "Area", "Where.", record("area", ended=True)),
        FieldDefinition(
            "isKnown",
            "Boolean!",
            "Whether anything was counted or heard; claims alone do not tell.",
            attribute("isKnown"),
        ),
        FieldDefinition(
            "headline",
            "String!",
            "What was counted and heard, and beside it how many say that they reach them.",
            lambda reach, state: headline(state.all, reach, state.language),
        ),
        FieldDefinition(
            "residentsCounted",
            "String!",
            "How many residents were counted, in words: a range where several counts may be of the same residents.",
            lambda reach, state: told_residents(state.all, reach.counted, state.language),
        ),
        _list("claimed", "Actors that say they serve them, one by one."),
        _list("counted", "Numbers with a date and a source, of actors that serve this group only, and only here."),
        _list("heard", "Signals of the group, processes it took part in, and claims that an initiative confirmed."),
        FieldDefinition(
            "completeness",
            "Completeness!",
            "How completely the actors are known that say they serve them here; residentsAsked is of this group.",
            attribute("completeness"),
        ),
    )


def _evidence() -> tuple[FieldDefinition, ...]:
    return (
        FieldDefinition("evidence", "ReachEvidence!", "Of which sort it is.", attribute("kind")),
        FieldDefinition(
            "actors",
            "[Actor!]!",
            "By whom they are reached, or who took part or answered.",
            records("actors", ended=True),
            typical=2,
        ),
        FieldDefinition("records", "[Record!]!", "What it rests on.", records("records", ended=True), typical=2),
        FieldDefinition(
            "residents",
            "Int",
            "How many residents; null when that is not known, or below 5 and not for the viewer to see.",
            lambda evidence, state: None if _hidden(evidence, state) else evidence.residents,
        ),
        FieldDefinition(
            "fewResidents",
            "Boolean!",
            "Whether there are some, but fewer than 5, and the viewer may not see the number.",
            _hidden,
        ),
        FieldDefinition("on", "Date", "Of which day it is.", attribute("on")),
        FieldDefinition("source", "Source", "Where it comes from.", record("source", ended=True)),
        FieldDefinition(
            "areaWide",
            "Boolean!",
            "Whether it is of an actor that only works more widely; not counted.",
            attribute("areaWide"),
        ),
    )


def _hidden(evidence: Evidence, state: State) -> bool:
    return evidence.residents is not None and is_few(state.viewer, evidence.residents)


def _list(name: str, description: str) -> FieldDefinition:
    def prepare(arguments: Arguments, state: State) -> Callable[[Reach], Page]:
        clauses = Clauses(LISTING, None, state)
        window = Window(clauses, arguments)

        def read(reach: Reach) -> Page:
            found: tuple[Evidence, ...] = getattr(reach, name)
            state.look(len(found))
            return page_of(*clauses.sort(found), window, clauses)

        return read

    return FieldDefinition(
        name,
        "EvidenceOfReachConnection!",
        description,
        prepare=prepare,
        arguments=PAGE_ARGUMENTS,
        connection="EvidenceOfReach",
        typical=10,
    )
