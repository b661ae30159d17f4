"""The real areas: Rotterdam by neighbourhood, the municipalities around it, and the regions they belong to.

An area's id is its CBS code ("GM0599", "WK059901", "BU05990110"); a region's stands in `seeds/areas/regions.csv`.
`seeds/areas/ATTRIBUTION.md` says where the figures come from and what was changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import AnyRecord, Area, Figure, Link, Source
from graphsvc.model.vocabularies import AreaLevel, FigureMeaning, SourceKind, Visibility
from graphsvc.seeding.tables import Row, rows

ROTTERDAM = "GM0599"
CBS_SOURCE = "cbs"
YEAR = 2025
"""The year of the division into neighbourhoods and of their residents."""


def areas() -> list[AnyRecord]:
    """The source, every area and its WITHIN links, outer areas before inner ones."""
    districts = _districts()
    nodes: list[AnyRecord] = [
        _source(),
        *_regions(),
        *(_municipality(row) for row in rows("areas/municipalities")),
        *(_district(code, inside) for code, inside in districts.items()),
        *(_neighbourhood(row) for row in rows("areas/neighbourhoods")),
    ]
    return nodes + list(_within(districts))


def _source() -> Source:
    return Source(
        id=CBS_SOURCE,
        name="CBS, Kerncijfers wijken en buurten (CC BY 4.0); PDOK, middelpunten en grenzen",
        source_kind=SourceKind.DESK,
        visibility=Visibility.PUBLIC,
        reference="https://www.cbs.nl/nl-nl/dossier/nederland-regionaal/wijk-en-buurtstatistieken",
    )


def _regions() -> Iterable[Area]:
    for row in rows("areas/regions"):
        yield Area(id=row["id"], name=row["name"], level=AreaLevel.REGION, visibility=Visibility.PUBLIC)


def _municipality(row: Row) -> Area:
    inside = rows("areas/neighbourhoods") if row["code"] == ROTTERDAM else ()
    latitude, longitude = centre(inside) if inside else (float(row["latitude"]), float(row["longitude"]))
    source = "CBS, samengevoegd naar inwoners" if row["merged_from"] else "CBS"
    return Area(
        id=row["code"],
        code=row["code"],
        name=row["name"],
        level=AreaLevel.MUNICIPALITY,
        year=YEAR if inside else int(row["year"]),
        residents=residents(inside) if inside else int(row["residents"]),
        latitude=latitude,
        longitude=longitude,
        figures=_figures("municipalities", row, source),
        source=CBS_SOURCE,
        visibility=Visibility.PUBLIC,
    )


def _district(code: str, inside: Sequence[Row]) -> Area:
    latitude, longitude = centre(inside)
    return Area(
        id=code,
        code=code,
        name=inside[0]["district_name"],
        level=AreaLevel.DISTRICT,
        year=YEAR,
        residents=residents(inside),
        latitude=latitude,
        longitude=longitude,
        figures=_spread(inside),
        source=CBS_SOURCE,
        visibility=Visibility.PUBLIC,
    )


def _neighbourhood(row: Row) -> Area:
    return Area(
        id=row["code"],
        code=row["code"],
        name=row["name"],
        level=AreaLevel.NEIGHBOURHOOD,
        year=YEAR,
        residents=residents([row]),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        figures=_figures("neighbourhoods", row, "CBS"),
        source=CBS_SOURCE,
        visibility=Visibility.PUBLIC,
    )


def figure(declared: Row, value: float, source: str) -> Figure:
    """A figure as `seeds/areas/figures.csv` declares it, with this value."""
    return Figure(
        name=declared["name"],
        value=value,
        year=int(declared["year"]),
        source=source,
        themes=tuple(declared["themes"].split()),
        meaning=FigureMeaning[declared["meaning"]],
    )


def _figures(file: str, row: Row, source: str) -> tuple[Figure, ...]:
    return tuple(
        figure(declared, float(row[declared["column"]]), source)
        for declared in rows("areas/figures")
        if declared["file"] == file and row[declared["column"]]
    )


def _spread(inside: Sequence[Row]) -> tuple[Figure, ...]:
    """The figures of a district from its neighbourhoods, for those where that is sound; see `spread` in the table."""
    found = []
    for declared in rows("areas/figures"):
        column, known = declared["column"], [row for row in inside if row.get(declared["column"]) and residents([row])]
        if not declared["spread"] or not known:
            continue
        people = sum(int(row["residents"]) for row in known)
        if declared["spread"] == "residents":
            value = sum(int(row["residents"]) * float(row[column]) for row in known) / people
        else:
            value = people / sum(int(row["residents"]) / float(row[column]) for row in known)
        found.append(figure(declared, round(value, 2), "CBS, berekend uit buurten"))
    return tuple(found)


def residents(inside: Iterable[Row]) -> int | None:
    """The residents of some neighbourhoods together; None when none of them is known."""
    known = [int(row["residents"]) for row in inside if row["residents"]]
    return sum(known) if known else None


def centre(inside: Sequence[Row]) -> tuple[float, float]:
    """Latitude and longitude of the mean of some neighbourhoods, weighted by residents (without any: unweighted)."""
    weights = [float(row["residents"] or 0) for row in inside]
    if not sum(weights):
        weights = [1.0] * len(inside)
    total = sum(weights)
    return (
        round(sum(weight * float(row["latitude"]) for weight, row in zip(weights, inside, strict=True)) / total, 5),
        round(sum(weight * float(row["longitude"]) for weight, row in zip(weights, inside, strict=True)) / total, 5),
    )


def _districts() -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows("areas/neighbourhoods"):
        found[row["district"]].append(row)
    return dict(found)


def _within(districts: Iterable[str]) -> Iterable[Link]:
    for row in rows("areas/regions"):
        if row["within"]:
            yield _inside(row["id"], row["within"])
    for row in rows("areas/region_members"):
        yield _inside(row["municipality"], row["region"], unsure=bool(row["unsure"]))
    for code in districts:
        yield _inside(code, ROTTERDAM)
    for row in rows("areas/neighbourhoods"):
        yield _inside(row["code"], row["district"])


def _inside(inner: str, outer: str, *, unsure: bool = False) -> Link:
    return Link(
        id=f"{inner}-within-{outer}",
        link_kind=LinkKind.WITHIN,
        from_id=inner,
        to_id=outer,
        source=CBS_SOURCE if inner[:2] in ("WK", "BU") else None,
        assumed=("to",) if unsure else (),
    )
