"""Making records from values that people and files give: every fault found, none half made."""

from __future__ import annotations

import difflib
import json
import math
import re
from collections.abc import Mapping
from typing import Any, TypeVar, cast

import msgspec

from graphsvc.errors import BadInput, Fault
from graphsvc.model.fields import Field, field_by_key, fields_of
from graphsvc.model.kinds import EXTRA_FIELDS, RecordKind
from graphsvc.model.records import TYPES, AnyRecord, Area, Kept, Link, Process, Round, Tie
from graphsvc.model.vocabularies import DEFAULT_FORMALITY, ActorKind, AreaLevel, TieKind

R = TypeVar("R", bound=Kept)

_CODE_FORM = {
    AreaLevel.MUNICIPALITY: re.compile(r"GM\d{4}"),
    AreaLevel.DISTRICT: re.compile(r"WK\d{6}"),
    AreaLevel.NEIGHBOURHOOD: re.compile(r"BU\d{8}"),
}
_YES = {"true", "yes", "ja", "1", "y", "j", "x"}
_NO = {"false", "no", "nee", "0", "n"}


def make(kind: RecordKind, values: Mapping[str, Any], place: str = "") -> AnyRecord:
    """The record of `kind` with these values, given by key (`actorKind`), defaults filled in.

    `place` stands before the key where a fault is named: "input." or "actors.csv, row 3, column ".
    Raises BadInput with every fault: unknown key, missing or wrong value, values that contradict each other.
    """
    struct = TYPES[kind]
    faults: list[Fault] = []
    known = field_by_key(struct)
    for key in values:
        if key not in known:
            faults.append(_unknown_key(key, known, place))
    given = {key: value for key, value in _completed(kind, values).items() if key in known}
    converted: dict[str, Any] = {}
    for field in fields_of(struct):
        value = given.get(field.key)
        if value is None:
            if field.required and not (field.key == "formality" and given.get("actorKind") is not None):
                faults.append(Fault(place + field.key, "REQUIRED", f"{field.key} is required.", _allowed(field)))
            continue
        try:
            converted[field.name] = msgspec.convert(value, field.type)
        except msgspec.ValidationError as error:
            faults.append(Fault(place + field.key, "INVALID_VALUE", f"{_shown(value)}: {error}.", _allowed(field)))
    if not faults:
        record: Any = struct(**converted)
        faults.extend(contradictions(record, place))
        if not faults:
            return record  # type: ignore[no-any-return]
    raise BadInput(faults)


def remade(record: R, values: Mapping[str, Any], place: str = "") -> R:
    """The record with some values changed (None clears); raises BadInput as `make` does."""
    current = {
        field.key: getattr(record, field.name)
        for field in fields_of(type(record))
        if getattr(record, field.name) is not None
    }
    told = {name for name in values if values[name] is not None}
    current["assumed"] = tuple(name for name in record.assumed if name not in told)
    return cast(R, make(record.kind, {**current, **values}, place))


def contradictions(record: Kept, place: str = "") -> list[Fault]:
    """What is wrong with a record by itself: dates out of order, a code of another level, a field of another link."""
    faults = []

    def fault(key: str, code: str, message: str, remedy: str) -> None:
        faults.append(Fault(place + key, code, message, remedy))

    if record.valid_from and record.valid_to and record.valid_from >= record.valid_to:
        fault(
            "validTo",
            "DATES_OUT_OF_ORDER",
            "validTo is not after validFrom.",
            "validTo is the first day it no longer holds.",
        )
    if isinstance(record, Process | Round) and record.start and record.end and record.start > record.end:
        fault("end", "DATES_OUT_OF_ORDER", "The end is before the start.", "")
    if (
        isinstance(record, Area)
        and record.code
        and (form := _CODE_FORM.get(record.level))
        and not form.fullmatch(record.code)
    ):
        fault(
            "code", "BAD_CODE", f"{record.code} is no code of level {record.level}.", f"It has the form {form.pattern}."
        )
    if isinstance(record, Tie) and record.from_id == record.to_id:
        fault("to", "SELF_TIE", "A tie joins two different actors.", "")
    if isinstance(record, Link):
        allowed = EXTRA_FIELDS.get(record.link_kind, frozenset())
        for name in ("state", "answered", "role", "level", "phase"):
            if getattr(record, name) is not None and name not in allowed:
                fault(name, "NOT_OF_THIS_LINK", f"A link {record.link_kind} has no {name}.", "")
    if record.extra is not None:
        try:
            json.loads(record.extra)
        except ValueError as error:
            fault("extra", "BAD_JSON", f"extra is not JSON: {error}.", "")
    return faults


def read_text(field: Field, text: str) -> Any:
    """The value of a field from the text of a CSV cell or a form: "" is none, "a; b" a list, labels are understood.

    Returns what `make` takes; a text that is no value of the field is returned as it is, for `make` to refuse.
    """
    text = text.strip()
    if text == "":
        return None
    if field.many and field.structure is None:
        return [part.strip() for part in text.split(";") if part.strip()]
    if field.structure is not None:
        return _json_or(text)
    if field.vocabulary is not None:
        return _value_of(field, text)
    if field.plain is bool:
        return True if text.casefold() in _YES else False if text.casefold() in _NO else text
    if field.plain in (int, float):
        return _number(text)
    return text


def _completed(kind: RecordKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with what follows from others filled in, and named in `assumed`."""
    full = dict(values)
    assumed = set(full.get("assumed") or ())
    if kind is RecordKind.ACTOR and (full.get("formality") is None or "formality" in assumed):
        if isinstance(full.get("actorKind"), str) and full["actorKind"] in ActorKind.__members__:
            full["formality"] = DEFAULT_FORMALITY[ActorKind[full["actorKind"]]]
            assumed.add("formality")
    if kind is RecordKind.TIE and full.get("directed") is None:
        full["directed"] = full.get("tieKind") != TieKind.COLLABORATES
    if kind is RecordKind.TIE and full.get("intensity") is None:
        full["intensity"] = 2
        assumed.add("intensity")
    full["assumed"] = tuple(sorted(assumed))
    return full


def _unknown_key(key: str, known: Mapping[str, Field], place: str) -> Fault:
    near = difflib.get_close_matches(key, known, n=1)
    remedy = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
    return Fault(place + key, "UNKNOWN_FIELD", f"{key} is not known here.", remedy)


def _value_of(field: Field, text: str) -> str:
    folded = text.casefold().replace("-", "_").replace(" ", "_")
    for value in field.vocabulary or ():
        labels = {value.casefold(), value.words.nl.casefold(), value.words.en.casefold()}
        if text.casefold() in labels or folded == value.casefold():
            return str(value)
    return text


def _number(text: str) -> Any:
    """12, 12.5 and the Dutch 12,5; "1.234,5" stays text, for nobody knows what was meant by it."""
    plain = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    try:
        number = float(plain)
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    return int(number) if number.is_integer() and "e" not in plain.casefold() else number


def _json_or(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _allowed(field: Field) -> str:
    if field.vocabulary is not None:
        return f"Allowed are: {', '.join(field.vocabulary.__members__)}."
    return {
        "date": "Write a date as 2026-11-24.",
        "bool": "Write true or false.",
        "int": "Write a whole number.",
        "float": "Write a number.",
    }.get(getattr(field.plain, "__name__", ""), "")


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
