"""What a tie says beyond its own fields: which worlds it joins, and whether anything else joins its ends."""

from __future__ import annotations

from graphsvc.api.bridges import BRIDGE_FIELD
from graphsvc.api.definitions import FieldDefinition
from graphsvc.api.tie_filters import crosses_worlds


def tie_fields() -> tuple[FieldDefinition, ...]:
    """The fields that only ties have."""
    return (
        FieldDefinition(
            "crossesWorlds",
            "Boolean!",
            "Whether it joins the living world and the system world.",
            lambda tie, state: crosses_worlds(tie, state.all),
        ),
        BRIDGE_FIELD,
    )
