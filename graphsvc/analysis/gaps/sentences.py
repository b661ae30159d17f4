"""Gaps in words: one sentence that says what is missing, one that says what an organisation could do."""

from __future__ import annotations

from babel.lists import format_list

from graphsvc.access.policy import FEW, is_advisory
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.late_participation import LATE
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate, translate_count
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Process, Signal, Theme, Tie, name_of
from graphsvc.model.vocabularies import GapKind, Phase

QUOTED = 80
"""A signal is quoted up to so many characters."""

SUGGESTIONS = {
    GapKind.ISOLATED: "Drop by once, and ask what they do and whether they want contact.",
    GapKind.NO_FORMAL_TIE: "Ask somebody they know to introduce you.",
    GapKind.MISSING_LINK: "Make a first contact, best through somebody whom you both know.",
    GapKind.WHITE_SPOT: "Ask residents there what they need and what they already do themselves.",
    GapKind.SINGLE_BRIDGE: "See to a second contact as well, so that not everything hangs on one.",
    GapKind.UNANSWERED_SIGNAL: "Tell residents what happens with it, also when nothing happens with it.",
    GapKind.LATE_PARTICIPATION: "Let residents join from the beginning next time.",
    GapKind.STALE_TIE: "Ask one of the two whether this is still right.",
}
"""What an organisation or government could do; nobody tells an initiative what to do."""

JOINED_LATE = {
    Phase.DELIVERY: (
        "In the process “%(process)s” residents joined only when it was carried out.",
        "Is it true that residents joined the process “%(process)s” only when it was carried out?",
    ),
    Phase.EVALUATION: (
        "In the process “%(process)s” residents joined only when it was looked back on.",
        "Is it true that residents joined the process “%(process)s” only when it was looked back on?",
    ),
    Phase.AFTERWARDS: (
        "In the process “%(process)s” residents joined only when all was done.",
        "Is it true that residents joined the process “%(process)s” only when all was done?",
    ),
}


def summary(view: View, gap: Gap, language: Language) -> str:
    """What is missing, in one sentence; a question when it is too unsure to be stated."""
    if gap.kind is GapKind.MISSING_LINK:
        return _missing_link(view, gap, language)
    if gap.kind is GapKind.WHITE_SPOT:
        return _white_spot(view, gap, language)
    if gap.kind is GapKind.SINGLE_BRIDGE:
        return _single_bridge(view, gap, language)
    record = view.get(gap.subjects[0])
    if isinstance(record, Signal):
        return _unanswered_signal(view, gap, record, language)
    if isinstance(record, Process):
        return _late_participation(gap, record, language)
    if isinstance(record, Tie):
        return _stale_tie(view, gap, record, language)
    return _actor_alone(gap, record, language) if isinstance(record, Actor) else gap.kind.words.definition(language)


def suggestion(view: View, gap: Gap, language: Language) -> str:
    """What could be done about it, in one sentence to an organisation or government."""
    return translate(language, SUGGESTIONS[gap.kind])


def caveat(gap: Gap, language: Language) -> str:
    """What to add when over half of what the gap rests on was filled in by us; else ""."""
    if not gap.mostly_assumed:
        return ""
    return translate(language, "Part of this is an assumption of ours. Ask about it first.")


def _actor_alone(gap: Gap, actor: Actor, language: Language) -> str:
    if gap.kind is GapKind.ISOLATED:
        stated = "No tie of %(actor)s is known yet."
        asked = "Is it true that %(actor)s has no tie with anyone?"
    else:
        stated = "No contact of %(actor)s with an organisation or government is known yet."
        asked = "Is it true that %(actor)s has no contact with an organisation or government?"
    return translate(language, asked if gap.as_question else stated, actor=actor.name)


def _missing_link(view: View, gap: Gap, language: Language) -> str:
    named = [record.name for id in gap.records() if (record := view.actor(id)) and record.is_formal]
    return translate(
        language,
        "Is it true that on the theme “%(theme)s” %(actor)s has no contact with %(others)s?"
        if gap.as_question
        else "On the theme “%(theme)s” no contact of %(actor)s with %(others)s is known yet.",
        theme=_theme(view, gap.theme, language),
        actor=_name(view, gap.subjects[0]),
        others=format_list(named, "or", locale=language),
    )


def _white_spot(view: View, gap: Gap, language: Language) -> str:
    return translate(
        language,
        "Is there no initiative in %(area)s on the theme “%(theme)s”? The score for need is high there."
        if gap.as_question
        else "In %(area)s the score for need on the theme “%(theme)s” is high, and we know no initiative there.",
        area=_name(view, gap.area),
        theme=_theme(view, gap.theme, language),
    )


def _single_bridge(view: View, gap: Gap, language: Language) -> str:
    cut = int(gap.figure("cutOff") or 0)
    subject = view.get(gap.subjects[0]) if gap.subjects else None
    if isinstance(subject, Tie):
        one, many = _BRIDGE_TIE[gap.as_question]
        ends = {"one": _name(view, subject.from_id), "other": _name(view, subject.to_id)}
        return translate_count(language, one, many, cut, **ends)
    if isinstance(subject, Actor):
        one, many = _BRIDGE_ACTOR[gap.as_question]
        return translate_count(language, one, many, cut, actor=subject.name)
    one, many = _BRIDGE_UNNAMED[gap.as_question]
    return translate_count(language, one, many, cut)


_BRIDGE_ACTOR = {
    False: (
        "As far as we know, %(count)s initiative reaches organisations and government only through %(actor)s.",
        "As far as we know, %(count)s initiatives reach organisations and government only through %(actor)s.",
    ),
    True: (
        "Is it true that %(count)s initiative reaches organisations and government only through %(actor)s?",
        "Is it true that %(count)s initiatives reach organisations and government only through %(actor)s?",
    ),
}
_BRIDGE_TIE = {
    False: (
        "As far as we know, %(count)s initiative reaches organisations and government only through the tie between %(one)s and %(other)s.",
        "As far as we know, %(count)s initiatives reach organisations and government only through the tie between %(one)s and %(other)s.",
    ),
    True: (
        "Is it true that %(count)s initiative reaches organisations and government only through the tie between %(one)s and %(other)s?",
        "Is it true that %(count)s initiatives reach organisations and government only through the tie between %(one)s and %(other)s?",
    ),
}
_BRIDGE_UNNAMED = {
    False: (
        "As far as we know, %(count)s initiative reaches organisations and government through one connection only.",
        "As far as we know, %(count)s initiatives reach organisations and government through one connection only.",
    ),
    True: (
        "Is it true that %(count)s initiative reaches organisations and government through one connection only?",
        "Is it true that %(count)s initiatives reach organisations and government through one connection only?",
    ),
}


def _unanswered_signal(view: View, gap: Gap, signal: Signal, language: Language) -> str:
    text = _quote(signal.text)
    if gap.figure("promises"):
        message = (
            "“%(text)s”: was what was promised on this signal done in the meantime?"
            if gap.as_question
            else "“%(text)s”: it is not known that what was promised on this signal was done."
        )
        return translate(language, message, text=text)
    if signal.weight < FEW and not is_advisory(view.viewer):
        message = (
            "“%(text)s”: did this signal of fewer than 5 residents get an answer?"
            if gap.as_question
            else "“%(text)s”: no answer to this signal of fewer than 5 residents is known."
        )
        return translate(language, message, text=text)
    one, many = (
        (
            "“%(text)s”: did this signal of %(count)s resident get an answer?",
            "“%(text)s”: did this signal of %(count)s residents get an answer?",
        )
        if gap.as_question
        else (
            "“%(text)s”: no answer to this signal of %(count)s resident is known.",
            "“%(text)s”: no answer to this signal of %(count)s residents is known.",
        )
    )
    return translate_count(language, one, many, signal.weight, text=text)


def unquoted(view: View, signal: Signal, language: Language) -> str:
    """An unanswered signal of few residents without their words, for a page that goes from hand to hand."""
    themes = [_theme(view, link.to_id, language) for link in view.links_from(signal.id, LinkKind.FOCUSES_ON)]
    if not themes:
        return translate(language, "No answer to a signal of fewer than 5 residents is known.")
    return translate(
        language,
        "No answer to a signal of fewer than 5 residents is known. It is about: %(themes)s.",
        themes=", ".join(sorted(themes)),
    )


def _late_participation(gap: Gap, process: Process, language: Language) -> str:
    if process.residents_joined in LATE and process.residents_joined is not None:
        return translate(language, JOINED_LATE[process.residents_joined][gap.as_question], process=process.name)
    return translate(
        language,
        "Is it true that the process “%(process)s” was to go as far as “%(aimed)s” and came as far as “%(reached)s”?"
        if gap.as_question
        else "The process “%(process)s” was to go as far as “%(aimed)s” and came as far as “%(reached)s”.",
        process=process.name,
        aimed=process.level_aimed.words.label(language) if process.level_aimed else "",
        reached=process.level_reached.words.label(language) if process.level_reached else "",
    )


def _stale_tie(view: View, gap: Gap, tie: Tie, language: Language) -> str:
    ends = {"one": _name(view, tie.from_id), "other": _name(view, tie.to_id)}
    if tie.last_verified is None:
        return translate(language, "Was the tie between %(one)s and %(other)s ever verified?", **ends)
    return translate(
        language,
        "Is there still a tie between %(one)s and %(other)s, which was last verified on %(date)s?"
        if gap.as_question
        else "The tie between %(one)s and %(other)s was last verified on %(date)s.",
        date=day(language, tie.last_verified),
        **ends,
    )


def _name(view: View, id: str | None) -> str:
    record = view.get(id) if id is not None else None
    return name_of(record) if record is not None else ""


def _theme(view: View, id: str | None, language: Language) -> str:
    record = view.get(id) if id is not None else None
    if not isinstance(record, Theme):
        return ""
    return (record.name_en if language == "en" else None) or record.name


def _quote(text: str) -> str:
    """The text on one line, cut after a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rsplit(' ', 1)[0]} …"
