from datetime import date

import pytest

from graphsvc.analysis.reach.claims import claims_in
from graphsvc.analysis.reach.counts import counts_of
from tests.analysis.reach.places import TOWN, offering, serving
from tests.records import DAY, link, view_of

COUNTED = {"residentsReached": 40, "source": "talk"}


def counted(records, area="north", day=DAY):
    view = view_of([*TOWN, *records], day=day)
    found = counts_of(view, area, "old", claims_in(view, area).get("old", ()))
    return [(count.actors[0], count.residents, count.on) for count in found]


def test_a_number_of_one_group_in_one_area_with_a_date_and_a_source_is_a_count():
    assert counted(serving("a", "old", "north", **COUNTED)) == [("a", 40, date(2026, 5, 1))]


def test_its_date_is_when_it_was_told_else_that_of_the_source():
    told = serving("a", "old", "north", toldOn="2026-02-01", openToContact="YES", **COUNTED)
    assert counted(told) == [("a", 40, date(2026, 2, 1))]


@pytest.mark.parametrize("values", [{"residentsReached": 40}, {"source": "talk"}], ids=["no source", "no number"])
def test_without_a_number_or_a_source_there_is_no_count(values):
    assert counted(serving("a", "old", "north", lastVerified="2026-01-01", **values)) == []


def test_a_number_of_several_groups_says_nothing_of_one():
    records = serving("a", "old", "north", **COUNTED)
    assert counted([*records, link("a", "SERVES", "young")]) == []
    assert counted([*records, *offering("o", "a", "young")]) == []


def test_a_number_of_several_areas_says_nothing_of_one_but_counts_for_what_holds_them_all():
    records = [*serving("a", "old", "north", **COUNTED), link("a", "ACTIVE_IN", "south")]
    assert counted(records) == []
    assert len(counted(records, "town")) == len(counted(records, None)) == 1


def test_a_number_of_who_only_works_more_widely_does_not_count():
    assert counted(serving("a", "old", "town", **COUNTED)) == []


def test_a_count_of_a_later_day_does_not_count_yet():
    assert counted(serving("a", "old", "north", **COUNTED), day=date(2026, 4, 30)) == []
