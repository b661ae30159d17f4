import re
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from graphsvc.reports.document import Paragraph, Section
from graphsvc.reports.html import render_body, render_html
from tests.reports.documents import HOSTILE, document, every_block, table


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def named(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]

    def headings(self):
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def test_the_file_is_one_page_in_its_language_without_script_or_outside_request():
    html = render_html(every_block())
    page = Page(html)
    assert html.startswith("<!doctype html>")
    assert page.named("html") == [{"lang": "nl"}]
    assert page.named("title")
    assert not page.named("script")
    assert not page.named("link")
    assert not page.named("img")
    assert "url(" not in html
    assert "@import" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_read_as_markup_and_each_comes_out_as_it_is(text):
    hostile, plain = Page(render_html(every_block(text))), Page(render_html(every_block("plain")))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    assert [sorted(attributes) for _, attributes in hostile.tags] == [
        sorted(attributes) for _, attributes in plain.tags
    ]
    assert sum(text in data for data in hostile.text) == sum("plain" in data for data in plain.text)


def test_headings_follow_each_other_without_a_step_left_out():
    assert Page(render_html(every_block())).headings() == [1, 2, 2, 3]
    assert Page(render_body(every_block())).headings() == [2, 3, 3, 4]


def test_tables_have_captions_and_heads_with_scope():
    page = Page(render_body(document(Section("list", "List", (table(["a", "b"]),)))))
    assert len(page.named("caption")) == 1
    assert [head["scope"] for head in page.named("th")] == ["col", "col", "row", "row"]


def test_no_style_stands_on_an_element_so_that_the_page_needs_no_rule_against_it():
    assert all("style" not in attributes for _, attributes in Page(render_html(every_block())).tags)


def test_records_are_linked_only_where_an_address_is_given():
    made = document(Section("list", "List", (table(["a"]),)))
    linked = Page(render_body(made, address=lambda id: f"/records/{quote(id, safe='')}")).named("a")
    assert linked == [{"href": "/records/id%2F0"}]
    assert Page(render_body(made)).named("a") == []


def test_every_link_of_the_contents_leads_to_a_heading():
    page = Page(render_html(every_block()))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.named("a") if link["href"].startswith("#")} == {"second"}
    assert {"second", "first", "inner"} <= set(ids)


def test_a_question_is_told_by_words_and_a_mark_never_alone():
    text = "".join(Page(render_body(every_block("WORD"))).text)
    assert re.search(r"(Vraag|Question): WORD", text)


def test_an_empty_document_has_its_title_only():
    page = Page(render_html(document(front=[Paragraph("nothing")])))
    assert page.headings() == [1]
    assert not page.named("nav")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_needs_no_scrolling_sideways(page, width):
    wide = every_block("Een buurtvereniging met een lange naam in de wijk Kralingen-Crooswijk " * 3)
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(render_html(wide))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("table").first.is_visible()
