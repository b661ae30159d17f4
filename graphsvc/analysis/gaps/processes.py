"""What the kinds of gap about processes with residents share: who of the living world takes part, and where and on what."""

from __future__ import annotations

from collections.abc import Iterable

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.graph.view import View
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Actor, Process
from graphsvc.model.vocabularies import Move


def living_in(view: View, process: str) -> list[Actor]:
    """The living world actors that take part in a process, by id."""
    taking_part = {link.from_id for link in view.links_to(process, LinkKind.TAKES_PART)}
    return [actor for id in sorted(taking_part) if (actor := view.actor(id)) and actor.is_living_world]


def found_in(
    basis: Basis, process: Process, touched: Iterable[Actor], figure: Evidence, *, absent: bool, freshness: float
) -> Found:
    """A gap of a process, which touches these living world actors."""
    area, themes = basis.place_of(process.id), tuple(basis.own_themes(process.id))
    ids = [actor.id for actor in touched]
    return Found(
        subjects=(process.id,),
        move=Move.GOVERNMENT,
        touched=basis.share_of_living(len(ids), area),
        freshness=freshness,
        absent=absent,
        area=area,
        theme=themes[0] if len(themes) == 1 else None,
        themes=themes or None,
        evidence=(*records_of([process.id, *ids]), figure),
    )
