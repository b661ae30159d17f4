"""Records with every field filled, and with none but those they must have, made from the declarations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import msgspec

from graphsvc.model.fields import Field, fields_of
from graphsvc.model.kinds import ENDS, EXTRA_FIELDS, NODE_KINDS, LinkKind, RecordKind
from graphsvc.model.make import make
from graphsvc.model.records import TYPES, AnyRecord
from graphsvc.model.vocabularies import TieKind

# The first that a field takes: texts with everything that could be mistaken, then forms that some fields ask for.
TEXTS = ("Zoë's \"buurt\" <b>\\ {x} ; -- 'é' 😀", "https://example.org/a?b=1&c=%20", "one-id")
_LONGEST, _RECORDS = 400, 100
"""More than the values of one record, and after how many records the numbers begin again: no day is to come."""
_records = count()


def numbers_of_a_record() -> Iterator[int]:
    """A number for each value of the next record, going up, so that what ends does so after its beginning."""
    return count(1 + next(_records) % _RECORDS * _LONGEST)


def some(field: Field, numbers: Iterator[int]) -> Any:
    """A value that the field takes, and that is not its default."""
    at = next(numbers)
    if field.key == "extra":
        return '{"Original type": ["Zoë", 1, null]}'
    if field.structure is not None:
        found = [{inner.key: some(inner, numbers) for inner in fields_of(field.structure)} for _ in range(3)]
        return found if field.many else found[0]
    if field.vocabulary is not None:
        return [value for value in field.vocabulary if value != field.default][-1]
    if field.plain is date:
        return date(1900, 1, 1) + timedelta(days=at)
    if field.plain is bool:
        return True
    if field.plain is int:
        return first_that_fits(field, [2020 + at % 100, 4])
    if field.plain is float:
        return first_that_fits(field, [at / 7_000_000, 1 + at % 3 + 0.1])
    return first_that_fits(field, [[text, "two"] for text in TEXTS] if field.many else TEXTS)


def first_that_fits(field: Field, values: Any) -> Any:
    """The first value that the field takes."""
    for value in values:
        try:
            msgspec.convert(value, field.type)
        except msgspec.ValidationError:
            continue
        return value
    raise AssertionError(f"{field.key} takes none of {values}")


def filled(kind: RecordKind, **given: Any) -> AnyRecord:
    """A record with every field filled."""
    left_out = set(given)
    if link := given.get("linkKind"):
        left_out |= frozenset().union(*EXTRA_FIELDS.values()) - EXTRA_FIELDS.get(link, frozenset())
    numbers = numbers_of_a_record()
    values = {field.key: some(field, numbers) for field in fields_of(TYPES[kind]) if field.key not in left_out}
    return make(kind, {**values, "revision": 1, **given})


def bare(kind: RecordKind, **given: Any) -> AnyRecord:
    """A record with none but the fields it must have."""
    numbers, fields = numbers_of_a_record(), fields_of(TYPES[kind])
    values = {field.key: some(field, numbers) for field in fields if field.required and field.key not in given}
    return make(kind, {**values, **given})


def every_kind(make_one: Any) -> Iterator[AnyRecord]:
    """A record of every kind, a tie of every kind, and a link of every kind between every kind of end; nodes first."""
    for kind in NODE_KINDS:
        for name in ("a", "b"):
            yield make_one(kind, id=f"{kind}-{name}")
    for tie in TieKind:
        yield make_one(RecordKind.TIE, id=f"tie-{tie}", tieKind=tie, **{"from": "ACTOR-a", "to": "ACTOR-b"})
    for link in LinkKind:
        for start in sorted(ENDS[link][0]):
            for end in sorted(ENDS[link][1]):
                ends = {"from": f"{start}-a", "to": f"{end}-b"}
                yield make_one(RecordKind.LINK, id=f"{link}-{start}-{end}", linkKind=link, **ends)
