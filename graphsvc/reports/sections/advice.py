"""Plug-in advice: with whom to start, through whom, and whom to leave be, with equal weight."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.analysis.advice.answer import Advice, OutOfSight, Point
from graphsvc.analysis.paths import explain
from graphsvc.model.vocabularies import AbstainedCode
from graphsvc.reports.document import Block, Cell, Finding, Listing, Paragraph, Section, cut, listing
from graphsvc.reports.scope import Scope

MOST = 12


def plug_in(scope: Scope, advice: Advice) -> Section:
    """The points of the advice, and then those it does not name as points."""
    intro = Paragraph(
        scope.say(
            "Government and organisations can join what residents do already. This is with whom to have a first "
            "conversation, so that as many networks as possible come within reach. What is proposed is a conversation."
        )
    )
    if advice.abstained_code is AbstainedCode.NO_LIVING_WORLD:
        return Section("advice", scope.say("Where to plug in"), (intro, *_points(scope, advice)))
    parts = (
        Section("points", scope.say("Where to start"), tuple(_points(scope, advice))),
        Section("out-of-sight", scope.say("Out of sight: go there and ask"), tuple(_out_of_sight(scope, advice))),
        Section(
            "already-there",
            scope.say("Already in contact"),
            _names(
                scope,
                advice.already_there,
                "Government or an organisation is in contact with these already. Look after that.",
                "No initiative is in contact with government or an organisation yet.",
            ),
        ),
        Section(
            "leave-be",
            scope.say("Leave them their room"),
            _names(
                scope,
                advice.leave_be,
                "These told that they want to do it themselves. That is an answer, not a gap.",
                "No initiative told that it wants to be left alone.",
            ),
        ),
    )
    return Section("advice", scope.say("Where to plug in"), (intro,), parts)


def _points(scope: Scope, advice: Advice) -> list[Block]:
    if advice.abstained is not None or not advice.points:
        reason = advice.abstained.text(scope.language) if advice.abstained else ""
        return [Paragraph(f"{scope.say('No plug-in point is advised here.')} {reason}".strip())]
    reached = scope.say(
        "Today government and organisations reach %(base)s of what could be reached here, counted by need. With these "
        "points that becomes %(covered)s.",
        base=scope.share(_part(advice.base, advice.coverable_all)),
        covered=scope.share(_part(advice.covered, advice.coverable_all)),
    )
    return [Paragraph(reached), *(_point(scope, point) for point in advice.points)]


def _part(value: float, of: float) -> float:
    return value / of if of else 0.0


def _point(scope: Scope, point: Point) -> Finding:
    actor = scope.view.actor(point.actor)
    name = scope.name_of(actor) if actor else point.actor
    reasons = [reason.text(scope.language) for reason in point.reasons]
    notes = [
        scope.say(
            "Role: %(role)s. Level: %(level)s. These are proposals; ask the initiative.",
            role=scope.label(point.suggested_role),
            level=scope.label(point.suggested_level),
        )
    ]
    cautions = [caution.text.text(scope.language) for caution in point.cautions]
    if cautions:
        notes.append(f"{scope.say('Mind this:')} {' '.join(cautions)}")
    return Finding(name, " ".join(reasons), _through(scope, point), scope.say("Through whom"), notes=tuple(notes))


def _through(scope: Scope, point: Point) -> str:
    """Through whom: the path tie by tie, with dates."""
    introducer = scope.view.actor(point.introducer) if point.introducer else None
    way = explain(scope.view, point.path, scope.language)
    if introducer is None:
        return f"{scope.say('Get in touch yourself.')} {way}".strip()
    return f"{scope.say('Ask %(name)s to introduce you.', name=introducer.name)} {way}".strip()


def _out_of_sight(scope: Scope, advice: Advice) -> list[Block]:
    if not advice.out_of_sight:
        return [Paragraph(scope.say("For every network that qualifies there is somebody who can introduce you."))]
    intro = scope.say("Nobody we know can introduce you to these. They count as much as the points above.")
    return [Paragraph(intro), listing(_group(scope, group) for group in advice.out_of_sight)]


def _group(scope: Scope, group: OutOfSight) -> str:
    shown, left = cut(_sorted_names(scope, group.actors), MOST)
    names = ", ".join(shown) + (f" {scope.more(left, len(group.actors))}" if left else "")
    return f"{names}. {group.way_in.text(scope.language)}"


def _names(scope: Scope, ids: tuple[str, ...], some: str, none: str) -> tuple[Block, ...]:
    if not ids:
        return (Paragraph(scope.say(none)),)
    shown, left = cut(sorted(ids, key=lambda id: _name(scope, id).casefold()), MOST)
    names = Listing(tuple(Cell(_name(scope, id), id) for id in shown))
    more = (Paragraph(scope.more(left, len(ids)), "quiet"),) if left else ()
    return (Paragraph(scope.say(some)), names, *more)


def _sorted_names(scope: Scope, ids: Iterable[str]) -> list[str]:
    return sorted((_name(scope, id) for id in ids), key=str.casefold)


def _name(scope: Scope, id: str) -> str:
    actor = scope.view.actor(id)
    return actor.name if actor else id
