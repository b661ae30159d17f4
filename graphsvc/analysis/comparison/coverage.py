"""Whom each of two rounds asked: a difference in that explains part of what seems new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Link, Round
from graphsvc.model.vocabularies import InvitationAnswer


class RoundCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a round asked, among the actors that are compared."""

    round: str
    invited: int
    answered: int
    invited_in_both: int
    """How many the other round asked too."""
    other_boundary: bool
    """Whether its boundary (who counts as in) is written down otherwise than that of the other round."""


def round_coverage(view: View, rounds: Sequence[str], actors: Iterable[str]) -> tuple[RoundCoverage, ...]:
    """The coverage of the first and of the last of two rounds. `view` is of all times."""
    among = set(actors)
    asked = [_invitations(view, id, among) for id in rounds]
    both = len(asked[0].keys() & asked[-1].keys())
    boundaries = [found.boundary for id in rounds if isinstance(found := view.get(id), Round)]
    return tuple(
        RoundCoverage(
            round=id,
            invited=len(invitations),
            answered=sum(link.answered is InvitationAnswer.YES for link in invitations.values()),
            invited_in_both=both,
            other_boundary=len(set(boundaries)) > 1,
        )
        for id, invitations in zip(rounds, asked, strict=True)
    )


def _invitations(view: View, round: str, among: set[str]) -> dict[str, Link]:
    """Actor -> its invitation."""
    return {link.from_id: link for link in view.links_to(round, LinkKind.INVITED) if link.from_id in among}
