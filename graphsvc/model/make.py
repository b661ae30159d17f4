"""Making records from values that people and files give: every fault found, none half made."""

from __future__ import annotations

import difflib
import json
import math
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar, cast

import msgspec

from graphsvc.errors import BadInput, Fault
from graphsvc.model.days import today
from graphsvc.model.fields import Field, field_by_key, fields_of, past_fields
from graphsvc.model.kinds import EXTRA_FIELDS, RecordKind
from graphsvc.model.records import TYPES, AnyRecord, Area, Kept, Link, Process, Round, Tie
from graphsvc.model.vocabularies import DEFAULT_FORMALITY, ActorKind, AreaLevel, TieKind

R = TypeVar("R", bound=Kept)


class Unmade(BadInput):
    """Values that make no record. `record` has what fits, and None for what does not: its rules can still be checked."""

    def __init__(self, faults: list[Fault], record: AnyRecord) -> None:
        super().__init__(faults)
        self.record = record


_CODE_FORM = {
    AreaLevel.MUNICIPALITY: (r"GM\d{4}", "GM0599"),
    AreaLevel.DISTRICT: (r"WK\d{6}", "WK059901"),
    AreaLevel.NEIGHBOURHOOD: (r"BU\d{8}", "BU05990110"),
}
"""The form of a CBS code by level, and an example."""
_BOUND = re.compile(r"(of length )?(>=|<=) (\S+)")
"""Where msgspec tells of a value that is out of bounds."""
_YES = {"true", "yes", "ja", "1", "y", "j", "x"}
_NO = {"false", "no", "nee", "0", "n"}


def make(kind: RecordKind, values: Mapping[str, Any], place: str = "") -> AnyRecord:
    """The record of `kind` with these values, given by key (`actorKind`), defaults filled in.

    `place` stands before the key where a fault is named: "input." or "actors.csv, row 3, column ".
    Raises Unmade with every fault: unknown key, missing or wrong value, values that contradict each other.
    """
    struct: Any = TYPES[kind]
    faults: list[Fault] = []
    known = field_by_key(struct)
    for key in values:
        if key not in known:
            faults.append(_unknown_key(key, known, place))
    given = {key: value for key, value in _completed(kind, values).items() if key in known}
    converted: dict[str, Any] = {}
    unknown: dict[str, None] = {}
    for field in fields_of(struct):
        value = given.get(field.key)
        if value is None:
            if field.required and not (field.key == "formality" and given.get("actorKind") is not None):
                faults.append(_missing(field, place))
            if field.required:
                unknown[field.name] = None
            continue
        try:
            converted[field.name] = msgspec.convert(value, field.type)
        except msgspec.ValidationError as error:
            faults.append(_misfit(field, value, str(error), place))
            unknown[field.name] = None
    record: AnyRecord = struct(**converted, **unknown)
    faults.extend(contradictions(record, place))
    if faults:
        raise Unmade(faults, record)
    return record


def remade(record: R, values: Mapping[str, Any], place: str = "") -> R:
    """The record with some values changed (None clears); raises Unmade as `make` does."""
    current = {
        field.key: getattr(record, field.name)
        for field in fields_of(type(record))
        if getattr(record, field.name) is not None
    }
    told = {name for name in values if values[name] is not None}
    current["assumed"] = tuple(name for name in record.assumed if name not in told)
    return cast(R, make(record.kind, {**current, **values}, place))


def contradictions(record: Kept, place: str = "") -> list[Fault]:
    """What is wrong with a record by itself: dates out of order, a code of another level, a field of another link.

    What is None because it did not fit (see Unmade) contradicts nothing.
    """
    faults = []
    if record.valid_from and record.valid_to and record.valid_from >= record.valid_to:
        message, remedy = "validTo is not after validFrom.", "validTo is the first day it no longer holds."
        faults.append(Fault.saying(f"{place}validTo", "DATES_OUT_OF_ORDER", message, remedy))
    if isinstance(record, Process | Round) and record.start and record.end and record.start > record.end:
        remedy = "Correct one of the two days."
        faults.append(Fault.saying(f"{place}end", "DATES_OUT_OF_ORDER", "The end is before the start.", remedy))
    faults += _in_future(record, place)
    if isinstance(record, Area) and record.code and (form := _CODE_FORM.get(record.level)):
        if not re.fullmatch(form[0], record.code):
            faults.append(_bad_code(record.code, record.level, form[1], place))
    if isinstance(record, Tie) and record.from_id and record.from_id == record.to_id:
        message, remedy = "A tie joins two different actors.", "Name another actor at one of its ends."
        faults.append(Fault.saying(f"{place}to", "SELF_TIE", message, remedy))
    if isinstance(record, Link) and record.link_kind is not None:
        faults += _of_other_links(record, place)
    if record.extra is not None:
        try:
            json.loads(record.extra)
        except ValueError as error:
            message, remedy = "extra is not JSON: %(reason)s.", "Correct the JSON, or leave it out."
            faults.append(Fault.saying(f"{place}extra", "BAD_JSON", message, remedy, reason=str(error)))
    return faults


def _in_future(record: Kept, place: str) -> list[Fault]:
    """The days on which something is said to have happened, and that are still to come."""
    said = ((field, getattr(record, field.name)) for field in past_fields(type(record)))
    return [in_future(place + field.key, day) for field, day in said if day is not None and day > today()]


def in_future(place: str, day: date) -> Fault:
    """The fault of a day on which something is said to have happened, and that is still to come."""
    message, remedy = "%(day)s is still to come.", "Give the day on which it happened: today or earlier."
    return Fault.saying(place, "DATE_IN_FUTURE", message, remedy, day=day.isoformat())


def _bad_code(code: str, level: AreaLevel, example: str, place: str) -> Fault:
    message, remedy = "%(code)s is no code of level %(level)s.", "It looks like %(example)s."
    return Fault.saying(f"{place}code", "BAD_CODE", message, remedy, code=code, level=level, example=example)


def _of_other_links(link: Link, place: str) -> list[Fault]:
    allowed = EXTRA_FIELDS.get(link.link_kind, frozenset())
    terms = {field.name: field.term for field in fields_of(Link)}
    return [
        Fault.saying(
            place + name,
            "NOT_OF_THIS_LINK",
            "A link %(link)s has no %(field)s.",
            "Leave it out.",
            link=link.link_kind,
            field=terms[name],
        )
        for name in ("state", "answered", "role", "level", "phase")
        if getattr(link, name) is not None and name not in allowed
    ]


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
    remedy = "Did you mean %(near)s?" if near else "Known are: %(known)s."
    values = {"near": near[0]} if near else {"known": tuple(known)}
    return Fault.saying(place + key, "UNKNOWN_FIELD", "%(key)s is not known here.", remedy, key=key, **values)


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


def _missing(field: Field, place: str) -> Fault:
    message, at = "%(field)s is required.", place + field.key
    if field.vocabulary is None:
        return Fault.saying(at, "REQUIRED", message, field=field.term)
    return Fault.saying(at, "REQUIRED", message, ALLOWED, field=field.term, allowed=tuple(field.vocabulary))


ALLOWED = "Allowed are: %(allowed)s."

MISFITS = {
    "date": ("%(value)s is no date.", "Write a date as 2026-11-24."),
    "bool": ("%(value)s is not true and not false.", "Write true or false."),
    "int": ("%(value)s is no whole number.", "Write a whole number."),
    "float": ("%(value)s is no number.", "Write a number."),
    "str": ("%(value)s is no text.", "Write a text."),
}
"""What is wrong with a value that is not of a type, and what to write."""

BOUNDS = {
    ("", ">="): ("%(value)s is less than %(bound)s.", "Write %(bound)s or more."),
    ("", "<="): ("%(value)s is more than %(bound)s.", "Write %(bound)s or less."),
    ("of length ", ">="): ("%(value)s is too short: it needs at least %(bound)s letters.", "Write more."),
    ("of length ", "<="): ("%(value)s is too long: at most %(bound)s letters fit.", "Make it shorter."),
}
"""What is wrong with a value that is out of bounds, and what to write."""


def _misfit(field: Field, value: Any, reason: str, place: str) -> Fault:
    """The fault of a value that is none of the field; `reason` is what msgspec says."""
    at, shown = place + field.key, _shown(value)
    values: dict[str, Any] = {}
    if field.vocabulary is not None:
        message, remedy, values = "%(value)s is not known here.", ALLOWED, {"allowed": tuple(field.vocabulary)}
    elif (bound := _BOUND.search(reason)) is not None:
        (message, remedy), values = BOUNDS[bound[1] or "", bound[2]], {"bound": bound[3].removesuffix(".0")}
    elif field.key == "website" and isinstance(value, str):
        message, remedy = "%(value)s is no address of a website.", "It starts with http:// or https://."
    elif "matching regex" in reason and not field.many:
        message, remedy = "%(value)s is no id.", "An id has no spaces in it."
    elif field.structure is None and not field.many and (found := MISFITS.get(field.plain.__name__)):
        message, remedy = found
    else:
        message, remedy, values = (
            "%(value)s does not fit: %(reason)s.",
            "Correct it, or leave it out.",
            {"reason": reason},
        )
    return Fault.saying(at, "INVALID_VALUE", message, remedy, value=shown, **values)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
