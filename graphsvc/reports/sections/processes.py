"""Processes with residents, and challenges: what was promised and what became of it."""

from __future__ import annotations

from graphsvc.analysis.gaps.undecided_challenge import is_pending
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Area, Challenge, Process
from graphsvc.model.vocabularies import AreaLevel, ChallengeOutcome
from graphsvc.reports.document import Block, Cell, Column, Paragraph, Section, Table, cut, row
from graphsvc.reports.scope import Scope

MOST = 30


def processes(scope: Scope) -> Section:
    """The processes and challenges of the area, and the rule the municipality gave itself."""
    blocks = [*_processes(scope), *_challenges(scope), *_ordinances(scope)]
    return Section("processes", scope.say("Processes with residents and challenges"), tuple(blocks))


def _processes(scope: Scope) -> list[Block]:
    found = sorted(scope.located(Process), key=lambda process: (process.name.casefold(), process.id))
    if not found:
        return [Paragraph(scope.say("No processes with residents are held here. That does not mean there are none."))]
    shown, left = cut(found, MOST)
    columns = (
        Column(scope.say("Process"), share=2.8),
        Column(scope.say("Promised")),
        Column(scope.say("Reached")),
        Column(scope.say("Residents joined at")),
        Column(scope.say("Role of government")),
        Column(scope.say("Feedback given")),
    )
    rows = tuple(
        row(
            Cell(process.name, process.id),
            scope.label(process.level_aimed),
            scope.label(process.level_reached),
            scope.label(process.residents_joined),
            scope.label(process.government_role),
            _feedback(scope, process),
        )
        for process in shown
    )
    return [Table(scope.say("Processes with residents"), columns, rows, scope.more(left, len(found)))]


def _feedback(scope: Scope, process: Process) -> str:
    if process.feedback_given and process.feedback_given <= scope.day:
        return scope.date(process.feedback_given)
    if process.end and process.end <= scope.day:
        return scope.say("no")
    return scope.say("still running") if process.start else scope.say("not known")


def _challenges(scope: Scope) -> list[Block]:
    found = challenges_of(scope)
    if not found:
        return [Paragraph(scope.say("No challenges (residents who ask to take over a task) are held here."))]
    shown, left = cut(sorted(found, key=lambda challenge: (challenge.name.casefold(), challenge.id)), MOST)
    columns = (
        Column(scope.say("Challenge"), share=2.8),
        Column(scope.say("Asked by"), share=2.2),
        Column(scope.say("Asked on")),
        Column(scope.say("Outcome")),
        Column(scope.say("Decided on")),
    )
    rows = tuple(
        row(
            Cell(challenge.name, challenge.id),
            ", ".join(sorted(scope.name_of(actor) for actor in scope.view.linking(challenge.id, LinkKind.CHALLENGES))),
            scope.date(challenge.asked_on),
            _outcome(scope, challenge),
            scope.date(challenge.decided_on) if challenge.decided_on and not is_pending(challenge, scope.day) else "–",
        )
        for challenge in shown
    )
    return [Table(scope.say("Challenges"), columns, rows, scope.more(left, len(found)))]


def challenges_of(scope: Scope) -> list[Challenge]:
    """The challenges made by the day, by or to an actor of the area."""
    ids = {actor.id for actor in scope.actors}
    return [
        challenge
        for challenge in scope.view.records(Challenge)
        if (challenge.asked_on or scope.day) <= scope.day
        and (scope.area is None or ids & {actor.id for actor in _actors(scope, challenge)})
    ]


def _outcome(scope: Scope, challenge: Challenge) -> Cell:
    if is_pending(challenge, scope.day):
        return Cell(scope.label(ChallengeOutcome.PENDING), mark="strong")
    return Cell(scope.label(challenge.outcome))


def _actors(scope: Scope, challenge: Challenge) -> list[Actor]:
    """Who made the challenge, and to whom."""
    view = scope.view
    actors = [*view.linking(challenge.id, LinkKind.CHALLENGES), *view.linked(challenge.id, LinkKind.ADDRESSED_TO)]
    return [actor for actor in actors if isinstance(actor, Actor)]


def _ordinances(scope: Scope) -> list[Block]:
    """What the municipality promised about participation, when its ordinance is held."""
    areas = scope.view.records(Area)
    if scope.area is not None:
        near = scope.view.around(scope.area.id) | scope.view.inside(scope.area.id)
        areas = [area for area in areas if area.id in near]
    blocks: list[Block] = []
    for area in areas:
        ordinance = area.participation_ordinance
        if area.level is AreaLevel.MUNICIPALITY and ordinance is not None:
            text = scope.say(
                "Participation ordinance of %(area)s: adopted on %(day)s, reference %(reference)s.",
                area=area.name,
                day=scope.date(ordinance.adopted_on),
                reference=ordinance.reference or scope.say("not known"),
            )
            blocks.append(Paragraph(text))
    return blocks
