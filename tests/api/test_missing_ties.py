import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.analysis.missing_ties import suggested_ties

QUERY = """query ($limit: Int, $actors: ActorFilter) { missingTies(limit: $limit, actors: $actors) {
  actors { id openToContact } score areas { id } themes { id } partners { id } explanation } }"""


def test_they_are_those_of_analysis_with_what_is_shared(region):
    expected = suggested_ties(region.live.view(), limit=5)
    found = region.data(QUERY, limit=5)["missingTies"]
    assert [[actor["id"] for actor in one["actors"]] for one in found] == [[one.one, one.other] for one in expected]
    for told, one in zip(found, expected, strict=True):
        for kind in ("areas", "themes", "partners"):
            assert {record["id"] for record in told[kind]} == {*one.shared[kind]}
            assert told[kind]
        assert "Misschien is een eerste gesprek de moeite waard" in told["explanation"]


def test_one_of_the_two_is_as_asked_and_none_wants_no_contact(region):
    found = region.data(QUERY, limit=100, actors={"formality": {"eq": "FORMAL"}})["missingTies"]
    formal = {actor.id for actor in region.live.view().actors() if actor.is_formal}
    assert found
    assert all(formal & {actor["id"] for actor in one["actors"]} for one in found)
    assert all(actor["openToContact"] != "NO" for one in found for actor in one["actors"])


@pytest.mark.parametrize("viewer", [PUBLIC, Viewer(role=Role.PARTNER)])
def test_below_advisor_nobody_is_told(region, viewer):
    assert region.fault(QUERY, viewer)["code"] == "FORBIDDEN"


@pytest.mark.parametrize("limit", [0, 101])
def test_a_limit_out_of_range_is_refused(region, limit):
    assert region.fault(QUERY, limit=limit)["code"] == "BAD_USER_INPUT"
