"""How groups of actors mix, as a field of a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from graphsvc.analysis.mixing import Mixing
from graphsvc.analysis.network import NetworkFigures
from graphsvc.api.definitions import (
    Argument,
    Arguments,
    Definition,
    FieldDefinition,
    ObjectDefinition,
    attribute,
    enum_named,
)
from graphsvc.api.state import State

_KEYS = enum_named(
    "MixingKey",
    "By which groups of actors ties are counted.",
    {
        "ACTOR_KIND": "By kind of actor.",
        "FORMALITY": "By formality.",
        "SECTOR": "By sector; unknown is a group of its own.",
    },
)


class MixingCell(msgspec.Struct, frozen=True):
    """The ties of one group with another."""

    group: str | None
    ties: int
    share: float | None
    density: float | None


class MixingRow(msgspec.Struct, frozen=True):
    """One group, and its ties with each."""

    group: str | None
    actor_count: int
    ei_index: float | None
    cells: list[MixingCell]


def mixing_field() -> FieldDefinition:
    """The field of Network."""
    return FieldDefinition(
        "mixing",
        "[MixingRow!]!",
        "Which groups are tied with which: a row for each group, with a cell for each. Pairs of actors, direction ignored.",
        prepare=_prepare,
        arguments=(Argument("by", "MixingKey!", "By which groups."),),
        typical=10,
    )


def _prepare(arguments: Arguments, state: State) -> Callable[[NetworkFigures], list[MixingRow]]:
    key = str(arguments["by"])
    return lambda figures: _rows(figures.mixing[key])


def _rows(found: Mixing) -> list[MixingRow]:
    names: Any = found.groups
    return [
        MixingRow(
            names[row],
            found.sizes[row],
            found.ei[row],
            [MixingCell(*cell) for cell in zip(names, *columns, strict=True)],
        )
        for row, columns in enumerate(zip(found.counts, found.shares, found.densities, strict=True))
    ]


def mixing_definitions() -> list[Definition]:
    """The types of how groups mix."""
    return [
        _KEYS,
        ObjectDefinition(
            "MixingRow",
            "One group of actors, and its ties with each group.",
            (
                FieldDefinition("group", "String", "The group; null: unknown.", attribute("group")),
                FieldDefinition("actorCount", "Int!", "How many actors it has.", attribute("actorCount")),
                FieldDefinition(
                    "eiIndex",
                    "Float",
                    "(ties to other groups - ties within) / all, as its actors see them; null without ties.",
                    attribute("eiIndex"),
                ),
                FieldDefinition("cells", "[MixingCell!]!", "Its ties with each group.", attribute("cells"), typical=10),
            ),
        ),
        ObjectDefinition(
            "MixingCell",
            "The ties of one group with another, or within one.",
            (
                FieldDefinition("group", "String", "The other group; null: unknown.", attribute("group")),
                FieldDefinition("ties", "Int!", "How many pairs of actors are tied.", attribute("ties")),
                FieldDefinition(
                    "share",
                    "Float",
                    "Share of all ties of the row's actors, as these see them; null without ties.",
                    attribute("share"),
                ),
                FieldDefinition(
                    "density",
                    "Float",
                    "Share of all pairs that are tied; null where there is no pair.",
                    attribute("density"),
                ),
            ),
        ),
    ]
