from graphsvc.reports.sections.coverage import coverage, next_questions
from tests.records import actor, area, link, signal, theme, tie
from tests.reports.scoping import cells, scoped, tables, texts

AREAS = [area("city", "MUNICIPALITY", name="City"), area("north", name="North"), link("north", "WITHIN", "city")]


def test_each_area_has_a_row_and_the_whole_the_last_one():
    records = [*AREAS, actor("a"), link("a", "ACTIVE_IN", "north")]
    (table,) = tables(coverage(scoped(records, "city")))
    assert cells(table) == [
        ["North", "1", "not known", "0%", "not known", "not known", "no"],
        ["City", "1", "not known", "0%", "not known", "not known", "no"],
    ]


def test_completeness_is_the_mean_of_who_answered_and_who_was_checked():
    from graphsvc.model.kinds import RecordKind
    from graphsvc.model.make import make

    records = [
        *AREAS,
        make(RecordKind.ROUND, {"id": "r", "name": "Round"}),
        actor("a"),
        actor("b"),
        tie("a", "b", lastVerified="2026-11-24"),
        *[link(id, "ACTIVE_IN", "north") for id in "ab"],
        link("a", "INVITED", "r", answered="YES"),
        link("b", "INVITED", "r", answered="NO"),
    ]
    (table,) = tables(coverage(scoped(records, "city")))
    assert cells(table)[0] == ["North", "2", "50%", "100%", "75%", "100%", "no"]


def test_what_was_never_checked_or_only_assumed_is_counted():
    records = [
        actor("a"),
        actor("b"),
        actor("c", "OTHER"),
        tie("a", "b"),
        tie("b", "c", intensity=3, lastVerified="2026-11-01"),
    ]
    said = texts(coverage(scoped(records)))
    assert "1 of the 2 ties between actors here was last checked over a year ago, or never." in said
    assert "Of 1 of the 2 ties nobody told how strong it is. We assumed cooperation." in said
    assert any(text.startswith("1 actor counts neither as initiative nor as organisation") for text in said)


def test_an_actor_whose_form_was_chosen_counts_whatever_its_kind():
    said = texts(coverage(scoped([actor("a", "OTHER", formality="INFORMAL"), actor("b", "BUSINESS")])))
    assert any(text.startswith("1 actor counts neither") for text in said)


def test_areas_without_known_actors_stand_in_one_sentence():
    records = [*AREAS, actor("a"), link("a", "ACTIVE_IN", "north")]
    records += [area(id, name=id.title()) for id in ("dock", "port")] + [
        link(id, "WITHIN", "city") for id in ("dock", "port")
    ]
    (table,) = tables(coverage(scoped(records, "city")))
    assert [row[0] for row in cells(table)] == ["North", "City"]
    assert table.more == "2 areas without known actors: Dock, Port."


def test_there_is_no_table_without_areas():
    assert tables(coverage(scoped([actor("a")]))) == []


def test_the_questions_are_those_whose_answers_are_lacking():
    full = [
        *AREAS,
        theme("meeting"),
        actor("a"),
        actor("b", "CARE"),
        tie("a", "b", lastVerified="2026-11-01"),
        link("a", "ACTIVE_IN", "north"),
        link("a", "FOCUSES_ON", "meeting"),
        signal("s"),
        link("s", "LOCATED_IN", "north"),
    ]
    assert next_questions(scoped(full)) == []
    assert [question.split("?")[0] for question in next_questions(scoped([actor("a", "OTHER")]))] == [
        "With whom do you work, to whom do you send people, and who supports you",
        "What kind of actor is each",
        "In which neighbourhood are you active",
        "What is your work about",
        "What do residents need, in their own words",
    ]
    unchecked = [record for record in full if record.id != "a-KNOWS-b"] + [tie("a", "b")]
    assert next_questions(scoped(unchecked))[0].startswith("Does this still hold?")
