import re
from datetime import date

import msgspec
import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.analysis.comparison import compare_since
from graphsvc.analysis.figures import compute_figures
from graphsvc.errors import BadInput, NotFound
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.reports.document import Finding, Notice, Paragraph, Table
from graphsvc.reports.gap_report import gap_report
from graphsvc.reports.html import render_html
from graphsvc.reports.pdf import render_pdf
from tests.records import DAY, actor, area, link, signal, theme, tie, view_of

KEYS = [
    "findings",
    "coverage",
    "numbers",
    "who-knows-whom",
    "matrix",
    "gaps",
    "single-points",
    "advice",
    "signals",
    "processes",
    "reach",
    "method",
]


def report_of(view, area_id=None, language="en", **options):
    return gap_report(view, compute_figures(view), area_id, language, made=DAY, **options)


def section(document, key):
    return next(section for section in document.sections if section.key == key)


def words(document):
    """All text of a document, tags left out."""
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", render_html(document).split("</style>")[1]))


def test_the_report_of_a_municipality_has_every_section_and_passes_pdf_ua(region, verapdf, tmp_path):
    changed = compare_since(region.view, "demo-earlier-round", region.rotterdam, lambda ids: [])
    document = gap_report(region.view, region.figures, region.rotterdam, "nl", changed, made=DAY)
    assert [section.key for section in document.sections] == [*KEYS[:3], "comparison", *KEYS[3:], "annex"]
    assert "Rotterdam" in document.subtitle
    assert "CC BY 4.0" in words(document)
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(document))
    report, ok = verapdf(path)
    assert ok, report


def test_the_first_page_has_three_findings_of_different_kinds_each_with_what_could_be_done(region):
    document = gap_report(region.view, region.figures, region.rotterdam, "en", made=DAY)
    first = section(document, "findings")
    *findings, start = [block for block in first.blocks if isinstance(block, Finding)]
    assert first.title == "The three most important points"
    assert len({finding.title for finding in findings}) == 3
    assert all(finding.action and finding.certainty for finding in findings)
    assert start.text.startswith("Get in touch with ")
    assert "reach is estimated to grow from" in start.text


def test_the_first_page_of_a_municipality_names_no_initiative_as_a_gap(region):
    document = gap_report(region.view, region.figures, region.rotterdam, "en", made=DAY)
    *findings, _ = [block for block in section(document, "findings").blocks if isinstance(block, Finding)]
    names = [actor.name for actor in region.view.actors() if actor.is_living_world]
    assert not [name for name in names for finding in findings if name in finding.text]


def test_the_first_page_and_every_head_say_what_is_made_up_and_who_may_read_it(region):
    document = gap_report(region.view, region.figures, region.rotterdam, "en", made=DAY)
    assert document.marks == ("Made-up data.", "For advisors only.")
    notices = [block.text for block in document.front if isinstance(block, Notice)]
    assert notices[0].startswith("The initiatives, organisations, signals and scores are made up.")
    assert notices[1].startswith("Do not pass it on")
    public = View(region.view.graph, PUBLIC, DAY)
    assert gap_report(public, compute_figures(public), region.rotterdam, "en", made=DAY).marks == ("Made-up data.",)


def test_a_report_on_an_earlier_day_says_so_and_tells_no_date_after_it(region):
    day = date(2025, 1, 1)
    view = View(region.view.graph, ADMIN, day)
    document = gap_report(view, compute_figures(view), region.rotterdam, "en", made=DAY)
    assert document.data_date is None or document.data_date <= day
    assert "As it was on 1 January 2025." in words(document)
    told = tuple(part for part in document.sections if part.key not in ("advice", "method"))
    text = words(msgspec.structs.replace(document, made=day, sections=told))
    assert "2024" in text
    assert not re.search(r"\b20(2[6-9]|[3-9]\d)\b", text)


def test_a_report_on_a_day_to_come_is_refused():
    view = view_of([actor("a")], day=date(2026, 11, 25))
    with pytest.raises(BadInput, match="a day that is still to come: 25 November 2026"):
        report_of(view)


def test_the_annex_names_initiatives_to_advisors_alone():
    records = [
        area("town", "MUNICIPALITY", visibility="PUBLIC"),
        *[actor(id, name=f"Club {id}", visibility="PUBLIC") for id in "abc"],
        *[link(id, "ACTIVE_IN", "town") for id in "abc"],
        tie("a", "b", visibility="PUBLIC"),
    ]
    named = words(report_of(view_of(records), "town")).split("Annex for advisors: names")[-1]
    assert "town: Club a; Club b." in named
    for viewer in (PUBLIC, Viewer(role=Role.PARTNER)):
        document = report_of(view_of(records, viewer), "town")
        assert document.sections[-1].key == "method"
        assert "Club a" not in words(document).split("What is missing", 2)[-1].split("Where to plug in")[0]


def test_a_store_that_is_not_the_demonstration_has_no_warning():
    public = report_of(view_of([actor("a")], PUBLIC))
    assert not any(isinstance(block, Notice) for block in public.front)
    assert public.marks == ()


def test_only_what_lies_in_the_area_is_counted():
    records = [
        area("north"),
        area("south"),
        actor("a", name="Reading Room North"),
        actor("b", name="Choir South"),
        link("a", "ACTIVE_IN", "north"),
        link("b", "ACTIVE_IN", "south"),
    ]
    document = report_of(view_of(records), "north")
    assert "This report rests on 1 actor and 0 ties." in words(document)
    assert "Reading Room North" in words(document)
    assert "Choir South" not in words(document)


def test_an_area_that_is_not_seen_is_not_found():
    view = view_of([area("hidden"), actor("a")], PUBLIC)
    for id in ("hidden", "a", "never"):
        with pytest.raises(NotFound):
            report_of(view, id)


SECRET = [
    area("north", visibility="PUBLIC"),
    theme("meeting", visibility="PUBLIC"),
    *[actor(f"open{number}", name=f"Open {number}", visibility="PUBLIC") for number in range(4)],
    actor("clinic", "CARE", name="Open clinic", visibility="PUBLIC"),
    actor("secret", name="Secretgroup"),
    signal("s", text="Secretsignal", date="2026-01-01"),
    *[link(id, "ACTIVE_IN", "north") for id in ("open0", "open1", "open2", "open3", "clinic", "secret")],
    link("secret", "FOCUSES_ON", "meeting"),
    link("s", "LOCATED_IN", "north"),
    *[tie(f"open{number}", "open0", visibility="PUBLIC") for number in (1, 2, 3)],
    tie("open0", "clinic", visibility="PUBLIC"),
    tie("secret", "open0", visibility="PUBLIC"),
]


def test_what_a_viewer_may_not_see_is_neither_named_nor_counted():
    hidden = {"secret", "s"}
    shown = [record for record in SECRET if not hidden & {record.id, *_ends(record)}]
    seen = report_of(view_of(SECRET, PUBLIC), "north")
    assert seen == report_of(view_of(shown, PUBLIC), "north")
    assert "Secret" not in words(seen)
    assert "Secretgroup" in words(report_of(view_of(SECRET, ADMIN), "north"))


def _ends(record):
    return {getattr(record, "from_id", ""), getattr(record, "to_id", "")}


def test_a_single_bridge_is_named_to_partners_and_not_to_the_public():
    def bridge(viewer):
        document = report_of(view_of(SECRET, viewer), "north")
        parts = {part.key: part for part in section(document, "gaps").parts}
        return [
            cells[0] for block in parts["gap-single-bridge"].blocks if isinstance(block, Table) for cells in block.rows
        ]

    assert any("Open 0" in cell.text for cell in bridge(Viewer(role=Role.PARTNER)))
    assert all("Open" not in cell.text and cell.record is None for cell in bridge(PUBLIC))


def test_actors_without_ties_give_questions_and_nobody_is_called_alone():
    document = report_of(view_of([actor(f"a{number}", name=f"Group {number}") for number in range(5)]))
    first = [block for block in section(document, "findings").blocks if isinstance(block, Finding)]
    assert first[0].text.startswith("With whom do you work")
    assert len(first) == 3
    assert section(document, "findings").title == "Three things to ask first"
    assert section(document, "gaps").parts == ()
    assert "has no tie with anyone" not in words(document)
    assert "Too little is known to say anything of: isolated, no formal tie" in words(document)
    assert "Looked for and not found" not in words(document)


def test_an_empty_store_gives_a_report_that_says_so_without_empty_tables(verapdf, tmp_path):
    document = report_of(view_of([]))
    assert "Start with a list of names." in words(document)
    assert all(block.rows for block in document.blocks() if isinstance(block, Table))
    path = tmp_path / "report.pdf"
    path.write_bytes(render_pdf(document))
    report, ok = verapdf(path)
    assert ok, report


@pytest.mark.parametrize("left_out", ["areas", "themes", "signals"])
def test_a_store_without_areas_themes_or_signals_has_no_empty_table(left_out):
    records = {
        "areas": [area("north"), link("a", "ACTIVE_IN", "north"), link("b", "ACTIVE_IN", "north")],
        "themes": [theme("meeting"), link("a", "FOCUSES_ON", "meeting")],
        "signals": [signal("s", date="2026-01-01")],
    }
    kept = [record for part, group in records.items() if part != left_out for record in group]
    document = report_of(view_of([actor("a"), actor("b", "CARE"), tie("a", "b"), *kept]))
    assert [section.key for section in document.sections][: len(KEYS)] == KEYS
    for block in document.blocks():
        if isinstance(block, Table):
            assert block.rows
            assert all(len(cells) == len(block.columns) for cells in block.rows)


def test_what_is_not_sure_is_written_as_a_question():
    document = report_of(view_of([actor("a"), actor("b"), actor("c"), tie("a", "b", lastVerified="2020-01-01")]))
    findings = [
        block for block in section(document, "findings").blocks if isinstance(block, Finding) and block.certainty
    ]
    assert findings
    assert all(finding.question and finding.text.endswith("?") for finding in findings)


def test_a_report_compares_with_an_earlier_day_or_round(region):
    view, place = region.view, region.rotterdam
    by_round, by_day = (
        compare_since(view, since, place, lambda ids: []) for since in ("demo-earlier-round", "2025-10-25")
    )
    assert by_day.figures == by_round.figures
    for changed, since in ((by_round, "Verzonnen meetronde 1"), (by_day, "25 October 2025")):
        document = gap_report(view, region.figures, place, "en", changed, made=DAY)
        assert section(document, "comparison").title == f"What changed since {since}"
    without = gap_report(view, region.figures, place, "en", made=DAY)
    assert [section.key for section in without.sections] == [*KEYS, "annex"]


def test_the_same_view_gives_the_same_report(region):
    once = gap_report(region.view, region.figures, region.rotterdam, "en", made=DAY)
    again = View(Graph.of([*region.view.graph.nodes, *region.view.graph.edges]), ADMIN, DAY)
    assert gap_report(again, region.figures, region.rotterdam, "en", made=DAY) == once


def test_numbers_are_written_as_the_language_does(region):
    paragraphs = {
        language: next(
            block.text
            for block in gap_report(region.view, region.figures, None, language, made=DAY).front
            if isinstance(block, Paragraph)
        )
        for language in ("nl", "en")
    }
    ties = sum(1 for _ in region.view.ties())
    assert f"{ties:,}" in paragraphs["en"]
    assert f"{ties:,}".replace(",", ".") in paragraphs["nl"]


@pytest.mark.parametrize(
    ("file", "actors"),
    [("kumu/kumu-snap-to-tutorial-project.json", 51), ("cambridge-resilience-web/2021-05-11-ce630080.json", 142)],
)
def test_real_files_without_areas_are_reported_on(shared_data, file, actors):
    from graphsvc.exchange.draft import read_files
    from graphsvc.exchange.plan import plan_import

    plan = plan_import(read_files([shared_data / file]), View(Graph(), ADMIN, None))
    view = view_of([change.record for change in plan.changes])
    document = report_of(view)
    assert len(view.actors()) == actors
    assert f"This report rests on {actors} actors" in words(document)
    assert render_pdf(document).startswith(b"%PDF")
