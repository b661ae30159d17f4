"""By what the records of a kind can be counted: read from its declaration and from the kinds of link."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from graphsvc.api.definitions import enum_name
from graphsvc.api.field_filters import told_column
from graphsvc.api.memberships import NONE, Find, memberships, municipalities
from graphsvc.api.metrics import figure_column
from graphsvc.api.relations import Relation, plural, relations_of
from graphsvc.api.state import State
from graphsvc.api.tie_filters import YES_OR_NO, crosses
from graphsvc.errors import Forbidden
from graphsvc.graph.codings import Coding, coding_of, largest
from graphsvc.graph.columns import Numbers
from graphsvc.graph.field_columns import columns_of
from graphsvc.graph.numbered import seen_numbers
from graphsvc.graph.rows import Rows
from graphsvc.language import translate
from graphsvc.model.fields import Field, field_by_key, fields_of
from graphsvc.model.records import (
    Actor,
    Area,
    FundingScheme,
    Kept,
    MeetingPlace,
    Source,
    TargetGroup,
    Theme,
    Tie,
    name_of,
)
from graphsvc.model.vocabularies import ActorKind

LINKED: tuple[type[Kept], ...] = (Area, Theme, TargetGroup, MeetingPlace, FundingScheme)
"""The kinds of record by which others are counted."""
CATEGORIES = frozenset({"sector", "placeKind"})
"""Texts that sort records into few kinds, though nobody closed the list."""
STEPS = 10
"""A whole number of so many values at most sorts records too."""


class GroupKey(msgspec.Struct, frozen=True):
    """One thing by which records are counted."""

    name: str
    description: str
    values: Callable[[Numbers, State], Rows]
    """The values of some records, as numbers, in order of record; each has at least one. Raises Forbidden."""
    read: Callable[[int, State], Any]
    """The value that a number stands for."""
    label: Callable[[int, State], str]
    """The same in words."""
    most: Callable[[State], int]
    """How many different values there can be, none included."""
    figures: bool = False
    """Whether it takes the figures of analysis."""


@cache
def group_keys(struct: type[Kept]) -> dict[str, GroupKey]:
    """Everything by which records of a kind can be counted."""
    keys = [_by_field(struct, field) for field in fields_of(struct) if _sorts(field)]
    for relation in filter(_leads_to_few, relations_of(struct)):
        keys.append(_by_link(struct, relation))
        if relation.target is Area:
            keys.append(_by_municipality(struct, relation))
    if struct is Actor:
        keys += [_by_world(), _by_community()]
    if struct is Tie:
        keys += [_by_crossing(), _by_end("FROM_KIND", starts=True), _by_end("TO_KIND", starts=False)]
    return {key.name: key for key in keys}


def single(codes: NDArray[Any]) -> Rows:
    """The rows of one value a record."""
    return Rows(np.arange(len(codes)), codes.astype(np.intp))


def _count(struct: type[Kept], state: State) -> int:
    return len(seen_numbers(state.view, struct))


# By what it says itself


def _sorts(field: Field) -> bool:
    """Whether a field sorts records into few kinds."""
    if field.many or field.structure is not None:
        return False
    closed = field.vocabulary is not None or field.plain is bool or _has_steps(field)
    return closed or field.key in CATEGORIES or field.key == "source"


def _has_steps(field: Field) -> bool:
    return field.plain is int and (largest(field.type) or STEPS + 1) <= STEPS


def _by_field(struct: type[Kept], field: Field) -> GroupKey:
    source = field.key == "source"

    def values(records: Numbers, state: State) -> Rows:
        if not state.shows(struct, field):
            raise Forbidden(f"Advisors only may count by {field.key}.")
        column = told_column(struct, field, state)
        codes = column.at(records)
        return single(np.where(column.coding.unknown(codes), NONE, codes))

    said = f"By its {field.words.en}; null where it is unknown." if field.nullable else f"By its {field.words.en}."
    key = _coded(
        enum_name(field.key),
        said,
        values,
        lambda state: columns_of(state.view.graph).of(struct, field).coding,
        lambda state: _values_of(struct, field, state) + field.nullable,
    )
    return msgspec.structs.replace(key, label=lambda code, state: _source(key, code, state)) if source else key


def _source(key: GroupKey, code: int, state: State) -> str:
    source = state.all.get(key.read(code, state) or "")
    return translate(state.language, "not known") if source is None else name_of(source)


def _values_of(struct: type[Kept], field: Field, state: State) -> int:
    """How many values a field can have."""
    if field.plain is str:
        return _count(Source if field.key == "source" else struct, state)
    if field.vocabulary is not None:
        return len(field.vocabulary)
    return 2 if field.plain is bool else STEPS


def _coded(
    name: str,
    description: str,
    values: Callable[[Numbers, State], Rows],
    coding_in: Callable[[State], Coding],
    most: Callable[[State], int],
) -> GroupKey:
    """By values that a coding gives the numbers of."""

    def read(code: int, state: State) -> Any:
        coding = coding_in(state)
        return coding.value(coding.null if code == NONE else code)

    return GroupKey(name, description, values, read, lambda code, state: _in_words(read(code, state), state), most)


def _in_words(value: Any, state: State) -> str:
    if value is None:
        return translate(state.language, "not known")
    if isinstance(value, bool):
        return translate(state.language, "yes") if value else translate(state.language, "no")
    if hasattr(value, "words"):
        return str(value.words.label(state.language))
    return str(value)


# By what it is linked to


def _leads_to_few(relation: Relation) -> bool:
    """Whether it leads from a record to those it is counted by."""
    target = relation.target
    if target is None or target not in LINKED:
        return False
    return relation.name == plural(target.kind) and relation.inwards is None


def _by_link(struct: type[Kept], relation: Relation) -> GroupKey:
    assert relation.target is not None
    one, more = relation.target.kind.words.en, " or a narrower one" if relation.target is Theme else ""
    said = f"By the id of each {one} it has{more}: what has two counts in both; null where it has none."
    return _of_records(relation.target.kind.name, said, memberships(struct, relation), relation.target)


def _by_municipality(struct: type[Kept], areas: Relation) -> GroupKey:
    said = "By the id of the first municipality it is in; null where it is in none."
    return _of_records("MUNICIPALITY", said, municipalities(struct, areas), Area)


def _of_records(name: str, description: str, find: Find, target: type[Kept]) -> GroupKey:
    def values(records: Numbers, state: State) -> Rows:
        return find(state.view, records)

    def read(number: int, state: State) -> str | None:
        return None if number == NONE else state.view.graph.nodes[number].id

    def label(number: int, state: State) -> str:
        return translate(state.language, "none") if number == NONE else name_of(state.view.graph.nodes[number])

    return GroupKey(name, description, values, read, label, lambda state: _count(target, state) + 1)


# By what it is


def _by_world() -> GroupKey:
    return _yes_or_no(
        "IS_LIVING_WORLD",
        "By whether it belongs to the living world (leefwereld).",
        lambda actors, state: columns_of(state.view.graph).flag("is_living_world").at(actors),
    )


def _by_crossing() -> GroupKey:
    return _yes_or_no(
        "CROSSES_WORLDS",
        "By whether it joins the living world and the system world.",
        lambda ties, state: crosses(state.view.graph, ties),
    )


def _yes_or_no(name: str, description: str, of: Callable[[Numbers, State], NDArray[Any]]) -> GroupKey:
    return _coded(
        name, description, lambda records, state: single(of(records, state)), lambda _: YES_OR_NO, lambda _: 2
    )


def _by_end(name: str, *, starts: bool) -> GroupKey:
    field = field_by_key(Actor)["actorKind"]

    def values(ties: Numbers, state: State) -> Rows:
        graph = state.view.graph
        ends = (graph.tails if starts else graph.heads).values[ties]
        return single(columns_of(graph).of(Actor, field).at(ends))

    said = f"By the kind of the actor it {'starts' if starts else 'ends'} at."
    coding = coding_of(field)
    return _coded(name, said, values, lambda _: coding, lambda _: len(ActorKind))


def _by_community() -> GroupKey:
    return GroupKey(
        "COMMUNITY",
        "By the number of its community.",
        lambda actors, state: single(figure_column("community", state)[actors]),
        lambda number, state: number,
        lambda number, state: str(number),
        lambda state: _count(Actor, state) + 1,
        figures=True,
    )
