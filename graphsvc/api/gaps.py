"""Gaps as a list of the API."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import msgspec

from graphsvc.analysis.gaps import Gap, caveat, find_gaps, review_of, suggestion, summary
from graphsvc.api.connections import PAGE_ARGUMENTS, Page, Window, connection_definitions, page_of
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    attribute,
    enum_of,
    snake_case,
)
from graphsvc.api.gap_thresholds import THRESHOLDS_ARGUMENT, asked_thresholds, thresholds_input
from graphsvc.api.orders import Clauses, Listing, Order, order_definitions
from graphsvc.api.scope import require_record
from graphsvc.api.state import State
from graphsvc.api.walks import record, records
from graphsvc.forgetting import when_erased
from graphsvc.graph.view import View
from graphsvc.model.records import Area, Theme
from graphsvc.model.vocabularies import GapFamily, GapKind, Move

KEPT = 8
"""Answers to how many different questions are kept per view."""
NEIGHBOURHOODS = Argument("neighbourhoods", "Boolean", "Whether neighbourhoods are looked at one by one too.", False)

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
            NEIGHBOURHOODS,
            THRESHOLDS_ARGUMENT,
            Argument("orderBy", "[GapOrder!]", "The order; otherwise by severity x certainty, the highest first."),
            *PAGE_ARGUMENTS,
        ),
        connection="Gap",
        price=300,
    )


def _compute(arguments: Arguments, state: State) -> Page:
    clauses = Clauses(LISTING, arguments.get("orderBy"), state)
    window = Window(clauses, arguments)
    require_record(state.view, arguments.get("area"), Area, "area")
    require_record(state.view, arguments.get("theme"), Theme, "theme")
    keys, gaps = _sorted(state.view, _asked(arguments), clauses)
    return page_of(keys, gaps, window, clauses)


def _asked(arguments: Arguments) -> dict[str, Any]:
    """What `find_gaps` is asked."""
    kinds = arguments.get("kinds")
    return {
        "area": arguments.get("area"),
        "theme": arguments.get("theme"),
        "kinds": None if kinds is None else frozenset(kinds),
        "thresholds": asked_thresholds(arguments),
        "neighbourhoods": bool(arguments.get("neighbourhoods")),
    }


_Sorted = tuple[list[tuple[Any, ...]], list[Gap]]
_kept: WeakKeyDictionary[View, OrderedDict[Any, tuple[int, _Sorted]]] = WeakKeyDictionary()
when_erased(_kept.clear)


def _sorted(view: View, asked: Mapping[str, Any], clauses: Clauses) -> _Sorted:
    """The gaps of a view in order, with what they are compared by; kept until the graph changes."""
    kept, question = _kept.setdefault(view, OrderedDict()), (clauses.signature, *asked.values())
    found = kept.pop(question, None)
    if found is None or found[0] != view.version:
        found = view.version, clauses.sort(find_gaps(view, **asked))
    kept[question] = found
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return found[1]


def gap_definitions() -> list[Definition]:
    """The types of gaps."""
    return [
        *connection_definitions("Gap", "Gap", "gaps"),
        *order_definitions(LISTING),
        thresholds_input(),
        *(enum_of(vocabulary) for vocabulary in (GapKind, GapFamily, Move)),
        ObjectDefinition(
            "Gap",
            "Something that is missing, with what it rests on.",
            (*_subject_fields(), *_weight_fields(), *_words()),
        ),
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


def _subject_fields() -> tuple[FieldDefinition, ...]:
    """What is missing, and where."""
    subjects = "Whose gap it is; empty where that is not named."
    return (
        _field("id", "ID!", "The same as long as its kind and subjects are."),
        FieldDefinition("gapKind", "GapKind!", "What is missing.", lambda gap, state: gap.kind),
        _field("family", "GapFamily!", "What it is about."),
        _field("move", "Move!", "Whose move it is."),
        FieldDefinition("area", "Area", "The area it is of, if it is of one.", record("area")),
        FieldDefinition("theme", "Theme", "The theme it is on, if it is on one.", record("theme")),
        _field("sector", "String", "The sector that is missing, where that is what is missing."),
        FieldDefinition("subjects", "[Record!]!", subjects, records("subjects"), typical=2),
        FieldDefinition("evidence", "[Evidence!]!", "What it rests on.", attribute("evidence"), typical=4),
    )


def _weight_fields() -> tuple[FieldDefinition, ...]:
    """How much it matters and how sure it is."""
    certainty = "freshness, confirmation and completeness, each 0-1 or null."
    return (
        _field("severity", "Float!", "How much it matters, 0-1: the mean of the parts that are known."),
        _field("certainty", "Float!", "How sure it is, 0-1: the lowest of its parts."),
        FieldDefinition("severityParts", "JSON!", "touched and need, each 0-1 or null.", _parts("severityParts")),
        FieldDefinition("certaintyParts", "JSON!", certainty, _parts("certaintyParts")),
        _field("asQuestion", "Boolean!", "Whether it is too unsure to be stated."),
    )


def _words() -> tuple[FieldDefinition, ...]:
    """It in sentences, and what people said of it."""

    def said(say: Callable[..., str]) -> Callable[[Any, State], str]:
        return lambda gap, state: say(state.view, gap, state.language)

    suggested = "What could be done, in one sentence to an organisation or government."
    assumed = "What to add when most of what it rests on was filled in by an import."
    reviewed = "What people decided about it last."
    return (
        FieldDefinition("summary", "String!", "What is missing, in one sentence.", said(summary)),
        FieldDefinition("suggestion", "String!", suggested, said(suggestion)),
        FieldDefinition("caveat", "String", assumed, lambda gap, state: caveat(gap, state.language) or None),
        FieldDefinition("review", "Review", reviewed, lambda gap, state: review_of(state.view, gap.id)),
    )


def _field(name: str, type: str, description: str) -> FieldDefinition:
    return FieldDefinition(name, type, description, attribute(name))


def _parts(name: str) -> Callable[[Any, State], Any]:
    return lambda gap, state: msgspec.to_builtins(getattr(gap, snake_case(name)))
