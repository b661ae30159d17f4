"""Documents made by hand, and texts that no format may take for its own language."""

from datetime import date

from graphsvc.reports.document import (
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Finding,
    Key,
    Line,
    MapPicture,
    Node,
    Notice,
    Paragraph,
    Section,
    Table,
    listing,
    row,
)

DAY = date(2026, 11, 24)
HOSTILE = (
    '#import "x"',
    "$",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x")',
    "*bold* _it_ `raw` @label // no",
    '"]) #panic("out")',
    "{{ 7 * 7 }}",
    "\\u{41}",
    "a & b",
    "href=javascript:alert(1)",
)


def document(*sections, front=(), **values):
    given = {
        "title": "Wat ontbreekt",
        "subtitle": "Rapport over Noord",
        "language": "nl",
        "day": DAY,
        "data_date": DAY,
        "made": DAY,
    }
    return Document(**{**given, **values}, front=tuple(front), sections=sections)


def table(names, **values):
    columns = (Column("Name", share=2), Column("Number", "end"))
    rows = tuple(row(Cell(name, f"id/{number}"), str(number)) for number, name in enumerate(names))
    return Table("Names", columns, rows, **values)


def every_block(text="plain"):
    """A document that has each kind of block, with `text` in each place that holds text."""
    blocks = (
        Paragraph(text, "lead"),
        listing([text, Cell(text, "record")]),
        Finding(text, text, text, text, text, (text,), True),
        Facts((Fact(text, text, text),)),
        table([text], more=text),
        Bars(text, text, text, (Bar(text, 0.5, text), Bar(text, 7.0, text)), text),
        MapPicture(
            text,
            text,
            (Node(0, 0, "#e07b1a", "dot"), Node(9, 5, "#1f2899", "square"), Node(3, 3, "red", "triangle")),
            (Line(0, 1),),
            (Key("#e07b1a", "dot", text),),
        ),
        Table(text, (Column(text),), ((Cell(text, mark="hatched"),), (Cell(text, mark="alarm"),)), wide=True),
    )
    return document(
        Section("first", text, (Paragraph(text),)),
        Section("second", text, blocks, (Section("inner", text, (Paragraph(text, "quiet"),)),)),
        front=(Notice(text, text),),
        title=text,
        subtitle=text,
    )
