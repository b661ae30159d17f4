"""An advice as lines of text for people, and as plain values for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from graphsvc.analysis.advice.answer import Advice, Point
from graphsvc.analysis.advice.sentences import Sentence
from graphsvc.graph.view import View
from graphsvc.language import Language, number, translate, translate_count
from graphsvc.model.records import name_of


def as_lines(view: View, advice: Advice, language: Language) -> list[str]:
    """What an advice says, one line a statement."""
    return list(_Telling(view, language).advice(advice))


def as_values(value: Any, language: Language) -> Any:
    """An advice, or a part of it, as dicts, lists, texts and numbers; sentences in a language."""
    if isinstance(value, Sentence):
        return {"text": value.text(language), "records": list(value.records)}
    if isinstance(value, msgspec.Struct):
        return {_camel(name): as_values(getattr(value, name), language) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [as_values(part, language) for part in value]
    return str(value) if isinstance(value, str) else value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


class _Telling:
    def __init__(self, view: View, language: Language) -> None:
        self.view, self.language = view, language

    def say(self, message: str, **values: str) -> str:
        return translate(self.language, message, **values)

    def names(self, ids: tuple[str, ...]) -> str:
        return ", ".join(self.name(id) for id in ids)

    def name(self, id: str) -> str:
        record = self.view.get(id)
        return name_of(record) if record else id

    def advice(self, advice: Advice) -> Iterator[str]:
        if advice.abstained:
            yield self.say("No plug-in point: %(reason)s", reason=advice.abstained.text(self.language))
        for point in advice.points:
            yield from self.point(point)
        yield from self.around(advice)

    def point(self, point: Point) -> Iterator[str]:
        yield f"{point.rank}. {self.name(point.actor)}"
        way = " – ".join(self.name(id) for id in point.path.actors)
        if point.introducer:
            yield "   " + self.say("Through %(name)s: %(way)s.", name=self.name(point.introducer), way=way)
        role, level = point.suggested_role.words.label(self.language), point.suggested_level.words.label(self.language)
        yield "   " + self.say("Proposed role: %(role)s. Opening: %(level)s.", role=role, level=level)
        yield from (f"   + {reason.text(self.language)}" for reason in point.reasons)
        yield from (f"   ! {caution.text.text(self.language)}" for caution in point.cautions)
        if point.next_best:
            yield "   " + self.say("Next best: %(name)s.", name=self.name(point.next_best))

    def around(self, advice: Advice) -> Iterator[str]:
        covered, all_of_it = number(self.language, advice.covered, 1), number(self.language, advice.coverable_all, 1)
        yield self.say("Reached with these points: %(covered)s of %(all)s.", covered=covered, all=all_of_it)
        for group in advice.out_of_sight:
            way_in = group.way_in.text(self.language)
            yield self.say("Out of sight: %(names)s. %(way_in)s", names=self.names(group.actors), way_in=way_in)
        if advice.already_there:
            count = len(advice.already_there)
            yield translate_count(
                self.language,
                "%(count)s network is in contact already.",
                "%(count)s networks are in contact already.",
                count,
            )
        if advice.leave_be:
            yield self.say("Leave them their room: %(names)s.", names=self.names(advice.leave_be))
