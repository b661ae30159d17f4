"""The plain data in `seeds/`: tables of values and the recipe of the generator."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from typing import Any

import msgspec

from graphsvc.resources import folder

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of `seeds/<name>.csv`, column -> text; an empty cell is ""."""
    with (folder("seeds") / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def words() -> dict[str, Any]:
    """`seeds/names.toml`: the parts that invented names are made of."""
    return tomllib.loads((folder("seeds") / "names.toml").read_text(encoding="utf-8"))


class Demonstration(msgspec.Struct, frozen=True):
    """What only the demonstration region fixes: its size, its centre, and what is known where."""

    actors: int
    ties: int
    seed: int
    home: str
    home_share: float
    known: dict[str, str]
    quiet: dict[str, list[str]]


class Recipe(msgspec.Struct, frozen=True):
    """`seeds/recipe.toml`: the shares and weights of all that is generated."""

    actors_per_spot: float
    formal_at: float
    detail: float
    demonstration: Demonstration
    known: dict[str, float]
    answered: dict[str, float]
    fresh: dict[str, float]
    kinds: dict[str, float]
    themes: dict[str, float]
    fates: dict[str, float]
    ties: dict[str, float]
    openness: dict[str, float]
    capacity: dict[str, float]
    accepted: dict[str, float]
    wanted: dict[str, float]
    roles: dict[str, float]
    visibility: dict[str, float]
    per_actor: dict[str, float]


@cache
def recipe() -> Recipe:
    """The recipe. Raises msgspec.ValidationError when a part is missing or of another type."""
    text = (folder("seeds") / "recipe.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Recipe)
