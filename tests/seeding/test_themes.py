from graphsvc.model.records import FundingScheme, Link, TargetGroup, Theme
from graphsvc.seeding.sources import DEMONSTRATION_SOURCE
from graphsvc.seeding.tables import recipe, rows
from graphsvc.seeding.themes import funding_schemes, narrower, target_groups, themes, top_of

THEMES = {record.id: record for record in themes() if isinstance(record, Theme)}


def test_the_themes_to_start_from_are_those_of_the_domain() -> None:
    broadest = {theme.name_en for id, theme in THEMES.items() if top_of(id) == id}
    assert broadest == {
        "Loneliness", "Mental health", "Informal care", "Poverty and debt", "Language", "Work and day activity",
        "Growing up", "Healthy living", "Falling and ageing", "Living and moving", "Green and public space", "Meeting",
        "Safety", "Energy",
    }  # fmt: skip


def test_the_chains_of_gala_are_labelled() -> None:
    labelled = {theme.name_en for theme in THEMES.values() if "GALA-keten" in theme.tags}
    assert labelled == {
        "Falls prevention", "Social prescribing", "Combined lifestyle intervention", "Children's overweight", "Solid start",
    }  # fmt: skip


def test_a_narrower_theme_belongs_to_one_that_exists() -> None:
    links = [record for record in themes() if isinstance(record, Link)]
    assert all(link.from_id in THEMES and link.to_id in THEMES for link in links)
    assert "theme-debts" in narrower("theme-poverty")
    assert top_of("theme-debts") == "theme-poverty"


def test_every_table_speaks_of_themes_and_groups_that_exist() -> None:
    groups = {record.id for record in target_groups() if isinstance(record, TargetGroup)}
    for table in ("signals", "offerings", "processes"):
        assert all(row["theme"] in THEMES and row["group"] in groups for row in rows(table))
    assert recipe().themes.keys() == {id for id in THEMES if top_of(id) == id}
    assert {top_of(row["theme"]) for row in rows("signals")} == recipe().themes.keys()


def test_what_a_real_programme_requires_is_not_made_up() -> None:
    for scheme in funding_schemes(DEMONSTRATION_SOURCE):
        if isinstance(scheme, FundingScheme):
            invented = "Verzonnen" in scheme.name
            assert (scheme.requires_participation is not None, "verzonnen" in scheme.tags) == (invented, invented)
