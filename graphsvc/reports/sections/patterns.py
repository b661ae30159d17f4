"""What many gaps of a kind say together, for a municipality or more: how many and where most, and nobody by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from statistics import fmean

import msgspec

from graphsvc.analysis.gaps.gap import Gap
from graphsvc.model.vocabularies import GapKind
from graphsvc.reports.scope import Scope

ALONE = frozenset({GapKind.ISOLATED, GapKind.NO_FORMAL_TIE})
"""The kinds of which each gap is an initiative without known contact with an organisation or government."""
CERTAIN = 0.5
"""Below this certainty a pattern is written as a question, as a gap is."""


class Pattern(msgspec.Struct, frozen=True):
    """The gaps of a kind in one sentence; its certainty is their mean."""

    text: str
    certainty: float
    as_question: bool


def pattern_of(scope: Scope, kind: GapKind, gaps: list[Gap]) -> Pattern | None:
    """The pattern of the gaps of a kind; None for kinds that name no initiative and are told one by one."""
    if kind in ALONE:
        found = [gap for gap in gaps if gap.kind in ALONE]
        sentences = _NO_TIE if all(gap.kind is GapKind.ISOLATED for gap in found) else _NO_CONTACT
        return _pattern(scope, found, *sentences, len(_living_subjects(scope, found)))
    found = [gap for gap in gaps if gap.kind is kind]
    if kind in _OF_INITIATIVES:
        return _pattern(scope, found, *_OF_INITIATIVES[kind], len(_living_subjects(scope, found)))
    if kind in _OF_GAPS:
        return _pattern(scope, found, *_OF_GAPS[kind], len(found))
    return None


Sentence = tuple[str, str]
_NO_CONTACT: tuple[Sentence, Sentence] = (
    (
        "In %(place)s %(count)s of %(total)s initiatives has, as far as we know, no contact with an organisation or "
        "government.",
        "In %(place)s %(count)s of %(total)s initiatives have, as far as we know, no contact with an organisation or "
        "government.",
    ),
    (
        "Is it true that in %(place)s %(count)s of %(total)s initiatives has no contact with an organisation or government?",
        "Is it true that in %(place)s %(count)s of %(total)s initiatives have no contact with an organisation or government?",
    ),
)
_NO_TIE: tuple[Sentence, Sentence] = (
    (
        "In %(place)s no tie is known of %(count)s of %(total)s initiatives.",
        "In %(place)s no tie is known of %(count)s of %(total)s initiatives.",
    ),
    (
        "Is it true that in %(place)s %(count)s of %(total)s initiatives has no tie with anyone?",
        "Is it true that in %(place)s %(count)s of %(total)s initiatives have no tie with anyone?",
    ),
)
_NO_LINK: tuple[Sentence, Sentence] = (
    (
        "In %(place)s %(count)s of %(total)s initiatives has a theme on which, as far as we know, it has no contact with an "
        "organisation there.",
        "In %(place)s %(count)s of %(total)s initiatives have a theme on which, as far as we know, they have no contact with "
        "an organisation there.",
    ),
    (
        "Is it true that in %(place)s %(count)s of %(total)s initiatives has a theme on which it has no contact with an "
        "organisation there?",
        "Is it true that in %(place)s %(count)s of %(total)s initiatives have a theme on which they have no contact with an "
        "organisation there?",
    ),
)
_BRIDGES: tuple[Sentence, Sentence] = (
    (
        "In %(place)s there is %(count)s connection through which, as far as we know, all contact of three or more "
        "initiatives with organisations and government runs.",
        "In %(place)s there are %(count)s connections through each of which, as far as we know, all contact of three or "
        "more initiatives with organisations and government runs.",
    ),
    (
        "Is it true that in %(place)s there is %(count)s connection through which all contact of three or more initiatives "
        "with organisations and government runs?",
        "Is it true that in %(place)s there are %(count)s connections through each of which all contact of three or more "
        "initiatives with organisations and government runs?",
    ),
)

_ONE_PERSON: tuple[Sentence, Sentence] = (
    (
        "In %(place)s, as far as we know, all contact of %(count)s of %(total)s initiatives with organisations and "
        "government hangs on one person.",
        "In %(place)s, as far as we know, all contact of %(count)s of %(total)s initiatives with organisations and "
        "government hangs on one person.",
    ),
    (
        "Is it true that in %(place)s all contact of %(count)s of %(total)s initiatives with organisations and government "
        "hangs on one person?",
        "Is it true that in %(place)s all contact of %(count)s of %(total)s initiatives with organisations and government "
        "hangs on one person?",
    ),
)
_ONE_WAY: tuple[Sentence, Sentence] = (
    (
        "In %(place)s people are referred to %(count)s of %(total)s initiatives, and we do not know that anything is given "
        "back.",
        "In %(place)s people are referred to %(count)s of %(total)s initiatives, and we do not know that anything is given "
        "back.",
    ),
    (
        "Is it true that in %(place)s people are referred to %(count)s of %(total)s initiatives and nothing is given back?",
        "Is it true that in %(place)s people are referred to %(count)s of %(total)s initiatives and nothing is given back?",
    ),
)
_OVERASKED: tuple[Sentence, Sentence] = (
    (
        "In %(place)s too much seems to be asked of %(count)s of %(total)s initiatives.",
        "In %(place)s too much seems to be asked of %(count)s of %(total)s initiatives.",
    ),
    (
        "Is it true that in %(place)s too much is asked of %(count)s of %(total)s initiatives?",
        "Is it true that in %(place)s too much is asked of %(count)s of %(total)s initiatives?",
    ),
)
_FUNDING: tuple[Sentence, Sentence] = (
    (
        "In %(place)s the only funding that we know of %(count)s of %(total)s initiatives ends soon.",
        "In %(place)s the only funding that we know of %(count)s of %(total)s initiatives ends soon.",
    ),
    (
        "Is it true that in %(place)s the only funding of %(count)s of %(total)s initiatives ends soon?",
        "Is it true that in %(place)s the only funding of %(count)s of %(total)s initiatives ends soon?",
    ),
)
_ROLES: tuple[Sentence, Sentence] = (
    (
        "In %(place)s government or an organisation takes a heavier role than an initiative accepts %(count)s time.",
        "In %(place)s government or an organisation takes a heavier role than an initiative accepts %(count)s times.",
    ),
    (
        "Is it true that in %(place)s government or an organisation takes a heavier role than an initiative accepts "
        "%(count)s time?",
        "Is it true that in %(place)s government or an organisation takes a heavier role than an initiative accepts "
        "%(count)s times?",
    ),
)
_OF_INITIATIVES = {
    GapKind.MISSING_LINK: _NO_LINK,
    GapKind.PERSONAL_TIE_ONLY: _ONE_PERSON,
    GapKind.ONE_WAY_HELP: _ONE_WAY,
    GapKind.OVERASKED: _OVERASKED,
    GapKind.FUNDING_ENDS: _FUNDING,
}
"""The kinds of which the initiatives are counted, each once."""
_OF_GAPS = {GapKind.SINGLE_BRIDGE: _BRIDGES, GapKind.ROLE_MISMATCH: _ROLES}
"""The kinds that are counted themselves."""


def narrower_patterns(gaps: list[Gap]) -> set[GapKind]:
    """Of a municipality or more: the kinds of pattern that leave out most of what another one tells.

    Those without a tie are counted with those without contact; and of those and the single bridges the pattern that
    touches most initiatives is told.
    """
    kinds = {gap.kind for gap in gaps}
    if not kinds & ALONE:
        return set()
    alone = sum(gap.kind in ALONE for gap in gaps)
    behind = sum(gap.figure("cutOff") or 0 for gap in gaps if gap.kind is GapKind.SINGLE_BRIDGE)
    less = {GapKind.SINGLE_BRIDGE} if behind <= alone else set(ALONE)
    return less | ({GapKind.ISOLATED} if kinds >= ALONE else set())


def _pattern(scope: Scope, gaps: list[Gap], stated: Sentence, asked: Sentence, count: int) -> Pattern | None:
    if not gaps:
        return None
    certainty = fmean(gap.certainty for gap in gaps)
    one, many = asked if certainty < CERTAIN else stated
    total = scope.number(sum(actor.is_living_world for actor in scope.actors))
    text = scope.count(one, many, count, place=scope.place, total=total)
    return Pattern(" ".join(filter(None, (text, _most(scope, gaps)))), certainty, certainty < CERTAIN)


def _living_subjects(scope: Scope, gaps: Iterable[Gap]) -> set[str]:
    """The initiatives that these gaps are about."""
    actors = {id: scope.view.actor(id) for gap in gaps for id in gap.subjects}
    return {id for id, actor in actors.items() if actor is not None and actor.is_living_world}


def _most(scope: Scope, gaps: list[Gap]) -> str:
    """In which area there are most; "" where only one has any."""
    counts = Counter(gap.area for gap in gaps if gap.area is not None)
    if len(counts) < 2:
        return ""
    area = max(sorted(counts), key=lambda id: counts[id])
    return scope.say("Most often in %(area)s.", area=scope.name(area))
