import csv
import json
from pathlib import Path

import pytest

from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area, Link
from graphsvc.model.vocabularies import AreaLevel, FigureMeaning
from graphsvc.resources import folder
from graphsvc.seeding.areas import areas
from graphsvc.seeding.tables import rows

AREAS = {record.id: record for record in areas() if isinstance(record, Area)}
WITHIN = [(record.from_id, record.to_id) for record in areas() if isinstance(record, Link)]


def of_level(level: AreaLevel) -> list[Area]:
    return [area for area in AREAS.values() if area.level is level]


def test_the_neighbourhoods_of_rotterdam_sum_to_what_cbs_counted() -> None:
    neighbourhoods = of_level(AreaLevel.NEIGHBOURHOOD)
    assert len(neighbourhoods) == 92
    assert sum(area.residents or 0 for area in neighbourhoods) == 672_935
    assert AREAS["GM0599"].residents == 672_935
    assert sum(area.residents or 0 for area in of_level(AreaLevel.DISTRICT)) == 672_935


def test_the_neighbourhoods_are_those_of_the_file_of_cbs(shared_data: Path) -> None:
    with (shared_data / "cbs-rotterdam-buurten-2025/rotterdam_buurten_2025.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            area = AREAS[row["buurtcode"]]
            count = int(row["inwoners_2025"])
            assert (area.name, area.latitude, area.longitude) == (
                row["buurtnaam"],
                float(row["lat"]),
                float(row["lon"]),
            )
            assert area.residents == (None if count <= -99_990 else count)
            poverty = [figure.value for figure in area.figures if figure.name == "Personen in armoede (%)"]
            assert poverty == [float(value) for value in [row["pct_personen_in_armoede_2024"]] if value]


def test_a_figure_that_cbs_does_not_give_is_unknown() -> None:
    assert AREAS["BU05999998"].residents is None
    assert AREAS["WK059999"].residents is None
    assert AREAS["BU05999998"].figures == ()
    assert all(figure.value > -99_990 for area in AREAS.values() for figure in area.figures)


def test_the_municipalities_have_the_figures_of_2021(shared_data: Path) -> None:
    with (shared_data / "gemeenten-2022/gemeenten_kwb2021.csv").open(encoding="utf-8") as file:
        given = {row["code"]: row for row in csv.DictReader(file)}
    merged = {"GM0501", "GM0530", "GM0614"}
    assert {area.id for area in of_level(AreaLevel.MUNICIPALITY)} == given.keys() - merged | {"GM1992"}
    for code in given.keys() - merged:
        figures = {figure.name: figure.value for figure in AREAS[code].figures}
        assert figures["Huishoudens met een laag inkomen (%)"] == float(given[code]["pct_low_income"])
    assert AREAS["GM1992"].residents == sum(int(given[code]["population_2021"]) for code in merged)


def test_voorne_aan_zee_has_the_mean_of_the_three_it_came_from_weighted_by_residents() -> None:
    figures = {figure.name: figure for figure in AREAS["GM1992"].figures}
    poor = figures["Huishoudens met een laag inkomen (%)"]
    assert poor.value == pytest.approx((17_439 * 3.3 + 40_312 * 5.0 + 14_900 * 3.9) / 72_651, abs=0.005)
    assert "samengevoegd" in poor.source


def test_the_centre_of_a_municipality_lies_within_its_boundary(shared_data: Path) -> None:
    shapes = json.loads((shared_data / "gemeenten-2022/gemeenten_zuid.geojson").read_text())["features"]
    for shape in shapes:
        area = AREAS.get(shape["properties"]["statcode"])
        if area is None:
            continue
        points = [point for polygon in shape["geometry"]["coordinates"] for ring in polygon for point in ring]
        assert min(x for x, _ in points) < (area.longitude or 0) < max(x for x, _ in points)
        assert min(y for _, y in points) < (area.latitude or 0) < max(y for _, y in points)


def test_the_poverty_of_a_district_lies_between_that_of_its_neighbourhoods() -> None:
    inside = [AREAS[inner] for inner, outer in WITHIN if outer == "WK059915"]
    values = [f.value for area in inside for f in area.figures if f.name.startswith("Personen")]
    (district,) = [f for f in AREAS["WK059915"].figures if f.name.startswith("Personen")]
    assert min(values) < district.value < max(values)
    assert district.source == "CBS, berekend uit buurten"


def test_every_region_holds_the_municipalities_that_the_domain_names() -> None:
    inside: dict[str, set[str]] = {}
    for inner, outer in WITHIN:
        inside.setdefault(outer, set()).add(inner)
    assert inside["region-samergo"] == {"region-rotterdam", "region-eilanden", "region-waardenland"}
    assert inside["region-eilanden"] == {"GM1924", "GM1992", "GM1930", "GM1963"}
    assert {"GM0599", "GM0489", "GM0613", "GM0597"} < inside["region-rotterdam"]
    assert len(inside["region-waardenland"]) == 9


def test_a_municipality_of_which_it_is_unsure_where_it_belongs_says_so() -> None:
    unsure = {record.from_id for record in areas() if isinstance(record, Link) and record.assumed == ("to",)}
    assert unsure == {"GM0502", "GM0542", "GM1621"}


def test_every_area_but_a_region_lies_within_one_and_links_join_areas_that_exist() -> None:
    assert all(inner in AREAS and outer in AREAS for inner, outer in WITHIN)
    outside = {id for id in AREAS if id not in {inner for inner, _ in WITHIN}}
    assert outside == {"region-samergo", "GM0556", "GM0606", "GM0622", "GM1961"}
    assert all(link.link_kind is LinkKind.WITHIN for link in areas() if isinstance(link, Link))


def test_every_figure_has_its_year_and_source_and_every_choice_of_need_a_reason() -> None:
    assert all(figure.source.startswith("CBS") and figure.year >= 2021 for a in AREAS.values() for figure in a.figures)
    for row in rows("areas/figures"):
        assert row["reason"]
        assert row["themes"] or row["meaning"] == FigureMeaning.NEITHER


def test_the_attribution_names_every_source_and_licence() -> None:
    text = (folder("seeds") / "areas" / "ATTRIBUTION.md").read_text(encoding="utf-8")
    for word in ("CBS", "CC BY 4.0", "PDOK", "CC0", "Kadaster", "GM1992", "672,935", "-99990"):
        assert word in text
    for file in ("neighbourhoods.csv", "municipalities.csv", "regions.csv", "figures.csv"):
        assert file in text
