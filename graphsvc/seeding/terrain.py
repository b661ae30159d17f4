"""Where actors live: the neighbourhoods that are peopled, how well each is known, and on which themes nobody works."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import AnyRecord, Area, Link
from graphsvc.model.vocabularies import AreaLevel, Visibility
from graphsvc.seeding.areas import areas, figure
from graphsvc.seeding.chance import Wheel
from graphsvc.seeding.draft import INVENTED, Draft
from graphsvc.seeding.sources import DEMONSTRATION_SOURCE
from graphsvc.seeding.tables import rows

FEWEST = 500
"""Fewer residents than this give an area no actors of its own."""


class Spot(msgspec.Struct, frozen=True):
    """A neighbourhood, or a municipality without any, with all around it."""

    area: str
    district: str
    """The municipality, where it has no districts."""
    municipality: str
    region: str
    """The municipality, where it belongs to no region."""
    residents: int
    known: str
    """WELL, PARTLY, SILENT (asked in vain) or NOT (never asked)."""
    quiet: frozenset[str]
    """Themes on which no living world actor works in the district."""

    @property
    def asked(self) -> bool:
        """Whether residents were asked here what they need."""
        return self.known in ("WELL", "PARTLY")


def settle(draft: Draft) -> list[Spot]:
    """Adds the areas, and invented ones where the real ones are too few; returns the spots that get actors."""
    records = [*areas(), *_invented(draft)]
    for record in records:
        draft.add(record)
    spots = list(_spots(draft, records))
    return _peopled(draft, spots)


def _spots(draft: Draft, records: Iterable[AnyRecord]) -> Iterator[Spot]:
    outer = {record.from_id: record.to_id for record in records if isinstance(record, Link)}
    level = {record.id: record.level for record in records if isinstance(record, Area)}
    inner = {outside for inside, outside in outer.items() if level[inside] is not AreaLevel.MUNICIPALITY}
    temper: dict[str, tuple[str, frozenset[str]]] = {}
    for record in records:
        if not isinstance(record, Area) or record.id in inner or (record.residents or 0) < FEWEST:
            continue
        chain = _chain(record.id, outer)
        municipality = next(id for id in chain if level[id] is AreaLevel.MUNICIPALITY)
        district = next((id for id in chain if level[id] is AreaLevel.DISTRICT), municipality)
        region = next((id for id in chain if level[id] is AreaLevel.REGION), municipality)
        if district not in temper:
            temper[district] = _temper(draft, district)
        known, quiet = temper[district]
        yield Spot(record.id, district, municipality, region, record.residents or 0, known, quiet)


def _chain(id: str, outer: dict[str, str]) -> list[str]:
    chain = [id]
    while chain[-1] in outer:
        chain.append(outer[chain[-1]])
    return chain


def _temper(draft: Draft, district: str) -> tuple[str, frozenset[str]]:
    """How well a district is known and its quiet themes: as fixed, else by chance (drawn either way)."""
    fixed = draft.plan.fixed
    known = Wheel(draft.recipe.known).spin(draft.chance)
    quiet = draft.chance.few(list(draft.recipe.themes), 2)
    if fixed is not None:
        known, quiet = fixed.known.get(district, known), fixed.quiet.get(district, quiet)
    return known, frozenset(quiet)


def _peopled(draft: Draft, spots: list[Spot]) -> list[Spot]:
    """As many spots as the actors fill, rather large ones; the demonstration has one in every district at least."""
    fixed, wanted = draft.plan.fixed, draft.plan.actors / draft.recipe.actors_per_spot
    chosen: dict[str, Spot] = {}
    if fixed is not None:
        for spot in sorted(spots, key=lambda spot: spot.residents):
            chosen[spot.district] = spot
        away = sum(spot.municipality != fixed.home for spot in chosen.values())
        wanted = wanted * fixed.home_share + away
    taken = {spot.area for spot in chosen.values()}
    keys = [(draft.chance.random() ** (10_000 / spot.residents), spot.area) for spot in spots if spot.area not in taken]
    taken.update(area for _, area in sorted(keys, reverse=True)[: max(0, round(wanted) - len(taken))])
    return [spot for spot in spots if spot.area in taken]


DISTRICTS, NEIGHBOURHOODS = 8, 6
"""How many districts an invented municipality has, and how many neighbourhoods each of those."""


def _invented(draft: Draft) -> Iterator[AnyRecord]:
    """Invented municipalities, for a region with more actors than the real areas can hold."""
    real = sum(int(row["residents"] or 0) >= FEWEST for row in rows("areas/neighbourhoods"))
    missing = draft.plan.actors / draft.recipe.actors_per_spot - real - len(rows("areas/municipalities"))
    if draft.plan.fixed is not None or missing <= 0:
        return
    count = -int(-missing // (DISTRICTS * NEIGHBOURHOODS))
    yield _area(draft, "region", "Verzonnen regio", AreaLevel.REGION, 0)
    for number in range(1, count + 1):
        yield from _municipality(draft, number)


def _municipality(draft: Draft, number: int) -> Iterator[AnyRecord]:
    own, total = f"m{number}", 0
    inside: list[AnyRecord] = []
    for district in range(1, DISTRICTS + 1):
        name = f"Verzonnen wijk {number}.{district}"
        sizes = [draft.chance.whole(600, 12_000) for _ in range(NEIGHBOURHOODS)]
        inside.append(_area(draft, f"{own}-d{district}", name, AreaLevel.DISTRICT, sum(sizes)))
        inside.append(_within(draft, f"{own}-d{district}", own))
        for place, size in enumerate(sizes, 1):
            id = f"{own}-d{district}-n{place}"
            inside.append(
                _area(draft, id, f"Verzonnen buurt {number}.{district}.{place}", AreaLevel.NEIGHBOURHOOD, size)
            )
            inside.append(_within(draft, id, f"{own}-d{district}"))
        total += sum(sizes)
    yield _area(draft, own, f"Verzonnen gemeente {number}", AreaLevel.MUNICIPALITY, total)
    yield _within(draft, own, "region")
    yield from inside


def _area(draft: Draft, id: str, name: str, level: AreaLevel, residents: int) -> Area:
    spread = {"poverty_pct": (1.0, 12.0), "household_size": (1.3, 2.8)} if level is not AreaLevel.REGION else {}
    return Area(
        id=f"{draft.plan.prefix}-{id}",
        name=name,
        level=level,
        residents=residents or None,
        figures=tuple(
            figure(row, round(low + (high - low) * draft.chance.random(), 1), "verzonnen")
            for row in rows("areas/figures")
            for low, high in [spread.get(row["column"], (0.0, 0.0))]
            if high
        ),
        source=DEMONSTRATION_SOURCE,
        tags=INVENTED,
        visibility=Visibility.PUBLIC,
    )


def _within(draft: Draft, inner: str, outer: str) -> Link:
    prefix = draft.plan.prefix
    return Link(
        id=f"{prefix}-{inner}-within",
        link_kind=LinkKind.WITHIN,
        from_id=f"{prefix}-{inner}",
        to_id=f"{prefix}-{outer}",
        source=DEMONSTRATION_SOURCE,
    )
