import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from tests.records import actor, area, link, theme, tie
from tests.reports.scoping import scoped

AREAS = [
    area("city", "MUNICIPALITY"),
    area("north", name="Noord"),
    area("south", name="Zuid"),
    link("north", "WITHIN", "city"),
    link("south", "WITHIN", "city"),
]


def test_actors_are_those_active_in_the_area_and_ties_those_between_them():
    records = [*AREAS, *map(actor, "abc"), link("a", "ACTIVE_IN", "north"), link("b", "ACTIVE_IN", "north")]
    scope = scoped([*records, tie("a", "b"), tie("b", "c")], "north")
    assert [actor.id for actor in scope.actors] == ["a", "b"]
    assert [tie.id for tie in scope.ties] == ["a-KNOWS-b"]


def test_tables_are_split_by_the_areas_directly_inside_or_by_municipality():
    assert [part.name for part in scoped(AREAS, "city").parts()] == ["Noord", "Zuid"]
    assert [part.id for part in scoped(AREAS).parts()] == ["city"]
    assert [part.id for part in scoped([area("village", "OWN")]).parts()] == ["village"]
    assert scoped([]).parts() == []


@pytest.mark.parametrize(
    ("viewer", "shown"),
    [(PUBLIC, "<5"), (Viewer(role=Role.PARTNER), "<5"), (Viewer(role=Role.ADVISOR), "3"), (ADMIN, "3")],
)
def test_a_small_number_of_residents_is_for_advisors(viewer, shown):
    scope = scoped([], viewer=viewer)
    assert scope.residents(3) == shown
    assert (scope.residents(0), scope.residents(5)) == ("0", "5")


def test_names_are_in_the_language_of_the_report():
    records = [theme("eenzaamheid", nameEn="loneliness"), actor("a"), link("a", "FOCUSES_ON", "eenzaamheid")]
    assert scoped(records, language="en").themes("a") == "loneliness"
    assert scoped(records, language="nl").themes("a") == "eenzaamheid"


def test_what_is_not_known_is_said_to_be():
    scope = scoped([])
    assert scope.share(None) == scope.date(None) == scope.label(None) == "not known"
    assert scope.share(0.256) == "26%"


def test_a_cut_table_says_how_many_there_are():
    scope = scoped([])
    assert scope.more(0, 9) == ""
    assert scope.more(1200, 1212) == "and 1,200 more, of 1,212 in all."
