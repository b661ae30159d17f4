from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.reports.sections.reach import reach
from tests.records import actor, area, link, signal
from tests.reports.scoping import cells, scoped, tables, texts

PLACE = [
    area("north", visibility="PUBLIC"),
    make(RecordKind.TARGET_GROUP, {"id": "old", "name": "Older people", "visibility": "PUBLIC"}),
    make(RecordKind.TARGET_GROUP, {"id": "young", "name": "Young people", "visibility": "PUBLIC"}),
    make(RecordKind.SOURCE, {"id": "talk", "name": "Talks", "sourceKind": "SURVEY", "visibility": "PUBLIC"}),
]


def serving(id, residents):
    values = {"residentsReached": residents, "source": "talk", "lastVerified": "2026-10-01", "visibility": "PUBLIC"}
    return [actor(id, **values), link(id, "ACTIVE_IN", "north"), link(id, "SERVES", "old")]


def shown(records, viewer=ADMIN):
    section = reach(scoped([*PLACE, *records], "north", viewer=viewer))
    return [row for table in tables(section) for row in cells(table)], texts(section)


def test_counts_and_voices_stand_before_claims():
    voice = [signal("s"), link("s", "LOCATED_IN", "north"), link("old", "RAISED", "s")]
    rows, said = shown([*serving("a", 40), *serving("b", 12), *voice])
    assert rows == [["Older people", "40 to 52", "1", "2", "not known"]]
    assert said[-1] == "Of these groups nothing is known here: Young people."


def test_what_is_not_known_is_never_called_nobody():
    claim = [actor("a"), link("a", "ACTIVE_IN", "north"), link("a", "SERVES", "old")]
    rows, said = shown(claim)
    assert rows == [["Older people", "not known", "not known", "1", "not known"]]
    assert "that does not mean that nobody is reached" in said[0]
    assert shown([])[0] == []


def test_small_numbers_of_residents_are_for_advisors():
    assert shown(serving("a", 3))[0][0][1] == "3"
    assert shown(serving("a", 3), PUBLIC)[0][0][1] == "<5"


def test_without_groups_one_sentence_stands_there():
    assert texts(reach(scoped([area("north")], "north"))) == ["No groups of residents are held here."]
