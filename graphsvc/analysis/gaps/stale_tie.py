"""STALE_TIE: a tie that nobody verified for over 12 months, or never."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.analysis.ties import CONFIRMED, months_before
from graphsvc.model.vocabularies import Move


def find_stale_tie(basis: Basis) -> Iterator[Found]:
    living = basis.living_ids
    limit = months_before(basis.day, basis.thresholds.stale_months)
    for tie in basis.ties:
        if tie.last_verified is None or tie.last_verified < limit:
            yield Found(
                subjects=(tie.id,),
                move=Move.ADVISOR,
                touched=basis.share_of_living((tie.from_id in living) + (tie.to_id in living)),
                freshness=basis.freshness(tie),
                confirmation=CONFIRMED[tie.confirmation],
                absent=False,
                area=basis.place_between(tie),
                evidence=records_of([tie.id, tie.from_id, tie.to_id]),
            )
