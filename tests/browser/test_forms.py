"""Adding and changing by form, in Chromium, on a phone."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from tests.fixtures.served import serving, store_at

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def own(demonstration, tmp_path_factory):
    """The demonstration region in a store of its own, served."""
    path = tmp_path_factory.mktemp("forms") / "region.db"
    with sqlite3.connect(demonstration.removeprefix("sqlite:///")) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
    with serving(store_at(path)) as address:
        yield address


def pick(page, control, text, name):
    """Type a part of a name, and choose with the keyboard alone."""
    box = page.locator(f"[id='{control}']")
    box.press_sequentially(text, delay=20)
    frame = page.locator(".pick", has=box)
    expect(frame.get_by_role("option").first).to_contain_text(name)
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator(".chosen li", has_text=name).first).to_be_visible()


class Typist:
    """Somebody who works with care: what it did, and how long that takes a person."""

    def __init__(self, page):
        self.page, self.keys, self.clicks, self.fields = page, 0, 0, 0

    @property
    def seconds(self):
        """60 ms a key, a second to aim each click, and a second to think at each field."""
        return self.keys * 0.06 + self.clicks + self.fields

    def click(self, place):
        place.click()
        self.clicks += 1

    def type(self, control, text):
        self.click(control)
        control.press_sequentially(text, delay=20)
        self.keys += len(text)
        self.fields += 1

    def choose(self, control, value):
        control.select_option(value)
        self.clicks += 2
        self.fields += 1

    def pick(self, control, text, name):
        box = self.page.locator(f"[id='{control}']")
        self.type(box, text)
        self.click(self.page.locator(".pick", has=box).get_by_role("option", name=name).first)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_new_initiative_with_two_ties_one_to_an_actor_that_is_not_there_yet_takes_two_minutes(page, own, size):
    name = f"Kookgroep De Verzonnen Lepel {size['width']}"
    other = f"Verzonnen Bakkerij {size['width']}"
    page.set_viewport_size(size)
    page.goto(own)
    hand = Typist(page)
    hand.click(page.get_by_role("link", name="Voeg iets toe"))
    hand.click(page.get_by_role("link", name="Actor"))
    hand.type(page.locator("#f-name"), name)
    hand.choose(page.locator("#f-actorKind"), "INITIATIVE")
    hand.type(page.locator("#f-description"), "Elke dinsdag samen koken en eten, voor wie alleen is.")
    hand.pick("f-ACTIVE_IN", "hoogv", "Hoogvliet")
    hand.pick("f-FOCUSES_ON", "eenz", "Eenzaamheid")
    hand.pick("f-tie-0-other", "hamer", "Hamer")
    hand.choose(page.locator("#f-tie-0-tieKind"), "KNOWS")
    hand.pick("f-tie-1-other", other, f"Nieuwe actor: {other}")
    hand.choose(page.locator(".newcomers .newcomer select"), "BUSINESS")
    hand.choose(page.locator("#f-tie-1-tieKind"), "COLLABORATES")
    hand.type(page.get_by_label("Hoe weet u dit?"), "gehoord in de wijk")
    hand.click(page.get_by_role("button", name="Opslaan"))
    expect(page.get_by_role("status")).to_have_text(f"“{name}” is toegevoegd, met 2 banden.")
    done = f"{hand.keys} keys, {hand.clicks} clicks, {hand.fields} fields: {hand.seconds:.0f} s"
    print(f"{size['width']} px: {done}")
    assert hand.seconds <= 120, done


def test_what_was_saved_is_undone_with_one_click_and_put_back_with_another(page, own):
    page.set_viewport_size(PHONE)
    page.goto(f"{own}/new?kind=ACTOR")
    page.locator("#f-name").fill("Verzonnen Vergissing")
    page.locator("#f-actorKind").select_option("OTHER")
    page.get_by_role("button", name="Opslaan").click()
    address = page.url.partition("?")[0]
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("h1")).to_have_text("Het is ongedaan gemaakt")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Toch weer terugzetten").click()
    page.goto(address)
    expect(page.locator("h1")).to_have_text("Verzonnen Vergissing")


def test_a_day_is_pasted_typed_or_chosen_on_the_calendar(page, own):
    page.goto(f"{own}/new?kind=GATHERING")
    day = page.get_by_label("Datum", exact=True)
    day.fill("3-2-2026")
    page.get_by_role("button", name="Kalender: Datum").click()
    expect(page.locator(".day-frame .calendar").first).to_have_value("2026-02-03")
    page.locator(".day-frame .calendar").first.evaluate(
        "(calendar) => { calendar.value = '2026-03-04'; calendar.dispatchEvent(new Event('change')); }"
    )
    expect(day).to_have_value("4-3-2026")
    page.locator("#f-name").fill("Verzonnen Buurttafel")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".pairs")).to_contain_text("4 maart 2026")


def test_a_tie_to_an_actor_that_is_not_there_yet_is_made_in_the_same_form(page, own):
    page.set_viewport_size(PHONE)
    page.goto(f"{own}/new?kind=ACTOR")
    page.locator("#f-name").fill("Verzonnen Soepploeg")
    page.locator("#f-actorKind").select_option("INITIATIVE")
    box = page.locator("#f-tie-0-other")
    box.press_sequentially("Verzonnen Broodhuis", delay=20)
    expect(page.locator(".listbox .fresh").first).to_have_text("Nieuwe actor: Verzonnen Broodhuis")
    page.locator(".listbox .fresh").first.click()
    newcomer = page.locator(".newcomers .newcomer").first
    expect(newcomer.get_by_label("Naam")).to_have_value("Verzonnen Broodhuis")
    expect(newcomer.get_by_label("Soort actor")).to_be_focused()
    newcomer.get_by_label("Soort actor").select_option("BUSINESS")
    page.locator("#f-tie-0-tieKind").select_option("KNOWS")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status")).to_have_text("“Verzonnen Soepploeg” is toegevoegd, met 1 band.")
    expect(page.get_by_role("link", name="Verzonnen Broodhuis").first).to_be_visible()


def test_a_new_actor_gives_way_to_the_one_that_is_there(page, own):
    page.goto(f"{own}/new?kind=ACTOR")
    box = page.locator("#f-tie-0-other")
    box.press_sequentially("Ouderenwerk Verzonnen Hammer", delay=10)
    page.locator(".listbox .fresh").first.click()
    page.locator(".newcomer .doubles").get_by_role("button").first.click()
    expect(page.locator(".newcomers .newcomer")).to_have_count(0)
    expect(page.locator(".chosen li").first).to_contain_text("Hamer")


def test_a_new_actor_that_may_be_there_already_comes_back_to_choose_or_to_add_all_the_same(page, own):
    page.goto(f"{own}/new?kind=ACTOR")
    page.locator("#f-name").fill("Verzonnen Tafeldame")
    page.locator("#f-actorKind").select_option("OTHER")
    page.locator("#f-tie-0-other").press_sequentially("Buren van De Verzonnen Walnoot", delay=5)
    page.locator(".listbox .fresh").first.click()
    page.locator(".newcomer select").first.select_option("INITIATIVE")
    page.locator("#f-tie-0-tieKind").select_option("KNOWS")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#faults")).to_be_focused()
    expect(page.locator("#ties legend", has_text="Band 2")).to_be_visible()
    expect(page.locator("#f-tie-0-other")).to_be_hidden()
    expect(page.locator(".newcomer .doubles").get_by_role("button").first).to_have_text(
        "Buren van De Verzonnen Walnoot"
    )
    page.get_by_label("Nee, dit is een andere").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status")).to_have_text("“Verzonnen Tafeldame” is toegevoegd, met 1 band.")


def test_a_name_that_is_there_already_shows_while_typing(page, own):
    page.goto(f"{own}/new?kind=ACTOR")
    page.locator("#f-name").press_sequentially("ouderenwerk verzonnen hammer", delay=10)
    found = page.locator("#doubles")
    expect(found).to_contain_text("Bestaat al?")
    expect(found.get_by_role("link").first).to_have_attribute("href", "/records/demo-a1")


def test_a_third_tie_gets_a_row_and_a_row_can_be_taken_away(page, own):
    page.goto(f"{own}/new?kind=ACTOR")
    page.get_by_role("button", name="Nog een band").click()
    expect(page.locator("#ties legend")).to_have_text(["Band 1", "Band 2", "Band 3"])
    pick(page, "f-tie-2-other", "hamer", "Hamer")
    page.get_by_role("button", name="Haal deze band weg").first.click()
    expect(page.locator("#ties legend")).to_have_text(["Band 1", "Band 2"])


def test_what_is_chosen_can_be_taken_away_and_what_names_nothing_is_said(page, own):
    page.goto(f"{own}/new?kind=ACTOR")
    pick(page, "f-ACTIVE_IN", "hoogv", "Hoogvliet")
    page.get_by_role("button", name=re.compile("Haal weg: Hoogvliet")).click()
    expect(page.locator(".chosen li")).to_have_count(0)
    page.locator("#f-ACTIVE_IN").press_sequentially("atlantis")
    expect(page.locator(".listbox .none").first).to_have_text("Er is niets bekend met deze naam.")


def test_after_a_fault_all_that_was_typed_and_chosen_is_still_there(page, own):
    page.goto(f"{own}/new?kind=ACTOR")
    pick(page, "f-ACTIVE_IN", "hoogv", "Hoogvliet")
    page.locator("#f-description").fill("Wij koken samen")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#faults")).to_be_focused()
    page.locator("#faults").get_by_role("link", name="Naam").click()
    expect(page.locator("#f-name")).to_be_focused()
    assert page.locator("#f-description").input_value() == "Wij koken samen"
    expect(page.locator(".chosen li")).to_contain_text("Hoogvliet")


def test_names_from_the_data_are_text_and_never_markup(page, own):
    name = "<img src=x onerror=document.title='broken'>"
    page.goto(f"{own}/new?kind=ACTOR")
    page.locator("#f-name").fill(name)
    page.locator("#f-actorKind").select_option("OTHER")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("h1")).to_have_text(name)
    page.get_by_role("link", name="Band toevoegen").click()
    expect(page.locator(".chosen li").first).to_contain_text(name)
    page.locator("#f-to").press_sequentially("img src")
    expect(page.get_by_role("option").first).to_contain_text(name)
    assert page.title() != "broken"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/new",
        *(
            f"/new?kind={kind}"
            for kind in ("ACTOR", "TIE", "SIGNAL", "PROCESS", "AGREEMENT", "NOTE", "MEETING_PLACE", "SOURCE")
        ),
        "/records/demo-a1/edit",
        "/records/demo-a1/end",
        "/records/demo-a1/history",
        "/records/demo-t1",
    ],
)
def test_every_form_fits_a_phone_and_each_control_has_a_name(page, own, path, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(PHONE)
    page.goto(own + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    nameless = """[...document.querySelectorAll('main :is(input, select, textarea):not([type=hidden], [hidden], [aria-hidden=true])')]
        .filter((control) => !control.labels.length).map((control) => control.name)"""
    assert page.evaluate(nameless) == []


def test_two_who_change_one_record_choose_on_a_phone_what_stays(page, own):
    page.set_viewport_size(PHONE)
    page.goto(f"{own}/records/demo-a3/edit")
    other = page.context.new_page()
    other.goto(f"{own}/records/demo-a3/edit")
    other.locator("#f-description").fill("van een ander")
    other.get_by_role("button", name="Opslaan").click()
    expect(other.get_by_role("status")).to_be_visible()
    page.locator("#f-description").fill("van mij")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_text("van een ander")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("radio", name="Wat u typte").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".pairs")).to_contain_text("van mij")


def test_the_ties_of_a_record_stand_below_each_other_on_a_phone(page, own):
    page.set_viewport_size(PHONE)
    page.goto(f"{own}/records/demo-a1")
    table = page.get_by_role("table", name="Banden")
    assert table.evaluate("(table) => table.scrollWidth") <= 360
    assert table.get_by_role("row").count() > 1
    cell = table.get_by_role("cell").nth(1)
    assert cell.evaluate("(cell) => getComputedStyle(cell, '::before').content") == '"Soort band"'


def test_a_double_of_an_actor_that_has_ended_shows_when_it_stopped(page, own):
    name = "Verzonnen Gestopte Club"
    page.goto(f"{own}/new?kind=ACTOR")
    page.locator("#f-name").fill(name)
    page.locator("#f-actorKind").select_option("OTHER")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("link", name="Beëindigen").click()
    page.locator("main form button").last.click()
    expect(page.get_by_role("status")).to_contain_text("beëindigd")
    page.goto(f"{own}/new?kind=ACTOR")
    page.locator("#f-name").press_sequentially(name, delay=10)
    expect(page.locator("#doubles")).to_contain_text(re.compile("gestopt op \\d+ "))
    page.locator("#f-actorKind").select_option("OTHER")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator("#faults")).to_be_focused()
    expect(page.locator("#doubles")).to_contain_text("gestopt op")


def test_a_double_press_of_the_save_button_adds_one_record_and_going_back_gives_an_empty_form(page, own):
    def version():
        return page.request.get(f"{own}/readyz").json()["graphVersion"]

    name, before = "Verzonnen Dubbelklik", version()
    page.goto(f"{own}/new?kind=ACTOR")
    page.locator("#f-name").fill(name)
    page.locator("#f-actorKind").select_option("OTHER")
    page.get_by_role("button", name="Opslaan").dblclick()
    expect(page.get_by_role("status")).to_have_text(f"“{name}” is toegevoegd.")
    page.go_back()
    expect(page.locator("#f-name")).to_have_value("")
    assert version() == before + 1


def test_going_back_after_a_change_gives_the_form_with_what_was_saved(page, own):
    page.goto(f"{own}/records/demo-a2/edit")
    page.locator("#f-description").fill("eerst dit")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("status")).to_be_visible()
    page.go_back()
    expect(page.locator("#f-description")).to_have_value("eerst dit")
    page.locator("#f-description").fill("toch dit")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".pairs")).to_contain_text("toch dit")


def tab_to(page, control):
    """Go there with the tab key alone."""
    for _ in range(60):
        if control.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the tab key never reaches {control}")


def test_a_tie_is_added_with_the_keyboard_alone(page, own):
    page.goto(f"{own}/new?kind=TIE")
    for control, text, name in (("from", "hamer", "Hamer"), ("to", "walnoot", "Walnoot")):
        box = page.locator(f"#f-{control}")
        tab_to(page, box)
        page.keyboard.type(text, delay=10)
        expect(page.locator(".pick", has=box).get_by_role("option").first).to_contain_text(name)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    tab_to(page, page.locator("#f-tieKind"))
    page.keyboard.type("kent", delay=10)
    tab_to(page, page.get_by_role("button", name="Opslaan"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is toegevoegd")


def test_a_signal_is_added_with_the_keyboard_alone(page, own):
    page.goto(f"{own}/new?kind=SIGNAL")
    tab_to(page, page.locator("#f-text"))
    page.keyboard.type("Verzonnen: er is geen bankje meer")
    tab_to(page, page.locator("#f-LOCATED_IN"))
    page.keyboard.type("hoogv", delay=10)
    expect(page.locator(".pick", has=page.locator("#f-LOCATED_IN")).get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Opslaan"))
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("is toegevoegd")
