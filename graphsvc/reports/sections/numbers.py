"""The network in numbers, each with one sentence on what it means."""

from __future__ import annotations

from collections import Counter

from graphsvc.access.policy import FEW
from graphsvc.analysis.network import NetworkFigures, network_figures
from graphsvc.model.vocabularies import ActorKind
from graphsvc.reports.document import Bar, Bars, Block, Fact, Facts, Paragraph, Section
from graphsvc.reports.scope import Scope

SMALLEST_GROUP = 3
"""From this size on, actors with many ties among them count as a group."""


def numbers(scope: Scope) -> Section:
    """How large and how close the network is, and by kind of actor."""
    title = scope.say("The network in numbers")
    if not scope.actors:
        return Section("numbers", title, (Paragraph(scope.say("No actors are held here yet.")),))
    found = network_figures(scope.view, {actor.id for actor in scope.actors})
    facts = [*_sizes(scope, found), *(_closeness(scope, found) if found.tie_count else ())]
    # Where there is a map, its legend gives the number of each kind.
    blocks: list[Block] = [Facts(tuple(facts)), *(() if scope.ties else (_kinds(scope),))]
    return Section("numbers", title, tuple(blocks))


def _sizes(scope: Scope, found: NetworkFigures) -> list[Fact]:
    living = sum(actor.is_living_world for actor in scope.actors)
    formal = sum(actor.is_formal for actor in scope.actors)
    facts = [
        Fact(
            scope.say("actors"),
            scope.number(found.actor_count),
            scope.say(
                "%(living)s belong to the living world (initiatives and networks of residents) and %(formal)s to the "
                "system world (organisations and government).",
                living=scope.number(living),
                formal=scope.number(formal),
            ),
        )
    ]
    if not found.tie_count:
        nothing = scope.say("Nobody told yet who is in touch with whom. That is the first thing to ask.")
        return [*facts, Fact(scope.say("ties"), scope.number(0), nothing)]
    return [
        *facts,
        Fact(
            scope.say("ties"),
            scope.number(found.tie_count),
            scope.say(
                "Between two actors there can be several ties. On average an actor has %(mean)s.",
                mean=scope.number(2 * found.tie_count / found.actor_count, 1),
            ),
        ),
        Fact(
            scope.say("ties between the two worlds"),
            scope.number(found.cross_world_ties),
            scope.say(
                "%(share)s of all ties. Over these ties organisations can hear what residents need.",
                share=scope.share(found.cross_world_ties / found.tie_count),
            ),
        ),
        Fact(
            scope.say("actors without a tie here"),
            scope.number(found.isolates),
            scope.say("They stand alone, or nobody told us whom they know. Only asking tells which."),
        ),
    ]


def _closeness(scope: Scope, found: NetworkFigures) -> list[Fact]:
    groups = [community for community in found.communities if community.size >= SMALLEST_GROUP]
    facts = [
        Fact(
            scope.say("of the actors in the largest part"),
            scope.share(found.largest_component / found.actor_count),
            scope.say("They can reach each other, through others if need be. All others cannot reach them."),
        ),
        Fact(
            scope.say("groups"),
            scope.number(len(groups)),
            scope.say("In a group actors have more ties with each other than with the rest."),
        ),
        Fact(
            scope.say("of the pairs with a shared partner are tied"),
            scope.share(found.transitivity),
            scope.say("A high share means closed circles. A low share means that introductions can still be made."),
        ),
        Fact(
            scope.say("leaning on the busiest actor"),
            scope.share(found.degree_centralisation),
            scope.say(
                "A low share means that all have about as many partners. A high one means that all runs through one actor."
            ),
        ),
    ]
    # No report shows a mean of fewer than five answers, whoever reads it.
    for name, mean, answers in (
        (scope.say("mean trust, from 1 to 4"), found.mean_trust, found.trust_answers),
        (scope.say("mean value of the ties, from 1 to 4"), found.mean_value, found.value_answers),
    ):
        if mean is not None and answers >= FEW:
            told = scope.count("Told about %(count)s tie.", "Told about %(count)s ties.", answers)
            facts.append(Fact(name, scope.number(mean, 1), told))
    return facts


def _kinds(scope: Scope) -> Bars:
    counts = Counter(actor.actor_kind for actor in scope.actors)
    most = max(counts.values())
    bars = tuple(
        Bar(scope.label(kind), counts[kind] / most, scope.number(counts[kind])) for kind in ActorKind if counts[kind]
    )
    return Bars(scope.say("Actors by kind"), scope.say("Kind"), scope.say("Number"), bars)
