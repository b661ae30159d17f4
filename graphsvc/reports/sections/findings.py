"""The first page: the three things that matter most, what could be done about each, and with whom to begin."""

from __future__ import annotations

from graphsvc.access.policy import FEW
from graphsvc.analysis.advice.answer import Advice
from graphsvc.analysis.gaps import caveat, ground, rests_on_few, suggestion, summary, top_findings, unquoted
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.analysis.gaps.overasked import SAYS_SO
from graphsvc.model.records import Signal
from graphsvc.model.vocabularies import GapKind, Move, Visibility
from graphsvc.reports.document import Block, Finding, Paragraph, Section
from graphsvc.reports.scope import Scope
from graphsvc.reports.sections.coverage import next_questions
from graphsvc.reports.sections.patterns import ALONE, Pattern, narrower_patterns, pattern_of

MOST = 3
SURE = 0.75
"""From this certainty on a finding is sure enough to act on."""
UNCHECKED = frozenset({Visibility.ADVISORS, Visibility.RESTRICTED})
"""What only advisors see of signals: nobody checked them for personal details yet."""
TITLES = ("", "The most important point", "The two most important points", "The three most important points")
QUESTIONS = ("", "One thing to ask first", "Two things to ask first", "Three things to ask first")
TO_DO = {
    Move.GOVERNMENT: "What government can do",
    Move.ORGANISATION: "What organisations can do",
    Move.ADVISOR: "What the advisor can do",
    Move.INITIATIVE: "What can be done, as the initiative asked",
}


def findings(scope: Scope, gaps: list[Gap], advice: Advice | None = None) -> Section:
    """The findings of the highest severity and certainty; where there are fewer than three, what to ask first."""
    told: list[Block] = [_finding(scope, gap, gaps) for gap in top_findings(_candidates(scope, gaps), MOST)]
    title = scope.say(TITLES[len(told)]) if told else ""
    questions = next_questions(scope)[: MOST - len(told)]
    title = title or scope.say(QUESTIONS[len(questions)])
    told += [Finding(scope.say("Ask first"), question) for question in questions]
    if not told:
        told.append(Paragraph(scope.say("Of what we looked for, nothing is missing here as far as we know.")))
    if advice is not None and (start := _start(scope, advice)):
        told.append(start)
    return Section("findings", title or scope.say("The most important point"), tuple(told))


def _candidates(scope: Scope, gaps: list[Gap]) -> list[Gap]:
    """The gaps that may stand on the first page.

    No white spot that rests on a few residents alone; and where there are initiatives without any contact, no missing
    link on one theme. Of a municipality or more only the widest of the patterns that are about the same initiatives.
    """
    kinds = {gap.kind for gap in gaps}
    left_out = {GapKind.MISSING_LINK} if kinds & ALONE else set()
    if scope.is_wide:
        left_out |= narrower_patterns(gaps)
    return [gap for gap in gaps if gap.kind not in left_out and not _is_weak(scope, gap)]


def _is_weak(scope: Scope, gap: Gap) -> bool:
    return gap.kind is GapKind.WHITE_SPOT and rests_on_few(scope.view, gap)


def _finding(scope: Scope, gap: Gap, gaps: list[Gap]) -> Finding:
    pattern = pattern_of(scope, gap.kind, gaps) if scope.is_wide else None
    text = pattern.text if pattern else _text(scope, gap)
    return Finding(
        title=scope.title(gap.kind),
        text=text,
        action=suggestion(scope.view, gap, scope.language),
        action_title=scope.say(TO_DO[gap.move]),
        certainty=certainty(scope, gap, pattern),
        notes=() if pattern else _notes(scope, gap, text),
        question=pattern.as_question if pattern else gap.as_question,
    )


def _text(scope: Scope, gap: Gap) -> str:
    signal = scope.view.get(gap.subjects[0]) if gap.subjects else None
    if isinstance(signal, Signal) and is_unchecked_voice(signal):
        return unquoted(scope.view, signal, scope.language)
    text = summary(scope.view, gap, scope.language)
    return f"{text} {why}" if (why := ground(scope.view, gap, scope.language)) else text


def is_unchecked_voice(signal: Signal) -> bool:
    """Whether a signal of few residents could still tell who they are."""
    return signal.weight < FEW and signal.visibility in UNCHECKED


def _notes(scope: Scope, gap: Gap, text: str) -> tuple[str, ...]:
    place = scope.view.get(gap.area) if gap.area else None
    notes = []
    if place is not None and gap.area != (scope.area and scope.area.id) and scope.name_of(place) not in text:
        notes.append(scope.say("Where: %(area)s.", area=scope.name_of(place)))
    if doubt := caveat(gap, scope.language):
        notes.append(doubt)
    return (" ".join(notes),) if notes else ()


def certainty(scope: Scope, gap: Gap, pattern: Pattern | None = None) -> str:
    """How sure a gap is, in words, with the reason where it is not sure."""
    value = pattern.certainty if pattern else gap.certainty
    share = scope.share(value)
    if value >= SURE and (pattern or not gap.as_question):
        return scope.say("sure enough to act on (%(share)s)", share=share)
    if pattern:
        return scope.say("probable (%(share)s): the mean over all of these", share=share)
    reason = _weakest(scope, gap)
    if gap.as_question:
        return scope.say("ask about it first (%(share)s): %(reason)s", share=share, reason=reason)
    return scope.say("probable (%(share)s): %(reason)s", share=share, reason=reason)


def _weakest(scope: Scope, gap: Gap) -> str:
    """Which part makes the certainty no higher."""
    parts = gap.certainty_parts
    if gap.figure(SAYS_SO) == 0:
        return scope.say("only the number of contacts points to it.")
    if parts.freshness <= gap.certainty:
        return scope.say("it is a while ago that this was checked.")
    if parts.confirmation is not None and parts.confirmation <= gap.certainty:
        return scope.say("not both sides confirmed it.")
    if parts.completeness is None:
        return scope.say("we do not know how well we know this area.")
    return scope.say("only part of this area is known.")


def _start(scope: Scope, advice: Advice) -> Finding | None:
    """With whom to begin, and what that and the other conversations are estimated to bring."""
    if not advice.points or not advice.coverable_all:
        return None
    first = advice.points[0]
    contact = (
        scope.say(
            "Get in touch with %(name)s, through %(introducer)s.",
            name=scope.name(first.actor),
            introducer=scope.name(first.introducer),
        )
        if first.introducer
        else scope.say("Get in touch with %(name)s.", name=scope.name(first.actor))
    )
    reach = scope.count(
        "With %(count)s conversation reach is estimated to grow from %(base)s to %(covered)s of what can be reached here.",
        "With %(count)s conversations reach is estimated to grow from %(base)s to %(covered)s of what can be reached here.",
        len(advice.points),
        base=scope.share(advice.base / advice.coverable_all),
        covered=scope.share(advice.covered / advice.coverable_all),
    )
    return Finding(scope.say("Where to start"), f"{contact} {reach}")
