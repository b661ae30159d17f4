"""The ways in, the report and the questions, in Chromium."""

import pytest
from playwright.sync_api import expect

from graphsvc.questions import questions


def test_a_visitor_finds_an_initiative_from_the_start_page(page, site):
    page.goto(site)
    page.fill("#q", "Verzonnen")
    page.click("text=Zoeken")
    page.wait_for_selector("#map[data-ready=true]")
    assert "q=Verzonnen" in page.url


def test_the_report_of_a_municipality_is_chosen_and_read(page, site):
    page.goto(f"{site}/report")
    page.select_option("#area", label="Rotterdam")
    page.click("text=Toon het rapport")
    page.wait_for_url("**/report?*area=GM0599*")
    assert "Rotterdam" in page.inner_text("article.report")
    assert page.locator("article.report table").count() >= 3
    headings = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(heading => heading.offsetHeight)")
    assert max(headings) < 160


def test_the_language_switch_keeps_the_page(page, site):
    page.goto(f"{site}/report?area=GM0599")
    page.click("a[hreflang=en]")
    assert page.get_attribute("html", "lang") == "en"
    assert "area=GM0599" in page.url


@pytest.mark.parametrize("path", ["/", "/report?area=GM0599", "/records/demo-a1", "/graphql", "/nowhere"])
def test_every_page_fits_a_phone(page, site, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_examples_are_chosen_and_give_rows(page, site):
    page.goto(f"{site}/graphql")
    page.wait_for_selector(".graphiql-execute-button")
    assert page.locator(".graphiql-tab-button").count() <= 1
    titles = page.locator("#example optgroup option").all_inner_texts()
    assert {question.title.nl for question in questions()} < {*titles}
    for number in (None, 4, len(titles) - 1):  # the answers of all are tested without a browser
        if number is not None:
            page.select_option("#example", label=titles[number])
            expect(page.locator(".graphiql-query-editor")).to_contain_text(titles[number][:30])
        page.wait_for_timeout(1_000)  # GraphiQL reads which operation it holds a moment later
        page.click(".graphiql-execute-button")
        expect(page.locator(".result-window")).to_contain_text('"data"')
        assert '"errors"' not in page.inner_text(".result-window")


def test_changes_are_followed_on_the_page_for_queries(page, site):
    page.goto(f"{site}/graphql")
    editor = page.locator(".graphiql-query-editor .CodeMirror")
    editor.wait_for()
    query = "subscription { changes(sinceVersion: 0) { version action } }"
    editor.evaluate("(editor, query) => editor.CodeMirror.setValue(query)", query)
    page.wait_for_timeout(1_000)  # GraphiQL reads which operation it holds a moment later
    page.click(".graphiql-execute-button")
    expect(page.locator(".result-window")).to_contain_text('"CREATED"')
