"""Single points of failure, by the role of the actor: where much hangs on one."""

from __future__ import annotations

from collections import Counter

from graphsvc.access.policy import names_subjects
from graphsvc.model.vocabularies import ActorKind, GapKind
from graphsvc.reports.document import Bar, Bars, Block, Paragraph, Section
from graphsvc.reports.scope import Scope


def single_points(scope: Scope) -> Section:
    """How many actors hold others together, by kind of actor; no actor is named, and to the public no kind either."""
    title = scope.say("Where much hangs on one")
    if not scope.ties:
        text = scope.say("No ties are held here yet, so nobody knows what hangs on whom.")
        return Section("single-points", title, (Paragraph(text),))
    known = scope.figures.actors
    counts = Counter(actor.actor_kind for actor in scope.actors if actor.id in known and known[actor.id].is_cut_point)
    if not counts:
        text = scope.say("As far as we know, nobody here loses touch with the rest when one actor stops.")
        return Section("single-points", title, (Paragraph(text),))
    text = scope.count(
        "Without %(count)s actor, others here lose touch with the rest of the network. That makes the network "
        "vulnerable: when it stops or gets too busy, the others stand alone.",
        "Without one of %(count)s actors, others here lose touch with the rest of the network. That makes the network "
        "vulnerable: when such an actor stops or gets too busy, the others stand alone.",
        counts.total(),
    )
    other = scope.say(
        "This is not the same number as that of the single bridges: those count only where at least three initiatives lose "
        "all contact with organisations and government. Here anyone counts who loses touch with anyone."
    )
    blocks: list[Block] = [Paragraph(text), Paragraph(other)]
    if names_subjects(scope.view.viewer, GapKind.SINGLE_BRIDGE):
        blocks.append(_kinds(scope, counts))
    return Section("single-points", title, tuple(blocks))


def _kinds(scope: Scope, counts: Counter[ActorKind]) -> Bars:
    most = max(counts.values())
    bars = tuple(
        Bar(scope.label(kind), counts[kind] / most, scope.number(counts[kind])) for kind in ActorKind if counts[kind]
    )
    caption = scope.say("Actors that hold others together, by kind")
    return Bars(caption, scope.say("Kind"), scope.say("Number"), bars)
