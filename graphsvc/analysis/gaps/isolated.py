"""ISOLATED: a living world actor with no tie at all."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.model.vocabularies import Move


def find_isolated(basis: Basis) -> Iterator[Found]:
    for actor in basis.approachable:
        if not basis.ties_of(actor.id):
            area = basis.place_of(actor.id)
            yield Found(
                subjects=(actor.id,),
                move=Move.ORGANISATION,
                touched=basis.share_of_living(1, area),
                freshness=basis.freshness(actor),
                absent=True,
                area=area,
                evidence=records_of([actor.id]),
            )
