"""What stands before everything else: whether it is invented, who may read it, what it rests on, who counts as in."""

from __future__ import annotations

from graphsvc.access.policy import is_advisory
from graphsvc.graph.provenance import is_demonstration
from graphsvc.model.records import Round
from graphsvc.reports.document import Block, Notice, Paragraph
from graphsvc.reports.scope import Scope
from graphsvc.reports.sections.coverage import whole


def marks(scope: Scope) -> tuple[str, ...]:
    """What the head of every page says."""
    return tuple(f"{notice.title}" for notice in _notices(scope))


def front(scope: Scope) -> tuple[Block, ...]:
    """What a reader must know before anything else."""
    intro = scope.say(
        "This report rests on %(actors)s and %(ties)s. Actors are initiatives, networks, organisations and government. It "
        "shows which connections between them are missing, and how sure that is.",
        actors=scope.count("%(count)s actor", "%(count)s actors", len(scope.actors)),
        ties=scope.count("%(count)s tie", "%(count)s ties", len(scope.ties)),
    )
    return (*_notices(scope), Paragraph(intro, "lead"), Paragraph(f"{_boundary(scope)} {_completeness(scope)}"))


def _notices(scope: Scope) -> list[Notice]:
    notices = []
    if is_demonstration(scope.view):
        text = scope.say(
            "The initiatives, organisations, signals and scores are made up. Only the areas and the figures of CBS are real."
        )
        notices.append(Notice(scope.say("Made-up data."), text))
    if is_advisory(scope.view.viewer):
        text = scope.say(
            "Do not pass it on: it holds words of residents that nobody checked for personal details yet, and names of "
            "initiatives that are for advisors."
        )
        notices.append(Notice(scope.say("For advisors only."), text))
    return notices


def _boundary(scope: Scope) -> str:
    """Who counts as in, in the words of the latest round of those that had begun."""
    begun = [(found.start or found.end or scope.day, found.id, found) for found in scope.view.records(Round)]
    rounds = sorted(found for found in begun if found[0] <= scope.day)
    if not rounds or not rounds[-1][2].boundary:
        return scope.say("Who counts as in was not written down.")
    return scope.say("Who counts as in: %(boundary)s", boundary=_sentence(rounds[-1][2].boundary))


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
