"""The numbers at which something becomes a gap, as an input of the API: built from their declaration."""

from __future__ import annotations

from graphsvc.analysis.gaps.thresholds import Threshold, Thresholds, changed, declared, installed
from graphsvc.api.definitions import Argument, Arguments, InputDefinition

PLACE = "thresholds"

THRESHOLDS_ARGUMENT = Argument(
    PLACE, "GapThresholdsInput", "Numbers at which something becomes a gap; otherwise those of this installation."
)


def thresholds_input() -> InputDefinition:
    """The input: each threshold by its name."""
    return InputDefinition(
        "GapThresholdsInput",
        "Numbers at which something becomes a gap. What is left out stays as the installation has it.",
        tuple(Argument(one.name, "Int" if one.whole else "Float", _described(one)) for one in declared()),
    )


def _described(one: Threshold) -> str:
    default = getattr(Thresholds(), one.attribute)
    return f"{one.says} {one.range} {default:g}, unless the installation says otherwise."


def asked_thresholds(arguments: Arguments) -> Thresholds:
    """Those of the installation with what is asked. Raises BadInput with a fault for each number out of range."""
    given = {name: value for name, value in (arguments.get(PLACE) or {}).items() if value is not None}
    return changed(installed(), given, PLACE)
