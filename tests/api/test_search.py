"""Search over the API: ranked, in pages, within what the viewer may see."""

import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from tests.records import actor

QUERY = """query ($text: String!, $kinds: [RecordKind!], $first: Int, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) {
    totalCount
    edges { cursor score field node { id kind ... on Actor { name } } }
    nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""


def search(asker, text, viewer=None, **more):
    return asker.data(QUERY, **({"viewer": viewer} if viewer else {}), text=text, **more)["search"]


def ids(found):
    return [node["id"] for node in found["nodes"]]


def test_an_edge_says_how_well_a_record_fits_and_where(shared):
    found = search(shared, "cafe soep")
    assert found["totalCount"] == 1
    assert found["edges"][0]["node"] == {"id": "soep", "kind": "ACTOR", "name": "Soepgroep"}
    assert found["edges"][0]["field"] == "otherNames"
    assert 0 < found["edges"][0]["score"] < 1
    assert search(shared, "buurttuin")["edges"][0]["score"] == 1


def test_kinds_can_be_chosen(shared):
    assert ids(search(shared, "tuin")) == ["tuinieren", "tuin"]
    assert ids(search(shared, "taal")) == ["taal", "les"]
    assert ids(search(shared, "taal", kinds=["OFFERING"])) == ["les"]
    assert ids(search(shared, "taal", kinds=["TIE", "LINK"])) == []
    assert ids(search(shared, "taal", kinds=[])) == []


def test_what_the_viewer_may_not_see_is_not_searched(shared):
    assert ids(search(shared, "geheim")) == ["geheim"]
    assert ids(search(shared, "geheim", PUBLIC)) == []
    assert ids(search(shared, "example", Viewer(role=Role.ADVISOR))) == ["tuin"]
    assert ids(search(shared, "example", PUBLIC)) == []


def test_what_ended_is_found_on_its_own_day_only(shared):
    assert ids(search(shared, "oude club")) == []
    data = shared.data('{ graph(asOf: "2019-06-01") { search(text: "oude club") { nodes { id } } } }')
    assert ids(data["graph"]["search"]) == ["oud"]


def test_pages_are_stable_while_records_come_and_go(network):
    network.add(*(actor(f"p{number:02}", name="Proeftuin") for number in range(9)))
    first = search(network, "proeftuin", first=4)
    assert first["totalCount"] == 9
    assert first["pageInfo"]["hasNextPage"]
    assert not first["pageInfo"]["hasPreviousPage"]
    network.add(actor("p00a", name="Proeftuin"), actor("aa", name="Proef tuin"))
    second = search(network, "proeftuin", first=4, after=first["pageInfo"]["endCursor"])
    assert ids(first) + ids(second) == [f"p{number:02}" for number in range(8)]
    assert second["pageInfo"]["hasPreviousPage"]
    last = search(network, "proeftuin", first=4, after=second["pageInfo"]["endCursor"])
    assert ids(last) == ["p08", "aa"]
    assert not last["pageInfo"]["hasNextPage"]


def test_a_cursor_of_another_search_or_list_is_refused(shared):
    cursor = search(shared, "taal", first=1)["pageInfo"]["endCursor"]
    other = shared.data("{ actors(first: 1) { pageInfo { endCursor } } }")["actors"]["pageInfo"]["endCursor"]
    for text, after in (("tuin", cursor), ("taal", other), ("taal", "x"), ("taal", "")):
        fault = shared.fault(QUERY, text=text, after=after)
        assert (fault["code"], fault["faults"][0]["code"]) == ("BAD_USER_INPUT", "BAD_CURSOR")


def test_a_page_has_a_size(shared):
    assert search(shared, "taal", first=0)["nodes"] == []
    assert search(shared, "taal", first=0)["totalCount"] == 2
    assert shared.fault(QUERY, text="taal", first=-1)["code"] == "BAD_USER_INPUT"
    assert shared.fault(QUERY, text="taal", first=1_001)["code"] == "LIMIT_EXCEEDED"


@pytest.mark.parametrize("text", ["", " ", "%", "\x00", "🙂", "\u202e", "ﷺ" * 30, "a" * 300])
def test_any_text_can_be_searched_for(shared, text):
    assert search(shared, text)["totalCount"] == 0


def test_a_text_has_a_length(shared):
    assert shared.fault(QUERY, text="a" * 301)["code"] == "BAD_USER_INPUT"
