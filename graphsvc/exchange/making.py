"""Making the change that a row asks for: what the file tells, with what has to be filled in named as assumed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec
import orjson

from graphsvc.errors import BadInput, Fault
from graphsvc.exchange.draft import ActorRow, NoticeCode, Row, TieRow
from graphsvc.exchange.identity import Identity
from graphsvc.exchange.types import Kind, is_name, kind_of
from graphsvc.model.changes import Change, created, differences, updated
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make, remade
from graphsvc.model.vocabularies import ActorKind, TieKind

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
Made = tuple[Change | None, list[Fault]]
"""A change, or None when nothing changes or when there are faults."""


class Maker:
    """Makes changes for the rows of one source; keeps count of the types that no kind fits."""

    def __init__(self, source: str, kinds: Mapping[str, str]) -> None:
        self._source, self._kinds = source, kinds
        self.unknown: Counter[tuple[NoticeCode, str]] = Counter()
        self.met: set[str] = set()
        """Every type met, casefolded."""

    def actor(self, row: ActorRow, key: str, identity: Identity) -> Made:
        """The change for an actor. A name that is missing becomes the id."""
        told, extra, fitted = self._typed(row, "actorKind", ActorKind)
        assumed = {"actorKind": ActorKind.OTHER, "name": identity.id}
        if not fitted and self._is_open(identity, "actorKind"):
            self.unknown["UNKNOWN_ACTOR_TYPE" if row.type else "NO_ACTOR_TYPE", row.type or ""] += 1
        return self._change(RecordKind.ACTOR, row, key, identity, _with_extra(told, extra), assumed)

    def tie(self, row: TieRow, key: str, identity: Identity, ends: list[str]) -> Made:
        """The change for a tie between two actors; without two ends only its other faults are found."""
        told, extra, fitted = self._typed(row, "tieKind", TieKind)
        if not fitted and self._is_open(identity, "tieKind"):
            self.unknown["UNKNOWN_TIE_TYPE" if row.type else "NO_TIE_TYPE", row.type or ""] += 1
        start, end = ends if len(ends) == 2 else ("from", "to")
        told = {"from": start, "to": end, **_with_extra(told, extra)}
        return self._change(RecordKind.TIE, row, key, identity, told, {"tieKind": TieKind.KNOWS})

    def _typed(self, row: Row, key: str, vocabulary: type[Kind]) -> tuple[dict[str, Any], dict[str, Any] | None, bool]:
        """The values with the kind that the type means, the extra with the type as it was, and whether a kind fits.

        A type fits or is left open. A value under the model's own name of the field fits or is for `make` to refuse.
        """
        told, extra = dict(row.values), row.extra
        strict = told.get(key)
        text = strict if strict is not None else row.type or ""
        self.met.add(text.strip().casefold())
        kind = kind_of(vocabulary, text, self._kinds)
        if kind is not None:
            told[key] = kind
        if text and (kind is None or not is_name(kind, text)) and (strict is None or kind is not None):
            heading = row.type_heading if strict is None else row.headings.get(key, key)
            extra = {**(extra or {}), heading: text}
        return told, extra, kind is not None or strict is not None

    def _is_open(self, identity: Identity, key: str) -> bool:
        """Whether the kind is still to be chosen: nobody has set it since an earlier import."""
        return identity.existing is None or key in identity.existing.assumed

    def _change(
        self, kind: RecordKind, row: Row, key: str, identity: Identity, told: dict[str, Any], assumed: dict[str, Any]
    ) -> Made:
        told = {name: value for name, value in told.items() if value is not None or name == "extra"} | {"origin": key}
        if faults := _control_faults(row, told):
            return None, faults
        try:
            if identity.existing is not None:
                after = remade(identity.existing, told)
                changed = differences(identity.existing, after)
                return (updated(identity.existing, after) if changed else None), []
            assumed = {name: value for name, value in assumed.items() if name not in told}
            own = {"id": identity.id, "source": self._source, "assumed": tuple(assumed)}
            return created(make(kind, {**assumed, **told, **own})), []
        except BadInput as error:
            return None, [msgspec.structs.replace(fault, place=row.at(fault.place)) for fault in error.faults]


def content(row: Row) -> bytes:
    """All that a row says, as bytes that are equal for equal rows."""
    return msgspec.json.encode([row.type, row.values, row.extra], order="deterministic")


def _with_extra(told: dict[str, Any], extra: dict[str, Any] | None) -> dict[str, Any]:
    """The values with all that is beyond the model as JSON text under `extra`; None there takes away what was.

    A column `extra` of the file itself holds such text, and is joined with the rest when it is an object.
    """
    own = told.get("extra")
    if own is not None:
        try:
            parsed = orjson.loads(own) if isinstance(own, str) else own
        except orjson.JSONDecodeError:
            parsed = own
        if isinstance(parsed, dict):
            extra = {**parsed, **(extra or {})}
        elif extra:
            extra = {**extra, "extra": parsed}
        else:
            return told
    if extra is None:
        return told
    return {**told, "extra": msgspec.json.encode(extra, order="deterministic").decode() if extra else None}


def _control_faults(row: Row, told: Mapping[str, Any]) -> list[Fault]:
    """Signs that no text holds, and that files and pages made from it cannot hold either."""
    return [
        Fault.saying(row.at(key), "CONTROL_CHARACTER", "The text holds a control character.", "Take it out.")
        for key, value in told.items()
        if any(
            isinstance(part, str) and _CONTROL.search(part) for part in (value if isinstance(value, list) else [value])
        )
    ]
