"""Asking a question on its page, in Chromium."""

import pytest
from playwright.sync_api import expect

from graphsvc.questions import questions

WHO_CAN_HELP = "/questions/who-can-help"


def test_a_question_is_chosen_asked_about_another_theme_and_leads_to_a_record(page, site):
    page.goto(f"{site}/questions")
    page.click("text=In welke wijken en buurten werken initiatieven aan een thema")
    expect(page.locator("table.answer tbody tr").first).to_be_visible()
    page.select_option("#p-theme", label="Armoede en schulden")
    page.click("text=Toon het antwoord")
    page.wait_for_url("**/questions/initiatives-without-welfare?*theme=theme-poverty*")
    name = page.locator("table.answer tbody a.name").first
    text = name.inner_text()
    name.click()
    expect(page.locator("h1")).to_have_text(text)


def test_an_actor_is_chosen_by_typing_a_part_of_its_name(page, site):
    page.goto(site + WHO_CAN_HELP)
    page.click("text=× >> nth=0")
    page.fill("#p-initiative", "Taaltafel")
    page.locator("[role=option]").first.click()
    page.click("text=Toon het antwoord")
    page.wait_for_url("**/questions/who-can-help?*initiative=demo-*")
    expect(page.locator(".chosen .name")).to_contain_text("Taaltafel")


def test_graphiql_opens_with_the_same_question_and_answers_it(page, site):
    page.goto(f"{site}/questions/initiatives-without-welfare?theme=theme-poverty")
    page.click("text=Pas deze vraag zelf aan")
    expect(page.locator(".graphiql-query-editor")).to_contain_text("InitiativesWithoutWelfare")
    page.wait_for_timeout(1_000)  # GraphiQL reads which operation it holds a moment later
    page.click(".graphiql-execute-button")
    expect(page.locator(".result-window")).to_contain_text('"areas"')
    assert '"errors"' not in page.inner_text(".result-window")


@pytest.mark.parametrize("path", ["", *(f"/{question.key}" for question in questions())])
def test_every_page_of_questions_fits_a_phone(page, site, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/questions{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_question_is_asked_without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/questions/tied-to-nobody")
    page.select_option("#p-area", value="GM0599")
    page.click("text=Toon het antwoord")
    assert "area=GM0599" in page.url
    assert page.locator("table.answer tbody tr").count() > 2
    context.close()
