"""ONE_SIDED_TIE: both sides of a tie were asked some time ago, and only one named it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.analysis.ties import CONFIRMED, months_before
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Round, Source, Tie
from graphsvc.model.vocabularies import Confirmation, Move


def find_one_sided_tie(basis: Basis) -> Iterator[Found]:
    """Of a tie of which nobody knows when both sides were asked, nobody can say that an answer is late."""
    limit = months_before(basis.day, basis.thresholds.one_sided_months)
    days = round_days(basis)
    for tie in basis.ties:
        if tie.confirmation is Confirmation.ONE_SIDED:
            asked = asked_on(basis, tie, days)
            if asked is not None and asked < limit:
                yield _found(basis, tie)


def asked_on(basis: Basis, tie: Tie, days: Mapping[str, date]) -> date | None:
    """When both sides were asked last: in a round to which both were invited, else when the tie was verified or told."""
    rounds = _invited(basis, tie.from_id) & _invited(basis, tie.to_id) & days.keys()
    if rounds:
        return max(days[id] for id in rounds)
    source = basis.view.get(tie.source) if tie.source else None
    return tie.last_verified or (source.date if isinstance(source, Source) else None)


def round_days(basis: Basis) -> Mapping[str, date]:
    """Round -> its last day, or the day itself while it runs; without those that did not begin or have no days."""
    return {
        round.id: min(round.end or basis.day, basis.day)
        for round in basis.view.records(Round)
        if (first := round.start or round.end) is not None and first <= basis.day
    }


def _invited(basis: Basis, actor: str) -> set[str]:
    return {link.to_id for link in basis.view.links_from(actor, LinkKind.INVITED)}


def _found(basis: Basis, tie: Tie) -> Found:
    ends = (tie.from_id, tie.to_id)
    return Found(
        subjects=(tie.id,),
        move=Move.ADVISOR,
        touched=basis.share_of_living(sum(end in basis.living_ids for end in ends)),
        freshness=basis.freshness(tie),
        confirmation=CONFIRMED[tie.confirmation],
        absent=False,
        area=basis.place_between(tie),
        evidence=records_of([tie.id, *ends]),
    )
