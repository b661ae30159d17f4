"""Counting the records of a list by what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import msgspec
import numpy as np

from graphsvc.api.connections import Page
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    attribute,
    enum_named,
)
from graphsvc.api.group_keys import GroupKey, group_keys
from graphsvc.api.masks import TEXTS, looks
from graphsvc.api.memberships import NONE
from graphsvc.api.refusals import TooMuch
from graphsvc.api.relations import plural
from graphsvc.api.state import State
from graphsvc.errors import BadInput
from graphsvc.graph.columns import Numbers
from graphsvc.graph.numbered import numbers_of
from graphsvc.graph.rows import Rows, spread
from graphsvc.model.records import TYPES, Kept

MOST_KEYS = 5
"""By how many things a list is counted at once."""
PAGES = 10
"""A list is told in at most as many groups as stand on so many pages."""


class Group(msgspec.Struct):
    """Records that have these values in common."""

    keys: Sequence[GroupKey]
    codes: Sequence[int]
    values: Sequence[Any]
    count: int


def group_field(struct: type[Kept]) -> FieldDefinition:
    """The field of a connection that counts what is in its list, on all pages."""
    name = struct.__name__

    def prepare(arguments: Arguments, state: State) -> Callable[[Page], list[Group]]:
        keys = _asked(struct, arguments)
        if len(keys) > MOST_KEYS:
            raise BadInput.of(f"A list is counted by at most {MOST_KEYS} things.", place="by")
        return lambda page: _groups(keys, numbers_of(page.records, state.view.graph), state)

    return FieldDefinition(
        "groups",
        f"[{name}Group!]!",
        f"How many there are, on all pages, by what they have in common; largest first. At most {PAGES} pages full.",
        prepare=prepare,
        arguments=(Argument("by", f"[{name}GroupKey!]!", f"By what, at most {MOST_KEYS} things."),),
        holds=lambda arguments, state: min(
            _most(state), prod(key.most(state) for key in _asked(struct, arguments)[:MOST_KEYS])
        ),
    )


def _asked(struct: type[Kept], arguments: Arguments) -> list[GroupKey]:
    return [group_keys(struct)[name] for name in dict.fromkeys(map(str, arguments["by"]))]


def _most(state: State) -> int:
    return PAGES * state.allowance.page


def _groups(keys: Sequence[GroupKey], records: Numbers, state: State) -> list[Group]:
    state.look(looks(len(records)))
    if not keys:
        return [Group((), (), (), len(records))] if len(records) else []
    codes, counts = _counted([key.values(records, state) for key in keys], len(records), state)
    values = [[key.read(code, state) for code in column] for key, column in zip(keys, codes, strict=True)]
    rows = zip(zip(*codes, strict=True), zip(*values, strict=True), counts, strict=True)
    found = [Group(keys, *row) for row in rows]
    return sorted(found, key=lambda group: (-group.count, [str(value) for value in group.values]))


def _counted(values: Sequence[Rows], length: int, state: State) -> tuple[list[list[int]], list[int]]:
    """How often each combination of values occurs: per key the values, and the counts.

    Each record has a value of every key, so there are at least as many groups as combinations of the first few keys.
    """
    places, combined = np.arange(length), np.zeros(length, np.intp)
    kept: list[Numbers] = []
    for rows in values:
        state.look(looks(int(np.bincount(rows.places, minlength=length)[places].sum()), TEXTS))
        more = spread(places, rows)
        places = places[more.places]
        span = int(rows.numbers.max(initial=NONE)) - NONE + 1
        found, combined = _numbered(combined[more.places] * span + (more.numbers - NONE))
        if len(found) > (allowed := _most(state)):
            message = f"There are more than {allowed} groups. Count by fewer things, or a smaller part."
            raise TooMuch("GROUPS", allowed, len(found), message)
        kept = [*(column[found // span] for column in kept), found % span + NONE]
    return [column.tolist() for column in kept], np.bincount(combined).tolist()


def _numbered(codes: Numbers) -> tuple[Numbers, Numbers]:
    """The different codes among many, in order, and the place of each among these."""
    top = int(codes.max(initial=NONE)) + 1
    if top > FEW_CODES * (len(codes) + 1):
        return np.unique(codes, return_inverse=True)
    there = np.zeros(top, np.bool_)
    there[codes] = True
    found = np.flatnonzero(there)
    place = np.zeros(top, np.intp)
    place[found] = np.arange(len(found))
    return found, place[codes]


FEW_CODES = 8
"""Up to so many possible codes for each there is, marking them is cheaper than sorting."""


def _key(group: Group, state: State) -> dict[str, Any]:
    return {key.name: value for key, value in zip(group.keys, group.values, strict=True)}


def _label(group: Group, state: State) -> dict[str, str]:
    return {key.name: key.label(code, state) for key, code in zip(group.keys, group.codes, strict=True)}


def group_definitions() -> list[Definition]:
    """The types of groups, of every kind."""
    return [made for struct in TYPES.values() for made in _definitions(struct)]


def _definitions(struct: type[Kept]) -> list[Definition]:
    name, keys, many = struct.__name__, group_keys(struct), plural(struct.kind)
    return [
        enum_named(
            f"{name}GroupKey",
            f"By what {many} can be counted.",
            {key.name: key.description for key in keys.values()},
            figures=frozenset(key.name for key in keys.values() if key.figures),
        ),
        ObjectDefinition(
            f"{name}Group",
            f"What of a list of {many} has these values in common.",
            (
                FieldDefinition("key", "JSON!", f"One entry per {name}GroupKey asked.", _key),
                FieldDefinition("label", "JSON!", "The same entries in words, for people.", _label),
                FieldDefinition("count", "Int!", "How many.", attribute("count")),
            ),
        ),
    ]
