import io
import re

import pypdf
import pytest

from graphsvc.reports.document import Paragraph, Section
from graphsvc.reports.pdf import MISSING_SIGN, render_pdf
from tests.reports.documents import HOSTILE, document, every_block, table


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf):
    """The text, lines joined and soft hyphens and other invisible characters left out."""
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    return re.sub(r"\s+", " ", re.sub("\u00ad\\s*|\u200b\\s*", "", text))


@pytest.fixture
def passes(verapdf, tmp_path):
    def check(pdf):
        path = tmp_path / "report.pdf"
        path.write_bytes(pdf)
        report, ok = verapdf(path)
        assert ok, report

    return check


def test_every_block_passes_pdf_ua(passes):
    passes(render_pdf(every_block()))


def test_an_empty_document_passes_pdf_ua(passes):
    passes(render_pdf(document()))


def test_language_title_and_tags_are_set():
    reader = read(render_pdf(every_block("plain")))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == "plain: plain"
    assert read(render_pdf(document(language="en"))).trailer["/Root"]["/Lang"] == "en-GB"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_read_as_markup_and_each_comes_out_as_it_is(text):
    assert text in text_of(render_pdf(document(Section("list", "List", (Paragraph(text), table([text]))))))


def test_texts_of_any_kind_in_any_place_pass_pdf_ua(passes):
    passes(render_pdf(every_block(" ".join(HOSTILE))))


def test_a_character_without_a_shape_is_shown_as_a_box_and_the_rest_stays(passes):
    pdf = render_pdf(
        document(Section("list", "List", (table(["Moskee مسجد", "Feest 🎉 日本 eind", "a\x01b\u200dc"]),)))
    )
    text = text_of(pdf)
    assert "مسجد" in text
    assert f"Feest {MISSING_SIGN} {MISSING_SIGN}{MISSING_SIGN} eind" in text
    assert "abc" in text
    passes(pdf)


def test_a_table_over_more_pages_repeats_its_head():
    reader = read(render_pdf(document(Section("one", "One"), Section("list", "List", (table(map(str, range(120))),)))))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 3
    assert all("Number" in page for page in pages[1:])


def test_every_page_after_the_first_has_title_date_and_its_number():
    reader = read(render_pdf(document(Section("one", "One"), Section("list", "List", (table(map(str, range(90))),)))))
    pages = [page.extract_text() for page in reader.pages]
    for number, page in enumerate(pages[1:], 2):
        assert "Wat ontbreekt: Rapport over Noord" in page
        assert "24 november 2026" in page
        assert re.search(rf"\b{number} \w+ {len(pages)}\b", page)


def test_what_must_be_seen_on_every_page_is_in_its_head(passes):
    pages = document(Section("one", "One"), Section("list", "List", (table(map(str, range(90))),)), marks=("Seen.",))
    pdf = render_pdf(pages)
    assert all("Seen." in page.extract_text() for page in read(pdf).pages[1:])
    passes(pdf)


def test_a_long_word_stays_in_its_cell():
    reader = read(render_pdf(document(Section("one", "One"), Section("list", "List", (table(["x" * 290]),)))))
    assert max(map(len, re.findall("x+", reader.pages[1].extract_text()))) <= 60


def test_the_same_document_gives_the_same_bytes():
    assert render_pdf(every_block()) == render_pdf(every_block())
