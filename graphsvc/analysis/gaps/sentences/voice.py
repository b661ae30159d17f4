"""The gaps of the family VOICE in words."""

from __future__ import annotations

from graphsvc.access.policy import FEW, is_advisory
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.late_participation import LATE
from graphsvc.analysis.gaps.sentences.names import name, seen, theme_name
from graphsvc.analysis.gaps.undecided_challenge import OURS, TERM
from graphsvc.graph.view import View
from graphsvc.language import Language, day, translate, translate_count
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Challenge, Kept, Process, Signal, Tie
from graphsvc.model.vocabularies import GapKind, Phase
from graphsvc.model.words import Vocabulary

QUOTED = 80
"""A signal is quoted up to so many characters."""

SUGGESTIONS = {
    GapKind.UNANSWERED_SIGNAL: "Tell residents what happens with it, also when nothing happens with it.",
    GapKind.UNTESTED_OFFER: "Ask residents what they think of it; that they did not speak of it is no ground for cuts.",
    GapKind.LATE_PARTICIPATION: "Let residents join from the beginning next time.",
    GapKind.NO_FEEDBACK: "Tell residents what was done with their input, also when nothing was done with it.",
    GapKind.ROLE_MISMATCH: "Ask which role fits, and take no heavier one.",
    GapKind.UNDECIDED_CHALLENGE: "Decide, or tell those who asked when there will be a decision.",
    GapKind.ONE_WAY_HELP: "Ask what would help the group to which you refer, such as money, space or time.",
}

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


def _unanswered_signal(view: View, gap: Gap, language: Language) -> str:
    signal = seen(view, gap.subjects[0], Signal)
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
    themes = [theme_name(view, link.to_id, language) for link in view.links_from(signal.id, LinkKind.FOCUSES_ON)]
    if not themes:
        return translate(language, "No answer to a signal of fewer than 5 residents is known.")
    return translate(
        language,
        "No answer to a signal of fewer than 5 residents is known. It is about: %(themes)s.",
        themes=", ".join(sorted(themes)),
    )


def _late_participation(view: View, gap: Gap, language: Language) -> str:
    process = seen(view, gap.subjects[0], Process)
    if process.residents_joined in LATE and process.residents_joined is not None:
        return translate(language, JOINED_LATE[process.residents_joined][gap.as_question], process=process.name)
    return translate(
        language,
        "Is it true that the process “%(process)s” was to go as far as “%(aimed)s” and came as far as “%(reached)s”?"
        if gap.as_question
        else "The process “%(process)s” was to go as far as “%(aimed)s” and came as far as “%(reached)s”.",
        process=process.name,
        aimed=_label(process.level_aimed, language),
        reached=_label(process.level_reached, language),
    )


def _label(value: Vocabulary | None, language: Language) -> str:
    return value.words.label(language) if value is not None else ""


def _quote(text: str) -> str:
    """The text on one line, cut after a word where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED].rsplit(' ', 1)[0]} …"


def _untested_offer(view: View, gap: Gap, language: Language) -> str:
    return translate(
        language,
        "Is what organisations offer in %(area)s on the theme “%(theme)s” what residents need? We do not know that they "
        "spoke of it."
        if gap.as_question
        else "In %(area)s organisations offer something on the theme “%(theme)s”, and we do not know that residents spoke "
        "of it when they were asked.",
        area=name(view, gap.area),
        theme=theme_name(view, gap.theme, language),
    )


def _no_feedback(view: View, gap: Gap, language: Language) -> str:
    process = seen(view, gap.subjects[0], Process)
    return translate(
        language,
        "Did residents hear what was done with their input in the process “%(process)s”, which ended on %(date)s?"
        if gap.as_question
        else "The process “%(process)s” ended on %(date)s, and it is not known that residents heard what was done with "
        "their input.",
        process=process.name,
        date=day(language, process.end),
    )


def _role_mismatch(view: View, gap: Gap, language: Language) -> str:
    process = seen(view, gap.subjects[0], Kept)
    if not isinstance(process, Process):
        return _role_in_tie(view, gap, language)
    one, many = _ROLE_IN_PROCESS[gap.as_question]
    role = _label(process.government_role, language)
    return translate_count(language, one, many, int(gap.figure("initiatives") or 0), process=process.name, role=role)


_ROLE_IN_PROCESS = {
    False: (
        "In the process “%(process)s” government has the role “%(role)s”, and %(count)s initiative that takes part wants a "
        "lighter one.",
        "In the process “%(process)s” government has the role “%(role)s”, and %(count)s initiatives that take part want a "
        "lighter one.",
    ),
    True: (
        "Is it true that in the process “%(process)s” government has the role “%(role)s”, and that %(count)s initiative that "
        "takes part wants a lighter one?",
        "Is it true that in the process “%(process)s” government has the role “%(role)s”, and that %(count)s initiatives "
        "that take part want a lighter one?",
    ),
}


def _role_in_tie(view: View, gap: Gap, language: Language) -> str:
    tie, giver, receiver = gap.records()
    return translate(
        language,
        "Does %(giver)s take the role “%(role)s” with %(actor)s, which accepts “%(accepted)s” at most?"
        if gap.as_question
        else "%(giver)s takes the role “%(role)s” with %(actor)s, which accepts “%(accepted)s” at most.",
        giver=name(view, giver),
        role=_label(seen(view, tie, Tie).government_role, language),
        actor=name(view, receiver),
        accepted=_label(seen(view, receiver, Actor).accepted_role, language),
    )


def _undecided_challenge(view: View, gap: Gap, language: Language) -> str:
    challenge = seen(view, gap.subjects[0], Challenge)
    term, ours = gap.figure(TERM), gap.figure(OURS)
    one, many = (_OUR_TERM if term is None else _OWN_TERM)[gap.as_question]
    date = day(language, challenge.asked_on)
    return translate_count(language, one, many, int(term or ours or 0), challenge=challenge.name, date=date)


_OWN_TERM = {
    False: (
        "No decision is known on “%(challenge)s”, asked on %(date)s, while the municipality gave itself %(count)s day.",
        "No decision is known on “%(challenge)s”, asked on %(date)s, while the municipality gave itself %(count)s days.",
    ),
    True: (
        "Is there a decision on “%(challenge)s”, asked on %(date)s? The municipality gave itself %(count)s day.",
        "Is there a decision on “%(challenge)s”, asked on %(date)s? The municipality gave itself %(count)s days.",
    ),
}
_OUR_TERM = {
    False: (
        "No decision is known on “%(challenge)s”, asked on %(date)s. Our own term is %(count)s month, for we do not know "
        "that of the municipality.",
        "No decision is known on “%(challenge)s”, asked on %(date)s. Our own term is %(count)s months, for we do not know "
        "that of the municipality.",
    ),
    True: (
        "Is there a decision on “%(challenge)s”, asked on %(date)s? Our own term is %(count)s month, for we do not know that "
        "of the municipality.",
        "Is there a decision on “%(challenge)s”, asked on %(date)s? Our own term is %(count)s months, for we do not know that "
        "of the municipality.",
    ),
}


def _one_way_help(view: View, gap: Gap, language: Language) -> str:
    giver, receiver = gap.subjects
    return translate(
        language,
        "Is it true that %(giver)s refers people to %(actor)s and gives nothing back?"
        if gap.as_question
        else "%(giver)s refers people to %(actor)s, and we do not know that it gives anything back.",
        giver=name(view, giver),
        actor=name(view, receiver),
    )


SUMMARIES = {
    GapKind.UNANSWERED_SIGNAL: _unanswered_signal,
    GapKind.UNTESTED_OFFER: _untested_offer,
    GapKind.LATE_PARTICIPATION: _late_participation,
    GapKind.NO_FEEDBACK: _no_feedback,
    GapKind.ROLE_MISMATCH: _role_mismatch,
    GapKind.UNDECIDED_CHALLENGE: _undecided_challenge,
    GapKind.ONE_WAY_HELP: _one_way_help,
}
