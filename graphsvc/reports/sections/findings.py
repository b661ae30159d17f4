"""The first page: the three things that matter most, and what could be done about each."""

from __future__ import annotations

from graphsvc.analysis.gaps import caveat, suggestion, summary, top_findings
from graphsvc.analysis.gaps.gap import Gap
from graphsvc.graph.provenance import is_demonstration
from graphsvc.model.records import Round
from graphsvc.reports.document import Block, Finding, Notice, Paragraph, Section
from graphsvc.reports.scope import Scope
from graphsvc.reports.sections.coverage import next_questions, whole

MOST = 3
SURE = 0.75
"""From this certainty on a finding is called rather sure."""


def front(scope: Scope) -> tuple[Block, ...]:
    """What a reader must know before anything else: whether it is invented, what it rests on, who counts as in."""
    blocks: list[Block] = []
    if is_demonstration(scope.view):
        text = scope.say("This is a demonstration. The organisations and initiatives do not exist.")
        blocks.append(Notice(scope.say("Made-up data."), text))
    intro = scope.say(
        "This report rests on %(actors)s and %(ties)s. Actors are initiatives, networks, organisations and government. It "
        "shows which connections between them are missing, and how sure that is.",
        actors=scope.count("%(count)s actor", "%(count)s actors", len(scope.actors)),
        ties=scope.count("%(count)s tie", "%(count)s ties", len(scope.ties)),
    )
    return (*blocks, Paragraph(intro, "lead"), Paragraph(f"{_boundary(scope)} {_completeness(scope)}"))


def findings(scope: Scope, gaps: list[Gap]) -> Section:
    """The findings of the highest severity and certainty; where there are fewer than three, what to ask first."""
    told: list[Block] = [_finding(scope, gap) for gap in top_findings(gaps, MOST)]
    for question in next_questions(scope)[: MOST - len(told)]:
        told.append(Finding(scope.say("Ask first"), question))
    if not told:
        told.append(Paragraph(scope.say("Of what we looked for, nothing is missing here as far as we know.")))
    title = scope.count("What matters most", "The %(count)s things that matter most", len(told))
    return Section("findings", title, tuple(told))


def _finding(scope: Scope, gap: Gap) -> Finding:
    place = scope.view.get(gap.area) if gap.area else None
    notes = [scope.say("Whose move: %(move)s.", move=scope.label(gap.move))]
    if place is not None:
        notes.insert(0, scope.say("Where: %(area)s.", area=scope.name_of(place)))
    if doubt := caveat(gap, scope.language):
        notes.append(doubt)
    return Finding(
        title=scope.title(gap.kind),
        text=summary(scope.view, gap, scope.language),
        action=suggestion(scope.view, gap, scope.language),
        action_title=scope.say("What could be done"),
        certainty=certainty(scope, gap),
        notes=(" ".join(notes),),
        question=gap.as_question,
    )


def certainty(scope: Scope, gap: Gap) -> str:
    """How sure a gap is, in words, with the reason where it is not sure."""
    share = scope.share(gap.certainty)
    if gap.certainty >= SURE:
        return scope.say("rather sure (%(share)s)", share=share)
    reason = _weakest(scope, gap)
    if gap.as_question:
        return scope.say("not sure (%(share)s), so this is a question: %(reason)s", share=share, reason=reason)
    return scope.say("fairly sure (%(share)s): %(reason)s", share=share, reason=reason)


def _weakest(scope: Scope, gap: Gap) -> str:
    """Which part makes the certainty no higher."""
    parts = gap.certainty_parts
    if parts.freshness <= gap.certainty:
        return scope.say("it was not checked lately.")
    if parts.confirmation is not None and parts.confirmation <= gap.certainty:
        return scope.say("not both sides confirmed it.")
    if parts.completeness is None:
        return scope.say("it is not known how much of this area is known.")
    return scope.say("only part of this area is known.")


def _boundary(scope: Scope) -> str:
    """Who counts as in, in the words of the latest round."""
    rounds = sorted(scope.view.records(Round), key=lambda found: (found.start or found.end or scope.day, found.id))
    if not rounds or not rounds[-1].boundary:
        return scope.say("Who counts as in was not written down.")
    return scope.say("Who counts as in: %(boundary)s", boundary=_sentence(rounds[-1].boundary))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _completeness(scope: Scope) -> str:
    known = whole(scope)
    if known.value is None:
        return scope.say("How complete the data are is not known: nobody was invited to a round.")
    return scope.say(
        "The data are %(share)s complete: %(answered)s of those invited took part, and of %(verified)s of the living "
        "world a tie was checked within a year.",
        share=scope.share(known.value),
        answered=scope.share(known.answered),
        verified=scope.share(known.verified),
    )
