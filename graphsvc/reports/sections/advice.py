"""Plug-in advice: with whom to start, through whom, and whom to leave be, with equal weight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphsvc.analysis.advice.answer import Advice, OutOfSight, Point
from graphsvc.analysis.advice.telling import proposal, way_to
from graphsvc.analysis.paths import explain
from graphsvc.model.records import Actor
from graphsvc.model.vocabularies import AbstainedCode, CautionCode, Openness
from graphsvc.reports.document import Block, Finding, Paragraph, Section, cut, listing
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
        Section(
            "out-of-sight",
            scope.say("Out of reach: go by once and get acquainted"),
            tuple(_out_of_sight(scope, advice)),
        ),
        Section(
            "already-there",
            scope.say("Already in contact"),
            tuple(_already_there(scope, advice.already_there)),
        ),
        Section(
            "leave-be",
            scope.say("Leave them their room"),
            tuple(_leave_be(scope, advice.leave_be)),
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
    return [Paragraph(reached), *(_point(scope, advice, point) for point in advice.points)]


def _part(value: float, of: float) -> float:
    return value / of if of else 0.0


def _point(scope: Scope, advice: Advice, point: Point) -> Finding:
    actor = scope.view.actor(point.actor)
    name = scope.name_of(actor) if actor else point.actor
    reasons = [reason.text(scope.language) for reason in point.reasons]
    notes = [proposal(point, scope.language)]
    # When each step was checked stands with the path.
    told = [caution for caution in point.cautions if caution.code is not CautionCode.STALE_PATH]
    cautions = [caution.text.text(scope.language) for caution in told]
    if cautions:
        notes.append(f"{scope.say('Mind this:')} {' '.join(cautions)}")
    way = way_to(scope.view, advice, point, scope.language)
    ties = explain(scope.view, point.path, scope.language)
    return Finding(name, " ".join(reasons), f"{way} {ties}", scope.say("Through whom"), notes=tuple(notes))


def _out_of_sight(scope: Scope, advice: Advice) -> list[Block]:
    if not advice.out_of_sight:
        return [Paragraph(scope.say("For every network that qualifies there is somebody who can introduce you."))]
    intro = scope.say("Nobody we know can introduce you to these. They count as much as the points above.")
    return [Paragraph(intro), listing(_group(scope, group) for group in advice.out_of_sight)]


def _group(scope: Scope, group: OutOfSight) -> str:
    shown, left = cut(_sorted_names(scope, group.actors), MOST)
    names = ", ".join(shown) + (f" {scope.more(left, len(group.actors))}" if left else "")
    return f"{names}. {group.way_in.text(scope.language)}"


def _already_there(scope: Scope, ids: tuple[str, ...]) -> Iterator[Block]:
    """Of a municipality or more their number: the names stand in the annex."""
    if not ids:
        yield Paragraph(scope.say("No contact between initiatives and government or an organisation is known yet."))
        return
    yield Paragraph(
        scope.count(
            "Government or an organisation is in contact with %(count)s network already. Keep this contact up.",
            "Government or an organisation is in contact with %(count)s networks already. Keep these contacts up.",
            len(ids),
        )
    )
    if not scope.is_wide:
        yield _names(scope, ids)


def _leave_be(scope: Scope, ids: tuple[str, ...]) -> Iterator[Block]:
    if ids:
        yield Paragraph(scope.say("These told that they want to do it themselves. That is an answer, not a gap."))
        yield _names(scope, ids)
    elif any(map(_told, scope.actors)):
        yield Paragraph(scope.say("No initiative that was asked told that it would rather go on by itself."))
    else:
        yield Paragraph(
            scope.say("It is not known whether there are initiatives that would rather go on by themselves.")
        )


def _told(actor: Actor) -> bool:
    """Whether an initiative said anything about contact with others."""
    return actor.is_living_world and (actor.open_to_contact is not Openness.UNKNOWN or actor.accepted_role is not None)


def _names(scope: Scope, ids: Iterable[str]) -> Paragraph:
    return Paragraph(f"{scope.named(ids)}.")


def _sorted_names(scope: Scope, ids: Iterable[str]) -> list[str]:
    return sorted(map(scope.name, ids), key=str.casefold)
