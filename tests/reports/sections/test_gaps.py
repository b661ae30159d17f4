from graphsvc.analysis.gaps import find_gaps
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.reports.sections.gap_tables import MOST
from graphsvc.reports.sections.gaps import by_kind
from graphsvc.reports.sections.searchable import can_be_found
from tests.analysis.gaps.gap_records import VERIFIED, active
from tests.analysis.gaps.test_matrix import places
from tests.records import actor, area, link, theme, tie, view_of
from tests.reports.scoping import cells, scoped, tables, texts


def told(records, area_id=None):
    scope = scoped(records, area_id)
    kinds = [kind for kind in FINDERS if can_be_found(scope, kind)]
    return by_kind(scope, find_gaps(scope.view, area=area_id, kinds=kinds), kinds)


def in_north(records):
    """The records with their actors active in a district."""
    return [
        area("north", name="North"),
        *records,
        *[link(one.id, "ACTIVE_IN", "north") for one in records if "-" not in one.id],
    ]


def test_a_part_for_each_kind_that_was_found_with_family_and_number():
    section = told([actor("a"), actor("b"), actor("c", "CARE"), tie("b", "c", lastVerified="2026-11-01")])
    assert [part.title for part in section.parts] == ["Network: isolated (1)"]
    assert any(text.startswith("Looked for and not found:") and "stale tie" in text for text in texts(section))
    (unknown,) = [text for text in texts(section) if text.startswith("Too little is known")]
    assert unknown == (
        "Too little is known to say anything of: white spot, missing sector, personal tie only, unanswered signal, untested "
        "offer, late participation, no feedback, role mismatch, undecided challenge, one-way help, overasked, funding ends, "
        "one-sided tie."
    )


def test_each_line_says_where_and_how_sure():
    records = [
        area("north", name="North"),
        actor("a", formality="INFORMAL", lastVerified="2026-11-24"),
        actor("b"),
        actor("c"),
    ]
    records += [link("a", "ACTIVE_IN", "north"), tie("b", "c")]
    (table,) = [table for table in tables(told(records, "north")) if "isolated" in table.caption]
    assert cells(table) == [["Is it true that a has no tie with anyone?", "North", "40%"]]
    assert table.rows[0][0].record == "a"


def test_what_people_decided_stands_with_its_gap():
    records = in_north([actor("a", formality="INFORMAL"), actor("b"), actor("c"), tie("b", "c")])
    gap = next(gap for gap in find_gaps(view_of(records)) if gap.subjects == ("a",))
    said = {"id": "r", "subject": gap.id, "by": "INITIATIVE", "status": "DISPUTED", "note": "Nee."}
    reviewed = [*records, make(RecordKind.REVIEW, {**said, "visibility": "ADVISORS"})]
    (table,) = [table for table in tables(told(reviewed, "north")) if "isolated" in table.caption]
    assert cells(table)[0][0] == "Is it true that a has no tie with anyone? Review by initiative: disputed."
    (table,) = [table for table in tables(told(records, "north")) if "isolated" in table.caption]
    assert "Review" not in cells(table)[0][0]


def test_what_rests_on_assumptions_is_marked_and_explained():
    found = tables(told(in_north([actor("b", "CARE"), actor("c", "OTHER"), tie("b", "c")]), "north"))
    (table,) = [table for table in found if table.caption == "List: stale tie"]
    assert table.rows[0][0].text.endswith("\u00a0*")
    assert table.more == "* Part of this is an assumption of ours. Ask about it first."


def test_a_long_list_is_cut_and_alphabetical_so_that_nobody_is_ranked():
    loose = [
        actor(f"g{number}", name=f"Group {number:03}", lastVerified=f"2026-{1 + number % 11:02}-01")
        for number in range(40)
    ]
    (table, *_) = tables(told(in_north([*loose, actor("x"), actor("y"), tie("x", "y")]), "north"))
    names = [row[0] for row in cells(table)]
    assert len(names) == MOST
    assert names == sorted(names)
    assert table.more.startswith("and 15 more, of 40 in all.")


def test_of_a_municipality_gaps_of_single_initiatives_are_counted_per_area_and_not_listed():
    records = [area("town", "MUNICIPALITY", name="Town"), area("south", name="South"), link("south", "WITHIN", "town")]
    records += in_north([actor("a"), actor("b"), actor("c"), tie("b", "c")])
    records += [link("north", "WITHIN", "town"), actor("d"), link("d", "ACTIVE_IN", "south")]
    section = told(records, "town")
    (table,) = tables(section)
    assert [column.title for column in table.columns] == ["Area", "Isolated", "No formal tie", "Stale tie"]
    assert cells(table) == [["North", "1", "2", "1"], ["South", "1", "–", "–"]]
    assert "Is it true that in Town 2 of 4 initiatives have no tie with anyone?" in " ".join(texts(section))


def test_a_white_spot_on_a_broader_theme_is_not_told_again_on_a_narrower_one():
    debt = [theme("debt"), link("debt", "BROADER", "money"), *active("advice", "CARE", place="d", themes=("debt",))]
    records = [one for one in places() if one.id not in "abcd" or one.id == ""]
    records += [
        area(name, residents=1000, figures=poverty(number), lastVerified=VERIFIED) for number, name in enumerate("abcd")
    ]
    records += debt
    (table,) = [table for table in tables(told(records)) if table.caption == "List: white spot"]
    assert cells(table) == [["d", "money", "88", "poverty", "96%"]]
    assert table.more == "A figure tells of a risk, not of what residents say."


def poverty(value):
    figure = {"name": "poverty", "value": value, "year": 2025, "source": "CBS", "themes": ["debt"]}
    return [{**figure, "meaning": "MORE_IS_NEED"}]


def test_missing_links_on_a_theme_with_the_same_organisations_stand_in_one_row_and_none_is_cut():
    clubs = [actor(f"c{number:02}", lastVerified=VERIFIED) for number in range(30)]
    records = in_north([*clubs, actor("care", "CARE", name="Care"), actor("other", "CARE"), tie("c00", "other")])
    records += [theme("meeting"), *[link(one.id, "FOCUSES_ON", "meeting") for one in [*clubs, actor("care")]]]
    (table,) = [table for table in tables(told(records, "north")) if table.caption == "List: missing link"]
    ((subject, names, others, certainty),) = cells(table)
    assert (subject, others, certainty) == ("meeting", "Care", "40%")
    assert names.split(", ") == [one.id for one in clubs]
    assert table.more == ""


def test_an_old_tie_stands_with_its_two_actors_and_its_day():
    records = in_north([actor("a"), actor("b"), tie("a", "b", lastVerified="2024-03-01"), tie("b", "a")])
    (table,) = [table for table in tables(told(records, "north")) if table.caption == "List: stale tie"]
    assert [row[1:] for row in cells(table)] == [["b", "1 March 2024"], ["a", "never"]]
