"""A comparison in words: how much there was, and what explains the difference, each cause by itself."""

from __future__ import annotations

from graphsvc.analysis.comparison.compare import Comparison
from graphsvc.analysis.comparison.differences import count_of
from graphsvc.graph.view import View
from graphsvc.language import Language, day, number, translate, translate_count
from graphsvc.model.records import Round
from graphsvc.model.vocabularies import ActorChangeKind, DifferenceCause, NetworkFigure, TieChangeKind


def summary(view: View, found: Comparison, language: Language) -> list[str]:
    """What changed, a sentence or two for each cause. `view` is of all times."""
    days = {"first": day(language, found.span.first), "last": day(language, found.span.last)}
    if not found.actors and not found.ties:
        told = [translate(language, "Between %(first)s and %(last)s nothing changed that we know of.", **days)]
    else:
        told = [
            _sizes(found, language, days),
            _real(found, language),
            _actors(found, language),
            _found(found, language, days),
        ]
    return [sentence for sentence in (*told, _rounds(view, found, language), _later(found, language, days)) if sentence]


def _sizes(found: Comparison, language: Language, days: dict[str, str]) -> str:
    sizes = {figure.figure: figure for figure in found.figures}
    actors, ties = sizes[NetworkFigure.ACTORS], sizes[NetworkFigure.TIES]
    return translate(
        language,
        "On %(first)s %(actors)s and %(ties)s were known. On %(last)s %(later_actors)s and %(later_ties)s were.",
        actors=_some_actors(language, actors.before),
        ties=_some_ties(language, ties.before),
        later_actors=_some_actors(language, actors.after),
        later_ties=_some_ties(language, ties.after),
        **days,
    )


def _real(found: Comparison, language: Language) -> str:
    real = [change for change in found.ties if change.cause is DifferenceCause.REAL_CHANGE]
    if not real:
        return translate(language, "Between the actors known on both days no tie changed.")
    counts = {kind: number(language, count_of(real, kind=kind)) for kind in TieChangeKind}
    return translate(
        language,
        "Ties between actors known on both days: %(made)s made, %(lost)s lost, %(stronger)s stronger, %(weaker)s weaker.",
        made=counts[TieChangeKind.MADE],
        lost=counts[TieChangeKind.LOST],
        stronger=counts[TieChangeKind.STRENGTHENED],
        weaker=counts[TieChangeKind.WEAKENED],
    )


def _actors(found: Comparison, language: Language) -> str:
    came, went = (count_of(found.actors, kind=kind) for kind in (ActorChangeKind.CAME, ActorChangeKind.WENT))
    if not came and not went:
        return translate(language, "No actor came or went.")
    with_them = [change for change in found.ties if change.cause is DifferenceCause.NEW_ACTORS]
    return translate(
        language,
        "Actors: %(came)s came, %(went)s went. Ties with them: %(made)s made, %(lost)s lost.",
        came=number(language, came),
        went=number(language, went),
        made=number(language, count_of(with_them, kind=TieChangeKind.MADE)),
        lost=number(language, count_of(with_them, kind=TieChangeKind.LOST)),
    )


def _found(found: Comparison, language: Language, days: dict[str, str]) -> str:
    actors = count_of(found.actors, cause=DifferenceCause.NEW_DATA)
    ties = count_of(found.ties, cause=DifferenceCause.NEW_DATA)
    if not actors and not ties:
        return ""
    return translate(
        language,
        "New in our data: %(actors)s and %(ties)s that nobody had recorded by %(first)s. That says nothing of a change in "
        "the network itself.",
        actors=_some_actors(language, actors),
        ties=_some_ties(language, ties),
        first=days["first"],
    )


def _rounds(view: View, found: Comparison, language: Language) -> str:
    if not found.coverage:
        return ""
    first, last = found.coverage
    told = translate(
        language,
        "Actors that were asked: %(first_count)s in %(first)s, %(last_count)s in %(last)s, %(both)s in both.",
        first_count=number(language, first.invited),
        last_count=number(language, last.invited),
        both=number(language, first.invited_in_both),
        first=_name(view, first.round),
        last=_name(view, last.round),
    )
    if not first.other_boundary:
        return told
    other = translate(
        language, "Who counts as in is not the same in the two rounds, which makes them harder to compare."
    )
    return f"{told} {other}"


def _later(found: Comparison, language: Language, days: dict[str, str]) -> str:
    if not found.actors_recorded_later and not found.ties_recorded_later:
        return ""
    return translate(
        language,
        "Recorded only after %(last)s, and left out: %(actors)s and %(ties)s.",
        actors=_some_actors(language, found.actors_recorded_later),
        ties=_some_ties(language, found.ties_recorded_later),
        last=days["last"],
    )


def _name(view: View, round: str) -> str:
    found = view.get(round)
    return found.name if isinstance(found, Round) else round


def _some_actors(language: Language, count: float) -> str:
    return translate_count(language, "%(count)s actor", "%(count)s actors", int(count))


def _some_ties(language: Language, count: float) -> str:
    return translate_count(language, "%(count)s tie", "%(count)s ties", int(count))
