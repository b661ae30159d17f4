"""Filters on single values: texts, numbers, dates, yes or no, and closed lists.

`eq` and `in` are exact; `contains`, `startsWith` and `endsWith` forgive case and accents. Of a value that is unknown
only `ne` and `isNull: true` are true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import ge, gt, le, lt
from typing import Any

import msgspec
import numpy as np

from graphsvc.api.definitions import Argument, InputDefinition, plain_type
from graphsvc.api.masks import COLUMN, TEXTS, Passes, Test, all_of
from graphsvc.errors import BadInput
from graphsvc.graph.codings import Codes, Coding, TextCoding, WholeCoding
from graphsvc.graph.columns import Mask
from graphsvc.graph.folding import folded
from graphsvc.graph.rows import Rows
from graphsvc.model.fields import Field

_SAME = {"eq": "Equal to.", "ne": "Not equal to; also when it is unknown."}
_ORDERED = {"lt": "Below.", "le": "At most.", "gt": "Above.", "ge": "At least."}
_WORDED = {
    "contains": "Has this somewhere in it; case and accents do not count.",
    "startsWith": "Starts with this; case and accents do not count.",
    "endsWith": "Ends with this; case and accents do not count.",
}


def _filter(name: str, type: str, text: str, comparisons: Mapping[str, str]) -> InputDefinition:
    several = (Argument("in", f"[{type}!]", "One of these."),) if type != "Boolean" else ()
    return InputDefinition(
        name,
        f"{text} All that is asked must hold.",
        (
            *(Argument(key, type, said) for key, said in _SAME.items()),
            *several,
            *(Argument(key, type, said) for key, said in comparisons.items()),
            Argument("isNull", "Boolean", "Whether it is unknown."),
        ),
    )


VALUE_FILTERS = (
    _filter("TextFilter", "String", "A text.", _WORDED),
    _filter("IDFilter", "ID", "An id.", {}),
    _filter("IntFilter", "Int", "A whole number.", _ORDERED),
    _filter("FloatFilter", "Float", "A number.", _ORDERED),
    _filter("DateFilter", "Date", "A day.", _ORDERED),
    _filter("BooleanFilter", "Boolean", "Yes or no.", {}),
    InputDefinition(
        "TextListFilter",
        "A list of texts. All that is asked must hold.",
        (
            Argument("some", "TextFilter", "At least one is like this."),
            Argument("none", "TextFilter", "None is like this; so of an empty list."),
            Argument("every", "TextFilter", "All are like this; so of an empty list."),
            Argument("count", "IntFilter", "How many there are."),
        ),
    ),
)


def enum_filter(name: str) -> InputDefinition:
    """The filter on an enum."""
    return _filter(f"{name}Filter", name, f"A {name}.", {})


def list_filter(name: str, called: str) -> InputDefinition:
    """The filter on a list of what the filter `name` is on."""
    return InputDefinition(
        f"{name}ListFilter",
        f"On a list of {called}. All that is asked must hold.",
        (
            Argument("some", f"{name}Filter", "At least one is like this."),
            Argument("none", f"{name}Filter", "None is like this; so of an empty list."),
            Argument("every", f"{name}Filter", "All are like this; so of an empty list."),
            Argument("count", "IntFilter", "How many there are."),
        ),
    )


def filter_type(field: Field) -> str | None:
    """The name of the filter on a declared field; None where there is none."""
    if field.structure is not None or field.key == "extra":
        return None
    if field.many:
        return "TextListFilter"
    type = plain_type(field)
    return {"String": "TextFilter"}.get(type, f"{type}Filter")


def value_test(asked: Mapping[str, Any], coding: Coding, place: str) -> Test:
    """What a filter on one value asks, of values by their numbers in a coding. Raises BadInput when it compares with null."""
    tests = []
    for name, wanted in asked.items():
        if wanted is None:
            raise BadInput.of(
                f"{name} cannot be null.", place=f"{place}.{name}", remedy="Leave it out, or ask isNull: true."
            )
        tests.append(Test(_TESTS[name](coding, wanted), TEXTS if name in _WORDED else COLUMN))
    return all_of(tests)


def _equal(coding: Coding, wanted: Any) -> Passes:
    code = coding.code(wanted)
    return _nothing if code is None else lambda codes: codes == code


def _different(coding: Coding, wanted: Any) -> Passes:
    equal = _equal(coding, wanted)
    return lambda codes: ~equal(codes)


def _one_of(coding: Coding, wanted: Sequence[Any]) -> Passes:
    known = {code for value in wanted if (code := coding.code(value)) is not None}
    if len(known) > _MANY:
        several = np.array(sorted(known))
        return lambda codes: np.isin(codes, several)

    def passes(codes: Codes) -> Mask:
        mask = _nothing(codes)
        for code in known:
            mask |= codes == code
        return mask

    return passes


def _unknown(coding: Coding, wanted: bool) -> Passes:
    return coding.unknown if wanted else lambda codes: ~coding.unknown(codes)


def _comparing(compare: Callable[[Codes, Any], Any]) -> Callable[[Coding, Any], Passes]:
    def comparison(coding: Coding, wanted: Any) -> Passes:
        code = coding.bound(wanted)
        return lambda codes: compare(codes, code) & ~coding.unknown(codes)

    return comparison


def _worded(holds: Callable[[str], Callable[[Sequence[str]], list[bool]]]) -> Callable[[Any, str], Passes]:
    def comparison(coding: TextCoding, wanted: str) -> Passes:
        held = holds(folded(wanted))
        return lambda codes: coding.where(codes, held)

    return comparison


def _nothing(codes: Codes) -> Mask:
    return np.zeros(len(codes), np.bool_)


_MANY = 8
"""From so many values on, looking them up is cheaper than comparing with each."""
_TESTS: dict[str, Callable[[Any, Any], Passes]] = {
    "eq": _equal,
    "ne": _different,
    "in": _one_of,
    "isNull": _unknown,
    "contains": _worded(lambda part: lambda texts: [part in text for text in texts]),
    "startsWith": _worded(lambda part: lambda texts: [text.startswith(part) for text in texts]),
    "endsWith": _worded(lambda part: lambda texts: [text.endswith(part) for text in texts]),
    **{name: _comparing(compare) for name, compare in {"lt": lt, "le": le, "gt": gt, "ge": ge}.items()},
}


class Lists(msgspec.Struct, frozen=True):
    """What is asked of a list that each of some records has."""

    passes: Callable[[Rows, int], Mask]
    """(the members of each list, number of lists) -> which lists are like that"""
    counts: bool
    """Whether members are counted, so that none may stand in a list twice."""


def list_test(asked: Mapping[str, Any], test_of: Callable[[Any, str], Test], place: str) -> Lists:
    """What a filter on a list asks: some, none and every of its members, and their count.

    `test_of` makes the test of members.
    """
    tests: list[Callable[[Rows, int], Mask]] = []
    for name, inner in asked.items():
        if inner is None:
            continue
        if name == "count":
            tests.append(_count(value_test(inner, COUNTS, f"{place}.count")))
        else:
            tests.append(_QUANTIFIERS[name](test_of(inner, f"{place}.{name}")))

    def passes(rows: Rows, length: int) -> Mask:
        mask = np.ones(length, np.bool_)
        for test in tests:
            mask &= test(rows, length)
        return mask

    return Lists(passes, asked.get("count") is not None)


COUNTS = WholeCoding()
"""How many there are is always known."""


def _count(test: Test) -> Callable[[Rows, int], Mask]:
    return lambda rows, length: test.passes(np.bincount(rows.places, minlength=length))


def _some(rows: Rows, length: int, passed: Mask) -> Mask:
    found = np.zeros(length, np.bool_)
    found[rows.places[passed]] = True
    return found


_QUANTIFIERS: dict[str, Callable[[Test], Callable[[Rows, int], Mask]]] = {
    "some": lambda test: lambda rows, length: _some(rows, length, test.passes(rows.numbers)),
    "none": lambda test: lambda rows, length: ~_some(rows, length, test.passes(rows.numbers)),
    "every": lambda test: lambda rows, length: ~_some(rows, length, ~test.passes(rows.numbers)),
}
