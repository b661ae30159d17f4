from graphsvc.analysis.gaps import find_gaps
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.reports.sections.gaps import MOST, by_kind
from tests.records import actor, area, link, tie
from tests.reports.scoping import cells, scoped, tables, texts


def told(records, area_id=None):
    scope = scoped(records, area_id)
    return by_kind(scope, find_gaps(scope.view, area=area_id), list(FINDERS))


def test_a_part_for_each_kind_that_was_found_with_family_and_number():
    section = told([actor("a"), actor("b"), actor("c", "CARE"), tie("b", "c", lastVerified="2026-11-01")])
    assert [part.title for part in section.parts] == ["Network: isolated (1)"]
    assert any(text.startswith("Looked for and not found:") and "stale tie" in text for text in texts(section))


def test_each_line_says_where_how_sure_and_on_how_much_it_rests():
    records = [
        area("north", name="North"),
        actor("a", formality="INFORMAL", lastVerified="2026-11-24"),
        actor("b"),
        actor("c"),
    ]
    records += [link("a", "ACTIVE_IN", "north"), tie("b", "c")]
    (table,) = [table for table in tables(told(records, "north")) if "isolated" in table.caption]
    assert cells(table) == [["Is it true that a has no tie with anyone?", "North", "40%", "1 record"]]
    assert table.rows[0][0].record == "a"


def test_what_rests_on_assumptions_is_marked_and_explained():
    (table, *_) = tables(told([actor("a"), actor("b"), actor("c"), tie("b", "c")]))
    assert table.rows[0][0].text.endswith("\u00a0*")
    assert table.more == "* Most of what this rests on was filled in by us and not told by anybody."


def test_a_long_list_is_cut_and_alphabetical_so_that_nobody_is_ranked():
    loose = [
        actor(f"g{number}", name=f"Group {number:03}", lastVerified=f"2026-{1 + number % 11:02}-01")
        for number in range(40)
    ]
    (table, *_) = tables(told([*loose, actor("x"), actor("y"), tie("x", "y")]))
    names = [row[0] for row in cells(table)]
    assert len(names) == MOST
    assert names == sorted(names)
    assert table.more.startswith("and 28 more, of 40 in all.")
