"""An advice as lines of text for people, and as plain values for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from graphsvc.analysis.advice.answer import Advice, Point
from graphsvc.analysis.advice.sentences import Message, Sentence, say
from graphsvc.graph.view import View
from graphsvc.language import Language, percent, translate, translate_count
from graphsvc.model.records import name_of
from graphsvc.model.vocabularies import GovernmentRole, ParticipationLevel

ROLES: dict[GovernmentRole, Message] = {
    GovernmentRole.FACILITATE: Message("Proposal: government helps where residents ask for it (%(role)s)."),
}
"""What government would do; no heavier role is ever proposed."""

OPENINGS: dict[ParticipationLevel, Message] = {
    ParticipationLevel.INFORM: Message("Start by telling what will come (%(level)s)."),
    ParticipationLevel.CONSULT: Message("Start by asking what they think (%(level)s)."),
    ParticipationLevel.ADVISE: Message("Start by asking for advice (%(level)s)."),
    ParticipationLevel.COPRODUCE: Message("Start by making something together (%(level)s)."),
    ParticipationLevel.CODECIDE: Message("Start by deciding together (%(level)s)."),
    ParticipationLevel.SELF_MANAGE: Message("Start by giving room to do it themselves (%(level)s)."),
}


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


def proposal(point: Point, language: Language) -> str:
    """The role and the opening that are proposed for a point, and that the initiative is to be asked."""
    role, level = point.suggested_role, point.suggested_level
    said = [say(ROLES[role], role=role).text(language), say(OPENINGS[level], level=level).text(language)]
    return " ".join([*said, translate(language, "Ask whether the initiative wants this.")])


def way_to(view: View, advice: Advice, point: Point, language: Language) -> str:
    """The way to a point in the order in which it is walked: the chain, and whom to ask first for whom."""
    way = [_name(view, id) for id in point.path.actors]
    if advice.asking is not None:
        way = way[1:]
    chain = " → ".join([translate(language, "You"), *way]) + "."
    if len(way) == 1:
        return f"{chain} {translate(language, 'Get in touch yourself.')}"
    first, after = way[0], way[1]
    asked = translate(language, "Start with %(first)s. Ask there for %(next)s.", first=first, next=after)
    return f"{chain} {asked}"


def _name(view: View, id: str) -> str:
    record = view.get(id)
    return name_of(record) if record else id


class _Telling:
    def __init__(self, view: View, language: Language) -> None:
        self.view, self.language = view, language

    def say(self, message: str, **values: str) -> str:
        return translate(self.language, message, **values)

    def names(self, ids: tuple[str, ...]) -> str:
        return ", ".join(self.name(id) for id in ids)

    def name(self, id: str) -> str:
        return _name(self.view, id)

    def advice(self, advice: Advice) -> Iterator[str]:
        if advice.abstained:
            yield self.say("No plug-in point: %(reason)s", reason=advice.abstained.text(self.language))
        for point in advice.points:
            yield from self.point(advice, point)
        yield from self.around(advice)

    def point(self, advice: Advice, point: Point) -> Iterator[str]:
        yield f"{point.rank}. {self.name(point.actor)}"
        yield "   " + way_to(self.view, advice, point, self.language)
        yield "   " + proposal(point, self.language)
        yield from (f"   + {reason.text(self.language)}" for reason in point.reasons)
        yield from (f"   ! {caution.text.text(self.language)}" for caution in point.cautions)
        if point.next_best:
            yield "   " + self.say(
                "Does this not work? Then %(name)s is the best other choice.", name=self.name(point.next_best)
            )

    def around(self, advice: Advice) -> Iterator[str]:
        if advice.coverable_all:
            share = percent(self.language, advice.covered / advice.coverable_all)
            yield self.say("Reached with these points: %(share)s of what can be reached here.", share=share)
        for group in advice.out_of_sight:
            way_in = group.way_in.text(self.language)
            yield self.say("Out of reach: %(names)s. %(way_in)s", names=self.names(group.actors), way_in=way_in)
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
