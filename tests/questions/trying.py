"""What a question is asked about in tests: its defaults where they are there, and records of the region in turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.records import TYPES, Record
from graphsvc.questions import Parameter, Question

TRIED = 5
"""At most so many values of a parameter."""
STAGED = "stage-"
"""How the ids of what was put there for the questions begin."""


def tries(question: Question, view: View) -> Iterator[dict[str, Any]]:
    """Values for the parameters: all with their first value, then each with its others in turn."""
    choices: dict[str, list[Any]] = {}
    for parameter in question.parameters:
        taken = {values[0] for values in choices.values()} - {None}
        choices[parameter.name] = [one for one in choices_of(parameter, view) if one not in taken]
    first = {name: values[0] for name, values in choices.items()}
    yield first
    for name, values in choices.items():
        for value in values[1:]:
            if value not in first.values():
                yield {**first, name: value}


def choices_of(parameter: Parameter, view: View) -> list[Any]:
    """The default if it is there (None: everything), then others."""
    if parameter.kind is None:
        return [parameter.default]
    others = [record.id for record in fitting(parameter.kind, view)][:TRIED]
    there = parameter.default is None or view.get(parameter.default) is not None
    if parameter.required:
        return [*([parameter.default] if there and parameter.default else []), *others]
    return [parameter.default if there else None, *others]


def fitting(kind: RecordKind, view: View) -> list[Record]:
    """Records of a kind, the most linked first: those that questions have most to say of."""
    records: list[Record] = view.records(cast(Any, TYPES[kind]))
    count = (lambda area: len(view.active_in(area.id))) if kind is RecordKind.AREA else lambda one: weight(one, view)
    return sorted(records, key=lambda record: (not record.id.startswith(STAGED), -count(record)))


def weight(record: Record, view: View) -> int:
    links = sum(len(view.links_from(record.id, kind)) + len(view.links_to(record.id, kind)) for kind in LinkKind)
    return links + len(view.ties_of(record.id))
