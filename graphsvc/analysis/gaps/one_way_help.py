"""ONE_WAY_HELP: a FORMAL actor refers people to a living world actor and, as far as known, gives nothing back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.analysis.gaps.role_mismatch import GIVING, receivers
from graphsvc.analysis.ties import CONFIRMED, CONTACT_INTENSITY
from graphsvc.model.records import Tie
from graphsvc.model.vocabularies import ActorKind, Move, TieKind

Pair = tuple[str, str]
"""The ids of who gives and of who gets."""
TOGETHER = frozenset({TieKind.EXCHANGES, TieKind.COLLABORATES})
"""What is done together: both give, whoever tells of it."""


def find_one_way_help(basis: Basis) -> Iterator[Found]:
    """A gap for each FORMAL actor and living world actor. What is given counts at any intensity."""
    referrals, given = _referrals(basis), _given(basis)
    for (giver, receiver), ties in sorted(referrals.items()):
        if (giver, receiver) not in given:
            yield _found(basis, giver, receiver, ties)


def _referrals(basis: Basis) -> dict[Pair, list[Tie]]:
    """Formal and living world actor -> the ties by which the one refers to the other."""
    found: defaultdict[Pair, list[Tie]] = defaultdict(list)
    for tie in basis.ties:
        if tie.tie_kind is TieKind.REFERS_TO and tie.intensity >= CONTACT_INTENSITY:
            for formal, living in receivers(basis.view, tie):
                found[formal.id, living.id].append(tie)
    return found


def _given(basis: Basis) -> set[Pair]:
    """The pairs of which the first gives to the second, or does something together with it."""
    found: set[Pair] = set()
    for tie in basis.ties:
        if tie.tie_kind in GIVING or tie.tie_kind in TOGETHER:
            found.add((tie.from_id, tie.to_id))
            if tie.tie_kind in TOGETHER or not tie.directed:
                found.add((tie.to_id, tie.from_id))
    return found


def _found(basis: Basis, giver: str, receiver: str, ties: list[Tie]) -> Found:
    area, formal = basis.place_of(receiver), basis.view.actor(giver)
    government = formal is not None and formal.actor_kind is ActorKind.AUTHORITY
    return Found(
        subjects=(giver, receiver),
        move=Move.GOVERNMENT if government else Move.ORGANISATION,
        touched=basis.share_of_living(1, area),
        freshness=max(basis.freshness(tie) for tie in ties),
        confirmation=max(CONFIRMED[tie.confirmation] for tie in ties),
        absent=True,
        area=area,
        evidence=records_of([giver, receiver, *sorted(tie.id for tie in ties)]),
    )
