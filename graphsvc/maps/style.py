"""How actors and ties look: colour by kind, shape by formality, size by number of ties."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import Any

from graphsvc.language import Language
from graphsvc.model.records import Actor, Tie
from graphsvc.model.vocabularies import ActorKind, Formality, TieKind
from graphsvc.model.words import Vocabulary
from graphsvc.resources import folder


@cache
def palette() -> dict[str, Any]:
    """Colours and shapes by value, as `visualisations/palette.json` holds them."""
    read: dict[str, Any] = json.loads((folder("visualisations") / "palette.json").read_text(encoding="utf-8"))
    return read


def node_style(actor: Actor, ties: int) -> dict[str, Any]:
    """Colour, shape and size of an actor."""
    return {
        "color": palette()["kinds"][actor.actor_kind],
        "shape": palette()["formalities"][actor.formality],
        "size": round(8 + 3.2 * math.sqrt(ties), 1),
    }


def edge_style(tie: Tie) -> dict[str, Any]:
    """Colour, width and direction of a tie."""
    look = palette()["ties"][tie.tie_kind]
    return {
        "color": look["color"],
        "dashes": look["dashes"],
        "width": 0.6 * tie.intensity,
        "arrows": "to" if tie.directed else "",
    }


def legend(
    language: Language, kinds: set[ActorKind], formalities: set[Formality], ties: set[TieKind]
) -> dict[str, Any]:
    """What the colours, shapes and lines that are drawn mean, in the order of the vocabularies."""

    def listed(vocabulary: type[Vocabulary], present: Any, look: Any) -> list[dict[str, Any]]:
        return [
            {"value": value, "label": value.words.label(language), **look(value)}
            for value in vocabulary
            if value in present
        ]

    return {
        "kinds": listed(ActorKind, kinds, lambda value: {"color": palette()["kinds"][value]}),
        "formalities": listed(Formality, formalities, lambda value: {"shape": palette()["formalities"][value]}),
        "ties": listed(TieKind, ties, lambda value: palette()["ties"][value]),
    }
