"""NO_FORMAL_TIE: a living world actor with ties, none of them contact with a FORMAL actor."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Found, records_of
from graphsvc.model.vocabularies import Move


def find_no_formal_tie(basis: Basis) -> Iterator[Found]:
    for actor in basis.approachable:
        ties = basis.ties_of(actor.id)
        if ties and not basis.formal_contacts_of(actor.id):
            area = basis.place_of(actor.id)
            yield Found(
                subjects=(actor.id,),
                move=Move.ORGANISATION,
                touched=basis.share_of_living(1, area),
                freshness=basis.freshness_around(actor),
                absent=True,
                area=area,
                evidence=records_of([actor.id, *(tie.id for tie in ties)]),
            )
