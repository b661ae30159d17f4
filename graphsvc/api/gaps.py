"""Gaps as a list of the API."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from graphsvc.analysis.gaps import Gap, caveat, find_gaps, suggestion, summary
from graphsvc.api.connections import PAGE_ARGUMENTS, Page, Window, connection_definitions, page_of
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    attribute,
    enum_of,
)
from graphsvc.api.orders import Clauses, Listing, Order, order_definitions
from graphsvc.api.state import State
from graphsvc.api.walks import record, records
from graphsvc.errors import NotFound
from graphsvc.forgetting import when_erased
from graphsvc.graph.view import View
from graphsvc.model.records import Area, Record, Review, Theme
from graphsvc.model.vocabularies import GapFamily, GapKind, Move

KEPT = 8
"""Answers to how many different questions are kept per view."""

_ORDERS = (
    Order("WEIGHT", "By severity x certainty.", lambda gap, state: gap.weight),
    Order("SEVERITY", "By severity.", lambda gap, state: gap.severity),
    Order("CERTAINTY", "By certainty.", lambda gap, state: gap.certainty),
    Order("GAP_KIND", "By kind.", lambda gap, state: list(GapKind).index(gap.kind)),
)
LISTING = Listing("Gap", {order.name: order for order in _ORDERS}, (("WEIGHT", True),))


def gaps_field() -> FieldDefinition:
    """The field of Query that lists gaps."""
    return FieldDefinition(
        "gaps",
        "GapConnection!",
        "What is missing in the network, derived from what the viewer may see.",
        compute=_compute,
        arguments=(
            Argument("area", "ID", "Only gaps in this area or in one inside it."),
            Argument("theme", "ID", "Only gaps on this theme or a narrower one."),
            Argument("kinds", "[GapKind!]", "Only gaps of these kinds."),
            Argument("orderBy", "[GapOrder!]", "The order; otherwise by severity x certainty, the highest first."),
            *PAGE_ARGUMENTS,
        ),
        connection="Gap",
        price=300,
    )


def _compute(arguments: Arguments, state: State) -> Page:
    clauses = Clauses(LISTING, arguments.get("orderBy"), state)
    window = Window(clauses, arguments)
    require_record(state, arguments.get("area"), Area, "area")
    require_record(state, arguments.get("theme"), Theme, "theme")
    kinds = arguments.get("kinds")
    found = _found(
        state.view, arguments.get("area"), arguments.get("theme"), None if kinds is None else frozenset(kinds)
    )
    keys, gaps = clauses.sort(found)
    return page_of(keys, gaps, window, clauses)


_kept: WeakKeyDictionary[View, OrderedDict[Any, tuple[int, list[Gap]]]] = WeakKeyDictionary()
when_erased(_kept.clear)


def _found(view: View, area: str | None, theme: str | None, kinds: frozenset[GapKind] | None) -> list[Gap]:
    """The gaps of a view, kept until the graph changes."""
    kept, asked = _kept.setdefault(view, OrderedDict()), (area, theme, kinds)
    found = kept.pop(asked, None)
    if found is None or found[0] != view.version:
        found = (view.version, find_gaps(view, area=area, theme=theme, kinds=kinds))
    kept[asked] = found
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return found[1]


def require_record(state: State, id: str | None, struct: type[Record], place: str) -> None:
    """Raises NotFound when an id is given that is no record of this type that the viewer may see."""
    if id is not None and not isinstance(state.view.get(id), struct):
        raise NotFound(f"{place}: there is no {struct.kind.words.en} {id}.")


def review_of(subject: str, state: State) -> Review | None:
    """The newest review of a gap or plug-in point that the viewer may see."""
    reviews = [review for review in state.view.records(Review) if review.subject == subject]
    return max(reviews, key=lambda review: (review.date or date.min, review.id), default=None)


def gap_definitions() -> list[Definition]:
    """The types of gaps."""
    return [
        *connection_definitions("Gap", "Gap", "gaps"),
        *order_definitions(LISTING),
        *(enum_of(vocabulary) for vocabulary in (GapKind, GapFamily, Move)),
        ObjectDefinition("Gap", "Something that is missing, with what it rests on.", _fields()),
        ObjectDefinition(
            "Evidence",
            "One thing a gap rests on: a record, or a figure with its value.",
            (
                FieldDefinition("record", "Record", "The record.", record("record")),
                FieldDefinition("figure", "String", "The name of the figure.", attribute("figure")),
                FieldDefinition("value", "Float", "Its value.", attribute("value")),
            ),
        ),
    ]


def _fields() -> tuple[FieldDefinition, ...]:
    return (
        FieldDefinition("id", "ID!", "The same as long as its kind and subjects are.", attribute("id")),
        FieldDefinition("gapKind", "GapKind!", "What is missing.", lambda gap, state: gap.kind),
        FieldDefinition("family", "GapFamily!", "What it is about.", attribute("family")),
        FieldDefinition("move", "Move!", "Whose move it is.", attribute("move")),
        FieldDefinition("area", "Area", "The area it is of, if it is of one.", record("area")),
        FieldDefinition("theme", "Theme", "The theme it is on, if it is on one.", record("theme")),
        FieldDefinition(
            "subjects", "[Record!]!", "Whose gap it is; empty where that is not named.", records("subjects"), typical=2
        ),
        FieldDefinition(
            "severity",
            "Float!",
            "How much it matters, 0-1: the mean of the parts that are known.",
            attribute("severity"),
        ),
        FieldDefinition("certainty", "Float!", "How sure it is, 0-1: the lowest of its parts.", attribute("certainty")),
        FieldDefinition("severityParts", "JSON!", "touched and need, each 0-1 or null.", _parts("severity_parts")),
        FieldDefinition(
            "certaintyParts",
            "JSON!",
            "freshness, confirmation and completeness, each 0-1 or null.",
            _parts("certainty_parts"),
        ),
        FieldDefinition("asQuestion", "Boolean!", "Whether it is too unsure to be stated.", attribute("as_question")),
        FieldDefinition("evidence", "[Evidence!]!", "What it rests on.", attribute("evidence"), typical=4),
        FieldDefinition(
            "summary",
            "String!",
            "What is missing, in one sentence.",
            lambda gap, state: summary(state.view, gap, state.language),
        ),
        FieldDefinition(
            "suggestion",
            "String!",
            "What could be done, in one sentence to an organisation or government.",
            lambda gap, state: suggestion(state.view, gap, state.language),
        ),
        FieldDefinition(
            "caveat",
            "String",
            "What to add when most of what it rests on was filled in by an import.",
            lambda gap, state: caveat(gap, state.language) or None,
        ),
        FieldDefinition(
            "review", "Review", "What people decided about it last.", lambda gap, state: review_of(gap.id, state)
        ),
    )


def _parts(name: str) -> Callable[[Any, State], Any]:
    return lambda gap, state: msgspec.to_builtins(getattr(gap, name))
