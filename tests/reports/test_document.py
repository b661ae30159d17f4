from datetime import date

from graphsvc.reports.document import Paragraph, Section, cut, date_line, head_line, row, shortened
from tests.reports.documents import document


def test_blocks_come_in_reading_order_with_those_of_parts_after_those_of_the_section():
    inner = Section("inner", "Inner", (Paragraph("3"),))
    made = document(
        Section("outer", "Outer", (Paragraph("2"),), (inner,)),
        Section("last", "Last", (Paragraph("4"),)),
        front=[Paragraph("1")],
    )
    assert [block.text for block in made.blocks()] == ["1", "2", "3", "4"]


def test_a_long_list_is_cut_but_never_to_leave_out_one_alone():
    assert cut("abcd", 3) == ("abcd", 0)
    assert cut("abcde", 3) == ("abc", 2)
    assert cut("", 3) == ("", 0)


def test_a_row_takes_texts_and_cells():
    assert [cell.text for cell in row("a", *row("b"))] == ["a", "b"]


def test_a_long_text_is_cut_after_a_word_and_stays_on_one_line():
    assert shortened("one\n two") == "one two"
    assert shortened("one two three", 9) == "one two …"


def test_the_date_line_says_how_old_the_data_are_and_when_the_report_was_made():
    made = "Report made on 24 November 2026."
    assert date_line(document(language="en")) == f"Data checked up to 24 November 2026. {made}"
    unknown = date_line(document(language="en", data_date=None))
    assert unknown == f"It is not known when the data were last checked. {made}"


def test_a_document_about_an_earlier_day_says_so_first():
    earlier = document(language="en", day=date(2024, 1, 1), data_date=date(2023, 12, 1))
    assert date_line(earlier).startswith("As it was on 1 January 2024. Data checked up to 1 December 2023.")
    assert head_line(earlier) == "As it was on 1 January 2024"
    assert head_line(document(language="en")) == "Report made on 24 November 2026"
