"""Why a version cannot be taken back: which later versions stand in the way, each told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from graphsvc.errors import BadInput, Fault

SHOWN = 3
"""How many records one sentence names; all of them are in the extensions."""
MESSAGES = {
    "ERASED": "The values of {ids} were erased, and nobody keeps them.",
    "CHANGED_SINCE": "Version {version} changed {ids} since.",
    "TIED_SINCE": "Version {version} tied something to {ids} since.",
}


class Hindrance(msgspec.Struct, frozen=True):
    """A record that keeps a version from being taken back."""

    code: Literal["ERASED", "CHANGED_SINCE", "TIED_SINCE"]
    id: str
    version: int | None
    """The last version that touched it; None when what was erased was erased in the version itself."""


class Blocked(BadInput):
    """A version that cannot be taken back: one fault for each later version that stands in the way, and each record."""

    def __init__(self, hindrances: Iterable[Hindrance], place: str) -> None:
        self.hindrances = tuple(hindrances)
        super().__init__(_faults(self.hindrances, place))

    @property
    def extensions(self) -> dict[str, Any]:
        return {**super().extensions, "blockedBy": [msgspec.to_builtins(one) for one in self.hindrances]}


def _faults(hindrances: Iterable[Hindrance], place: str) -> list[Fault]:
    grouped: defaultdict[tuple[str, int | None], list[str]] = defaultdict(list)
    for one in hindrances:
        grouped[one.code, None if one.code == "ERASED" else one.version].append(one.id)
    return [_fault(code, version, ids, place) for (code, version), ids in grouped.items()]


def _fault(code: str, version: int | None, ids: list[str], place: str) -> Fault:
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    message = MESSAGES[code].format(version=version, ids=", ".join(ids[:SHOWN]) + more)
    remedy = "Add it anew if it is needed." if code == "ERASED" else f"Undo version {version} first."
    return Fault(place, code, message, remedy)
