"""The map as people use it, in Chromium."""

import pytest

from tests.fixtures.served import run, serving, store_at


@pytest.fixture
def map_page(page, site):
    page.goto(f"{site}/map?area=GM0599")
    page.wait_for_selector("#map[data-ready=true]")
    return page


def test_the_map_is_drawn_and_shows_a_record_when_an_actor_is_searched_and_chosen(map_page):
    map_page.fill("#map-q", "De Verzonnen")
    map_page.press("#map-q", "Enter")
    map_page.wait_for_selector("#map[data-selected]")
    assert "De Verzonnen" in map_page.inner_text("#map-record")
    map_page.click("#map-record a[href*='/records/']")
    map_page.wait_for_url("**/records/*")
    assert "De Verzonnen" in map_page.inner_text("h1")


def test_the_map_is_walked_by_keyboard_and_its_state_is_in_the_address(map_page):
    map_page.focus("#map")
    map_page.keyboard.press("ArrowRight")
    map_page.wait_for_selector("#map[data-selected]")
    first = map_page.get_attribute("#map", "data-selected")
    map_page.keyboard.press("ArrowDown")
    map_page.wait_for_function("first => document.querySelector('#map').dataset.selected !== first", arg=first)
    second = map_page.get_attribute("#map", "data-selected")
    map_page.wait_for_function("id => new URL(location).searchParams.get('selected') === id", arg=second)
    map_page.reload()
    map_page.wait_for_selector(f"#map[data-ready=true][data-selected='{second}']")
    map_page.focus("#map")
    map_page.keyboard.press("Escape")
    map_page.wait_for_selector("#map:not([data-selected])")


def test_the_table_holds_the_same_actors_and_the_legend_filters_both(map_page):
    rows = map_page.locator("#map-table tbody tr")
    before = map_page.inner_text("#map-table-note")
    map_page.locator("#map-legend input[value=INITIATIVE]").uncheck()
    map_page.wait_for_function("before => document.querySelector('#map-table-note').innerText !== before", arg=before)
    assert "Bewonersinitiatief" not in " ".join(rows.all_inner_texts())


def test_who_switched_everything_off_is_told_so_and_finds_the_way_back(map_page):
    before = map_page.inner_text("#map-table-note")
    map_page.locator("#map-legend fieldset").first.get_by_role("button").click()
    hint = map_page.locator("#map-hint")
    hint.get_by_role("button", name="Toon alles.").wait_for()
    assert hint.inner_text().startswith("U hebt alles uitgezet.")
    hint.get_by_role("button").click()
    map_page.wait_for_function("before => document.querySelector('#map-table-note').innerText === before", arg=before)
    assert hint.inner_text() == ""
    assert map_page.locator("#map-legend input:not(:checked)").count() == 0
    map_page.wait_for_function("!new URL(location).searchParams.has('hide')")


WIDTH = """() => {
  const canvas = document.querySelector("#map canvas");
  const { width, height, clientWidth } = canvas;
  const row = canvas.getContext("2d").getImageData(0, Math.round(height / 2), width, 1).data;
  const colour = (at) => row.slice(4 * at, 4 * at + 3).join();
  const middle = colour(Math.round(width / 2));
  let from = Math.round(width / 2);
  while (from > 0 && colour(from - 1) === middle) from--;
  let to = Math.round(width / 2);
  while (to < width - 1 && colour(to + 1) === middle) to++;
  return ((to - from) * clientWidth) / width;
}"""
"""How wide the symbol in the middle of the map is, in pixels of the page."""


def test_a_symbol_grows_with_the_zoom_only_so_far(page, tmp_path):
    (tmp_path / "actors.csv").write_text("name,actorKind\nDe Linde,INITIATIVE\n")
    store = store_at(tmp_path / "one.db")
    run("import", str(tmp_path / "actors.csv"), "--store", store)
    with serving(store) as site:
        page.goto(f"{site}/map")
        page.wait_for_selector("#map[data-ready=true]")
        before = page.evaluate(WIDTH)
        for _ in range(12):
            page.click("[data-zoom=in]")
            page.wait_for_timeout(300)
        page.wait_for_timeout(500)
        after = page.evaluate(WIDTH)
        assert before < after <= 2 * 36


def test_the_map_fits_a_phone(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/map")
    page.wait_for_selector("#map[data-ready=true]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_embedded_the_map_leaves_out_head_and_foot(page, site):
    page.goto(f"{site}/map?embed=1")
    page.wait_for_selector("#map[data-ready=true]")
    assert page.locator("header.top").count() == 0


def test_the_file_of_the_command_line_works_without_a_server(page, demonstration, tmp_path):
    run("map", "GM0599", "-o", str(tmp_path / "map.html"), "--store", demonstration)
    page.goto((tmp_path / "map.html").as_uri())
    page.wait_for_selector("#map[data-ready=true]")


EVIL = [
    "<script>document.title='broken'</script>",
    '"><img src=x onerror="document.title=\'broken\'">',
    "</script><script>document.title='broken'</script>",
    "<a href=\"javascript:document.title='broken'\">x</a>",
    '=HYPERLINK("http://evil.example";"x")',
    '{{ 7 * 7 }} {% raw %} ${7*7} #import "x"',
]


def test_names_with_markup_script_addresses_and_formulas_stay_text(page, tmp_path):
    quoted = "".join(
        '"' + name.replace('"', '""') + '",INITIATIVE,"' + name.replace('"', '""') + '"\n' for name in EVIL
    )
    (tmp_path / "actors.csv").write_text("name,actorKind,description\n" + quoted)
    store = store_at(tmp_path / "evil.db")
    run("import", str(tmp_path / "actors.csv"), "--store", store)
    with serving(store) as site:
        page.goto(f"{site}/map")
        page.wait_for_selector("#map[data-ready=true]")
        table = page.inner_text("#map-table")
        for name in EVIL:
            assert name in table
        page.goto(f"{site}/report")
        assert "broken" not in page.title()
        page.goto(f"{site}/map?q=script")
        page.wait_for_selector("#map[data-ready=true]")
        page.press("#map-q", "Enter")
        page.wait_for_selector("#map[data-selected]")
        assert "broken" not in page.title()
        assert page.locator("#map-record img, #map-record script, #map-record a[href^='javascript']").count() == 0
