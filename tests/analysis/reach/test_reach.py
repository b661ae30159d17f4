import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.analysis.reach import reach_in
from graphsvc.analysis.reach.reach import residents_counted
from graphsvc.seeding.region import generate
from tests.analysis.reach.places import TOWN, serving
from tests.records import DAY, actor, link, signal, tie, view_of

COUNTED = {"source": "talk", "lastVerified": "2026-10-01"}


def rows(records, area="north", viewer=None):
    view = view_of([*TOWN, *records], *([viewer] if viewer else []))
    return {row.target_group: row for row in reach_in(view, area)}


def test_every_group_has_a_row_and_without_evidence_it_is_not_known():
    found = rows([])
    assert list(found) == ["old", "young"]
    assert not found["old"].is_known
    assert found["old"].claimed == found["old"].counted == found["old"].heard == ()


def test_a_claim_alone_leaves_it_unknown():
    found = rows(serving("a", "old", "north"))["old"]
    assert (found.is_known, len(found.claims_here)) == (False, 1)


def test_a_count_or_a_voice_makes_it_known():
    counted = serving("a", "old", "north", residentsReached=9, **COUNTED)
    assert rows(counted)["old"].is_known
    assert rows([signal("s"), link("s", "LOCATED_IN", "north"), link("old", "RAISED", "s")])["old"].is_known


def test_who_only_works_more_widely_comes_last_and_is_not_among_the_claims_here():
    found = rows([*serving("a", "old", "town"), *serving("b", "old", "north")])["old"]
    assert [claim.actors for claim in found.claimed] == [("b",), ("a",)]
    assert [claim.actors for claim in found.claims_here] == [("b",)]


def test_completeness_is_that_of_the_actors_that_claim_it_here():
    records = [
        *serving("a", "old", "north"),
        *serving("b", "old", "north"),
        *serving("c", "young", "north"),
        *serving("d", "old", "town"),
        tie("a", "c", lastVerified="2026-10-01"),
    ]
    found = rows(records)
    assert (found["old"].completeness.actors, found["old"].completeness.verified) == (2, 0.5)
    assert (found["young"].completeness.actors, found["young"].completeness.verified) == (1, 1)


@pytest.mark.parametrize(("values", "asked"), [({}, True), ({"source": None}, False), ({"date": "2024-11-01"}, False)])
def test_the_group_was_asked_when_a_survey_interview_or_meeting_heard_it_within_two_years(values, asked):
    given = {"source": "talk", "date": "2026-05-01", **values}
    records = [signal("s", **given), link("s", "LOCATED_IN", "north"), link("old", "RAISED", "s")]
    found = rows(records)
    assert (found["old"].completeness.residents_asked, found["young"].completeness.residents_asked) == (asked, False)


def test_counts_may_be_of_the_same_residents_so_there_are_at_least_as_many_as_the_largest():
    records = [
        *serving("a", "old", "north", residentsReached=9, **COUNTED),
        *serving("b", "old", "north", residentsReached=30, **COUNTED),
        *serving("c", "old", "north", residentsReached=2, **COUNTED),
    ]
    counted = rows(records)["old"].counted
    assert residents_counted(counted, Viewer(role=Role.ADVISOR)) == (30, 41)
    assert residents_counted(counted, Viewer(role=Role.PARTNER)) == (30, 39)
    assert residents_counted(counted[2:], PUBLIC) is None


def test_nothing_hidden_is_in_the_reach_that_the_public_sees():
    records = list(generate(120, 7, DAY))
    public = {record.id for record in records if getattr(record, "visibility", "PUBLIC") == "PUBLIC"}
    ends = {
        record.id: {getattr(record, "from_id", record.id), getattr(record, "to_id", record.id)} for record in records
    }
    alone = view_of([record for record in records if {record.id} | ends[record.id] <= public], PUBLIC)
    assert reach_in(view_of(records, PUBLIC), None) == reach_in(alone, None)
    assert reach_in(view_of(records), None) != reach_in(alone, None)


def test_an_actor_without_an_area_counts_where_no_area_is_asked():
    records = [actor("a"), link("a", "SERVES", "old")]
    assert len(rows(records, None)["old"].claims_here) == 1
    assert rows(records)["old"].claimed == ()
