"""Filters on single values: texts, numbers, dates, yes or no, and closed lists.

`eq` and `in` are exact; `contains`, `startsWith` and `endsWith` forgive case and accents. Of a value that is unknown
only `ne` and `isNull: true` are true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt
from typing import Any

from graphsvc.api.definitions import Argument, InputDefinition, plain_type
from graphsvc.api.orders import folded
from graphsvc.errors import BadInput
from graphsvc.model.fields import Field

Test = Callable[[Any], bool]

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


def filter_type(field: Field) -> str | None:
    """The name of the filter on a declared field; None where there is none."""
    if field.structure is not None or field.key == "extra":
        return None
    if field.many:
        return "TextListFilter"
    type = plain_type(field)
    return {"String": "TextFilter"}.get(type, f"{type}Filter")


def _comparing(compare: Callable[[Any, Any], bool]) -> Callable[[Any], Test]:
    return lambda wanted: lambda value: value is not None and compare(value, wanted)


_TESTS: dict[str, Callable[[Any], Test]] = {
    "eq": lambda wanted: lambda value: bool(value == wanted),
    "ne": lambda wanted: lambda value: bool(value != wanted),
    "in": lambda wanted: frozenset(wanted).__contains__,
    "isNull": lambda wanted: lambda value: (value is None) == wanted,
    "contains": lambda wanted: lambda value: value is not None and folded(wanted) in folded(value),
    "startsWith": lambda wanted: lambda value: value is not None and folded(value).startswith(folded(wanted)),
    "endsWith": lambda wanted: lambda value: value is not None and folded(value).endswith(folded(wanted)),
    **{name: _comparing(compare) for name, compare in {"lt": lt, "le": le, "gt": gt, "ge": ge}.items()},
}


def value_test(asked: Mapping[str, Any], place: str) -> Test:
    """What a filter on one value asks. Raises BadInput when it compares with null."""
    tests = []
    for name, wanted in asked.items():
        if wanted is None:
            raise BadInput.of(
                f"{name} cannot be null.", place=f"{place}.{name}", remedy="Leave it out, or ask isNull: true."
            )
        tests.append(_TESTS[name](wanted))
    return all_of(tests)


def all_of(tests: list[Test]) -> Test:
    """Whether every test holds; one that is alone is returned as it is."""
    if len(tests) == 1:
        return tests[0]
    return lambda value: all(test(value) for test in tests)


def list_test(asked: Mapping[str, Any], test_of: Callable[[Any, str], Test], place: str) -> Test:
    """What a filter on a list asks: some, none and every of its members, and their count.

    `test_of` makes the test of one member.
    """
    tests: list[Test] = []
    for name, inner in asked.items():
        if inner is None:
            continue
        if name == "count":
            tests.append(_count(value_test(inner, f"{place}.count")))
        else:
            tests.append(_QUANTIFIERS[name](test_of(inner, f"{place}.{name}")))
    return all_of(tests)


def _count(test: Test) -> Test:
    return lambda members: test(len(members))


_QUANTIFIERS: dict[str, Callable[[Test], Test]] = {
    "some": lambda test: lambda members: any(test(member) for member in members),
    "none": lambda test: lambda members: not any(test(member) for member in members),
    "every": lambda test: lambda members: all(test(member) for member in members),
}
