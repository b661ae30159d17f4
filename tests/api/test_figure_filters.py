"""Areas are found by their figures."""

import pytest

from tests.api.conftest import asker_on
from tests.records import area

POVERTY = {"name": "armoede", "source": "CBS", "meaning": "MORE_IS_NEED", "themes": ["geld"]}


@pytest.fixture(scope="module")
def areas(tmp_path_factory):
    """Three areas with poverty of 9 (5 the year before), 7 and unknown; one of them with the mean income too."""
    records = [
        area("hoog", figures=[{**POVERTY, "value": 5, "year": 2023}, {**POVERTY, "value": 9, "year": 2024}]),
        area(
            "laag",
            figures=[
                {**POVERTY, "value": 7, "year": 2024},
                {"name": "inkomen", "value": 30, "year": 2024, "source": "CBS"},
            ],
        ),
        area("stil"),
    ]
    with asker_on(tmp_path_factory.mktemp("areas") / "areas.db", records) as asker:
        yield asker


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        ('{figures: {some: {name: {eq: "armoede"}, value: {gt: 8}}}}', ["hoog"]),
        ('{figures: {some: {name: {eq: "armoede"}, value: {lt: 6}}}}', ["hoog"]),
        ('{figures: {some: {name: {eq: "armoede"}, value: {lt: 8}, year: {eq: 2024}}}}', ["laag"]),
        ('{figures: {some: {name: {contains: "INKO"}}}}', ["laag"]),
        ("{figures: {some: {meaning: {eq: MORE_IS_NEED}}}}", ["hoog", "laag"]),
        ('{figures: {every: {themes: {some: {eq: "geld"}}}}}', ["hoog", "stil"]),
        ("{figures: {some: {themes: {count: {eq: 0}}}}}", ["laag"]),
        ('{figures: {none: {name: {eq: "armoede"}}}}', ["stil"]),
        ("{figures: {count: {ge: 2}}}", ["hoog", "laag"]),
        ("{figures: {some: {}}}", ["hoog", "laag"]),
        ("{not: {figures: {some: {value: {in: [30]}}}}}", ["hoog", "stil"]),
    ],
)
def test_areas_are_found_by_their_figures(areas, filter, expected):
    assert areas.names(filter, kind="areas") == expected


def test_a_figure_that_changes_is_found_by_its_new_value(areas):
    areas.add(area("later", figures=[{**POVERTY, "value": 50, "year": 2024}]))
    assert areas.names("{figures: {some: {value: {gt: 40}}}}", kind="areas") == ["later"]
