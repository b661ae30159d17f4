"""From what was typed to values of the model: texts are read, and names become the records they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from graphsvc.errors import Fault
from graphsvc.exchange.columns import value_of
from graphsvc.model.fields import Field, as_text, field_by_key
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES, Kept, Record
from graphsvc.model.vocabularies import Direction
from graphsvc.web.forms.layout import TIE_KEYS, choices_of, groups_of, reference_of
from graphsvc.web.forms.names import Names
from graphsvc.web.forms.newcomers import Newcomer, Newcomers, typed_newcomers
from graphsvc.web.forms.typed import Typed

_DUTCH_DAY = re.compile(r"(\d{1,2})\s?[-/., ]\s?(\d{1,2})\s?[-/., ]\s?(\d{4})|(\d\d)(\d\d)(\d{4})", re.ASCII)
_ROW = re.compile(r"tie\.(\d{1,4})\.\w+")


class Pick(msgspec.Struct, frozen=True):
    """The records that somebody chose by typing, and the texts that name none, or several."""

    records: tuple[Record, ...] = ()
    unknown: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The ids of all that was chosen."""
        return [*(record.id for record in self.records), *(newcomer.id for newcomer in self.newcomers)]


class Reading(msgspec.Struct):
    """A form as it was read."""

    values: dict[str, Any]
    """By key; None for what was left empty."""
    picks: dict[str, Pick]
    """By name of their control: links and fields that hold another record."""
    faults: list[Fault]
    newcomers: Newcomers = msgspec.field(default_factory=Newcomers)
    """Actors to add along."""


def read_sheet(kind: RecordKind, sheet: Typed, names: Names) -> Reading:
    """The form of one record."""
    reading = Reading({}, {}, [], Newcomers(sheet, names))
    for group in groups_of(kind):
        for field in group.fields:
            _read_field(field, field.key, sheet, names, reading)
    for choice in choices_of(kind):
        if choice.name in sheet:
            _read_pick(choice.name, choice.kinds, sheet, names, reading)
    return reading


def read_ties(sheet: Typed, names: Names, newcomers: Newcomers) -> dict[str, Reading]:
    """The ties that stand in the form of an actor, by the start of their controls' names; empty rows left out."""
    tie = field_by_key(TYPES[RecordKind.TIE])
    rows = {}
    for row in rows_of(sheet):
        other = f"{row}.other"
        if not (sheet.get(other) or sheet.get(f"{row}.tieKind") or typed_newcomers(sheet, other)):
            continue
        reading = Reading({}, {}, [], newcomers)
        for key in TIE_KEYS:
            _read_field(tie[key], f"{row}.{key}", sheet, names, reading)
        _read_pick(other, (RecordKind.ACTOR,), sheet, names, reading)
        rows[row] = reading
    return rows


def rows_of(sheet: Typed) -> list[str]:
    """The rows of ties in a form: "tie.0", "tie.1"."""
    numbers = {int(found[1]) for name in sheet if (found := _ROW.fullmatch(name))}
    return [f"tie.{number}" for number in sorted(numbers)]


def ends_of(own: str, other: str, direction: str) -> dict[str, Any]:
    """The ends of a tie between the actor of a form and another: who does it, seen from the first."""
    ends: dict[str, Any] = {"from": own, "to": other}
    if direction == Direction.IN:
        ends = {"from": other, "to": own}
    if direction:
        ends["directed"] = direction != Direction.ANY
    return ends


def _read_field(field: Field, name: str, sheet: Typed, names: Names, reading: Reading) -> None:
    if name not in sheet:
        return
    if kind := reference_of(field):
        pick = _read_pick(name, (kind,), sheet, names, reading)
        reading.values[field.key] = pick.ids[0] if pick.ids else None
    else:
        reading.values[field.key] = _value(field, sheet[name])


def _value(field: Field, text: str) -> Any:
    return (day_of(text) or value_of(field, text)) if field.plain is date else value_of(field, text)


def day_of(text: str) -> date | None:
    """The day that 24-11-2026 means, or 24112026 of a keyboard of digits, or 2026-11-24; None for no day."""
    found = _DUTCH_DAY.fullmatch(text.strip())
    try:
        if found is None:
            return date.fromisoformat(text.strip())
        day, month, year = (int(part) for part in found.groups() if part is not None)
        return date(year, month, day)
    except ValueError:
        return None


def written_day(day: date) -> str:
    """A day as its control shows it, and as people in the Netherlands type it: 24-11-2026."""
    return f"{day.day}-{day.month}-{day.year}"


def _read_pick(name: str, kinds: Iterable[RecordKind], sheet: Typed, names: Names, reading: Reading) -> Pick:
    kinds = tuple(kinds)
    pick = read_pick(sheet.getlist(name), kinds, names)
    if RecordKind.ACTOR in kinds:
        newcomers, faults = reading.newcomers.read(name, pick.unknown)
        pick = msgspec.structs.replace(pick, unknown=(), newcomers=tuple(newcomers))
        reading.faults += faults
    reading.faults += [Fault(name, "NO_SUCH_NAME", text) for text in pick.unknown]
    reading.faults += [Fault(name, "UNCLEAR_NAME", text) for text in pick.unclear]
    reading.picks[name] = pick
    return pick


def read_pick(texts: Iterable[str], kinds: tuple[RecordKind, ...], names: Names) -> Pick:
    """The records that texts name, each an id or a name, or several of them with semicolons between."""
    records: dict[str, Record] = {}
    unknown, unclear = [], []
    waiting = [text.strip() for text in texts]
    while waiting:
        text = waiting.pop(0)
        found = names.called(text, kinds) if text else []
        if len(found) == 1:
            records[found[0].id] = found[0]
        elif found:
            unclear.append(text)
        elif ";" in text:
            waiting += [part.strip() for part in text.split(";")]
        elif text:
            unknown.append(text)
    return Pick(tuple(records.values()), tuple(unknown), tuple(unclear))


def text_of(record: Kept | None, field: Field) -> str:
    """A field of a record as its control shows it; "" for what follows from another field or was filled in."""
    if record is None or field.key in record.assumed:
        return ""
    value = getattr(record, field.name)
    return written_day(value) if isinstance(value, date) else as_text(value).replace("\r\n", "\n").strip()


def changed(record: Kept, reading: Reading, sheet: Typed) -> dict[str, Any]:
    """The values that were typed over others."""
    fields = field_by_key(TYPES[record.kind])
    return {key: value for key, value in reading.values.items() if _differs(record, fields[key], sheet, value)}


def _differs(record: Kept, field: Field, sheet: Typed, value: Any) -> bool:
    if reference_of(field):
        return bool(value != getattr(record, field.name))
    text = sheet[field.key].strip()
    day = day_of(text) if field.plain is date else None
    return (written_day(day) if day else text) != text_of(record, field)
