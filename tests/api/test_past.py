"""What changed, when, by whom and why: to each viewer what it could see then and can see now."""

import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.model.days import today

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
PARTNER = Viewer(role=Role.PARTNER, name="partner")
UPDATE = "mutation ($input: UpdateActorInput!) { updateActor(input: $input) { version } }"
HISTORY = """query ($id: ID!, $first: Int, $after: String) { record(id: $id) { history(first: $first, after: $after) {
  totalCount nodes { version at by reason action recordId before after record { id } } pageInfo { hasNextPage endCursor } } } }"""
CHANGES = """query ($since: Date, $version: Int, $first: Int, $after: String) {
  changes(since: $since, sinceVersion: $version, first: $first, after: $after) {
    totalCount nodes { version recordId action } pageInfo { hasNextPage endCursor } } }"""


def update(network, id, revision, **values):
    reason = values.pop("reason", None)
    return network.data(UPDATE, input={"id": id, "revision": revision, "reason": reason, **values})


def history(network, viewer, id="tuin", **more):
    return network.data(HISTORY, viewer, id=id, **more)["record"]["history"]


def test_a_record_tells_what_became_of_it_the_newest_first(network):
    update(network, "tuin", 1, sector="zorg", extra={"a": 1}, reason="gehoord")
    newest, first = history(network, ADVISOR)["nodes"]
    assert (newest["version"], newest["action"], newest["by"], newest["reason"]) == (2, "UPDATED", "admin", "gehoord")
    assert (newest["before"]["sector"], newest["after"]["sector"], newest["after"]["extra"]) == (
        "groen",
        "zorg",
        {"a": 1},
    )
    assert newest["at"].startswith(str(today().year))
    assert newest["at"].endswith("Z")
    assert (first["version"], first["action"], first["before"]) == (1, "CREATED", None)
    assert newest["record"] == {"id": "tuin"}


def test_fields_names_and_reasons_are_for_whom_they_are_meant(network):
    update(network, "tuin", 1, source="stil", reason="van Jan gehoord")
    newest, first = history(network, PUBLIC)["nodes"]
    assert (newest["by"], newest["reason"]) == (None, None)
    assert "contactPoint" not in first["after"]
    assert history(network, ADVISOR)["nodes"][1]["after"]["contactPoint"] == "tuin@example.org"
    # The source is for advisors; that there is one is not told.
    assert "source" not in newest["after"]
    assert history(network, ADVISOR)["nodes"][0]["after"]["source"] == "stil"


def test_a_viewer_sees_the_past_from_when_it_could_see_the_record(network):
    update(network, "geheim", 1, name="Nog geheim")
    update(network, "geheim", 2, visibility="PARTNERS")
    update(network, "geheim", 3, name="Open")
    seen = history(network, PARTNER, "geheim")
    assert [(node["version"], node["before"] is None) for node in seen["nodes"]] == [(4, False), (3, True)]
    assert "Nog geheim" in str(seen)
    assert network.data(HISTORY, PUBLIC, id="geheim") == {"record": None}
    update(network, "geheim", 4, visibility="RESTRICTED")
    for viewer in (PUBLIC, PARTNER, ADVISOR):
        assert "geheim" not in str(network.data(CHANGES, viewer, first=100))


def test_changes_are_told_oldest_first_from_a_version_or_a_day(network):
    update(network, "tuin", 1, sector="zorg")
    update(network, "soep", 1, sector="zorg")
    rows = network.data(CHANGES, version=1)["changes"]["nodes"]
    assert rows == [
        {"version": 2, "recordId": "tuin", "action": "UPDATED"},
        {"version": 3, "recordId": "soep", "action": "UPDATED"},
    ]
    assert network.data(CHANGES, PUBLIC, version=1)["changes"]["nodes"] == rows[:1]
    assert network.data(CHANGES, since=str(today()))["changes"]["totalCount"] > 30
    assert network.data(CHANGES, since="2999-01-01")["changes"]["totalCount"] == 0
    assert network.fault(CHANGES, version=-1)["faults"][0]["place"] == "sinceVersion"


@pytest.mark.parametrize("viewer", [PUBLIC, ADVISOR])
def test_pages_give_each_change_once_while_more_are_made(network, viewer):
    total = network.data(CHANGES, viewer)["changes"]["totalCount"]
    found, after = [], None
    for number in range(100):
        page = network.data(CHANGES, viewer, first=7, after=after)["changes"]
        found += [(node["version"], node["recordId"]) for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if number < 2:
            update(network, "tuin", number + 1, sector=str(number))
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(found) == len(set(found)) == total + 2
    assert found == sorted(found)


def test_a_change_answers_with_the_history_it_made(network):
    query = """mutation { updateActor(input: {id: "tuin", revision: 1, name: "T"}) {
      actor { history(first: 1) { totalCount nodes { version after } } } } }"""
    found = network.data(query)["updateActor"]["actor"]["history"]
    assert (found["totalCount"], found["nodes"][0]["version"], found["nodes"][0]["after"]["name"]) == (2, 2, "T")


def test_ties_and_links_have_a_history_too(network):
    for id in ("tuin-KNOWS-welzijn", "tuin-ACTIVE_IN-oost"):
        [row] = history(network, PUBLIC, id)["nodes"]
        assert (row["after"]["from"], row["action"]) == ("tuin", "CREATED")


def test_histories_cost_what_they_can_hold(network):
    query = "{ actors(first: 100) { nodes { history(first: 50) { nodes { version } } } } }"
    # Six actors with at most ten changes each, and five for looking these up.
    assert network.ask(query, PUBLIC)["extensions"]["cost"]["estimated"] == 6 * (1 + 5 + 10)
