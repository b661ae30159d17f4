"""MISSING_SECTOR: a sector that is absent from a district or larger area while most comparable areas have it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from graphsvc.analysis.gaps.basis import Basis
from graphsvc.analysis.gaps.gap import Evidence, Found, records_of
from graphsvc.graph.folding import folded
from graphsvc.model.records import Actor, Area
from graphsvc.model.vocabularies import AreaLevel, Move

LEVELS = frozenset({AreaLevel.DISTRICT, AreaLevel.MUNICIPALITY, AreaLevel.REGION})
"""In a neighbourhood a sector may well be absent; OWN areas are of any size."""


class Sector(msgspec.Struct, frozen=True):
    """A sector, however it is written."""

    name: str
    """As it is written most often."""
    actors: tuple[str, ...]
    """Those of the sector, by id."""
    areas: frozenset[str]
    """The areas in which one of them is active."""


def find_missing_sector(basis: Basis) -> Iterator[Found]:
    areas = compared(basis)
    for sector in sectors_of(basis) if areas else ():
        for area, others in areas:
            having = [id for id in others if id in sector.areas]
            if area.id not in sector.areas and len(having) >= basis.thresholds.sector_share * len(others):
                yield _found(basis, area, sector, having, others)


def compared(basis: Basis) -> list[tuple[Area, list[str]]]:
    """The areas with enough comparable ones, each with those. One whose urbanity class is not known has none."""
    areas = ((area, comparable(basis, area)) for area in basis.large_areas if area.level in LEVELS)
    return [(area, others) for area, others in areas if len(others) >= basis.thresholds.comparable_areas]


def comparable(basis: Basis, area: Area) -> list[str]:
    """The other areas of the same level and CBS urbanity class in the region, large enough to have gaps, by id."""
    if area.urbanity is None:
        return []
    fewest = basis.thresholds.fewest_residents
    return sorted(
        other.id
        for other in basis.needs.peers(area)
        if other.urbanity == area.urbanity and other.id != area.id and (other.residents or fewest) >= fewest
    )


def sectors_of(basis: Basis) -> list[Sector]:
    """The sectors that an actor has, by name."""
    actors: defaultdict[str, list[Actor]] = defaultdict(list)
    for actor in basis.view.actors():
        if actor.sector is not None:
            actors[folded(actor.sector)].append(actor)
    return [_sector(basis, actors[key]) for key in sorted(actors)]


def _sector(basis: Basis, actors: list[Actor]) -> Sector:
    spelled = Counter(actor.sector for actor in actors if actor.sector is not None)
    return Sector(
        name=min(spelled, key=lambda name: (-spelled[name], name)),
        actors=tuple(sorted(actor.id for actor in actors)),
        areas=frozenset().union(*(basis.areas_of(actor.id) for actor in actors)),
    )


def _found(basis: Basis, area: Area, sector: Sector, having: list[str], others: list[str]) -> Found:
    around = basis.view.around(area.id)
    wider = [id for id in sector.actors if basis.places_of(id) & around]
    return Found(
        subjects=(area.id,),
        move=Move.GOVERNMENT,
        touched=_share_of_residents(basis, area),
        freshness=_freshness(basis, area),
        absent=True,
        area=area.id,
        sector=sector.name,
        evidence=(
            *records_of([area.id, *wider, *having]),
            Evidence(figure="comparableAreas", value=len(others)),
            Evidence(figure="withSector", value=len(having)),
        ),
    )


def _share_of_residents(basis: Basis, area: Area) -> float | None:
    """Its residents as a share of those of all areas of its level."""
    if area.residents is None:
        return None
    return area.residents / sum(one.residents or 0 for one in basis.large_areas if one.level is area.level)


def _freshness(basis: Basis, area: Area) -> float:
    """How lately anybody looked at the area or at an actor there, and would have seen who is missing."""
    return basis.freshness(area, *basis.view.active_in(area.id))
