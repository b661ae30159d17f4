"""Areas that are alike, as a field of the API."""

from __future__ import annotations

from graphsvc.analysis.similar_areas import FEWEST, SimilarArea, similar_areas
from graphsvc.api.advisory import MOST, require_between
from graphsvc.api.definitions import Argument, Arguments, Definition, FieldDefinition, ObjectDefinition, attribute
from graphsvc.api.state import State
from graphsvc.api.walks import record


def similar_areas_field() -> FieldDefinition:
    """The field of Query."""
    return FieldDefinition(
        "similarAreas",
        "[SimilarArea!]!",
        "The areas of the same level whose actors are most like those of one area, by kind and by theme.",
        compute=_compute,
        arguments=(
            Argument("area", "ID!", "The area."),
            Argument("limit", "Int", f"The most areas, 1 to {MOST}.", 5),
        ),
        price=200,
        typical=5,
    )


def _compute(arguments: Arguments, state: State) -> list[SimilarArea]:
    require_between(arguments["limit"], 1, MOST, "limit")
    return similar_areas(state.view, arguments["area"], arguments["limit"])


def similar_area_definitions() -> list[Definition]:
    """The types of similar areas."""
    told = {
        "similarity": ("Float!", "0-1: the mean of the two below that are known."),
        "byKind": ("Float", "Share of the make-up by kind of actor that both have in common."),
        "byTheme": ("Float", "Share of the make-up by theme that both have in common; null when neither has any."),
        "actors": ("Int!", "How many actors are active there."),
    }
    return [
        ObjectDefinition(
            "SimilarArea",
            f"An area that is like another. Areas with fewer than {FEWEST} actors are not compared.",
            (
                FieldDefinition("area", "Area!", "The area.", record("area")),
                *(FieldDefinition(name, type, text, attribute(name)) for name, (type, text) in told.items()),
            ),
        )
    ]
