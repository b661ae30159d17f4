"""Lists of linked records: the same whether they are read or were kept, for each viewer, through every change."""

import msgspec
import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.api import listings
from graphsvc.model.changes import updated
from tests.api.conftest import PUBLIC_RECORD
from tests.records import actor, area, link, theme, tie

ASKED = """
{ record(id: "tuin") { ... on Actor {
  areas { nodes { id } edges { link { id } } } themes { totalCount nodes { id } } ties { totalCount }
} } }
"""


@pytest.fixture
def garden(network):
    """What is asked of one actor, as sorted ids."""

    def ask(viewer=None):
        found = network.data(ASKED, viewer) if viewer else network.data(ASKED)
        return found["record"]

    return ask


def ids(connection):
    return [node["id"] for node in connection["nodes"]]


def test_a_list_that_was_read_before_follows_each_change(network, garden):
    before = garden()
    assert garden() == before
    network.add(area("aaa", name="aaa"), theme("zorgzaam"), actor("nieuw"))
    network.add(link("tuin", "ACTIVE_IN", "aaa"), link("tuin", "FOCUSES_ON", "zorgzaam"), tie("tuin", "nieuw"))
    after = garden()
    assert ids(after["areas"]) == ["aaa", *ids(before["areas"])]
    assert set(ids(after["themes"])) == {*ids(before["themes"]), "zorgzaam"}
    assert after["ties"]["totalCount"] == before["ties"]["totalCount"] + 1
    first = network.live.graph.find("aaa")
    network.write(updated(first, msgspec.structs.replace(first, name="zzz")))
    assert ids(garden()["areas"])[-1] == "aaa"


def test_who_may_see_less_never_gets_a_list_that_was_kept_for_another(network, garden):
    network.add(area("openbaar", **PUBLIC_RECORD), area("besloten", visibility="RESTRICTED"))
    network.add(link("tuin", "ACTIVE_IN", "openbaar"), link("tuin", "ACTIVE_IN", "besloten"))
    assert {"openbaar", "besloten"} <= set(ids(garden()["areas"]))
    seen = ids(garden(PUBLIC)["areas"])
    assert "openbaar" in seen
    assert "besloten" not in seen


def test_no_more_lists_are_kept_than_fit(region, monkeypatch):
    asked = "{ actors(first: 50) { nodes { id areas { nodes { id } } } } }"
    before = region.data(asked)
    monkeypatch.setattr(listings, "KEPT_LISTS", 3)
    assert region.data(asked.replace("first: 50", "first: 49"))["actors"]["nodes"] == before["actors"]["nodes"][:49]
    assert region.data(asked) == before


def test_a_record_that_is_linked_twice_stands_in_the_list_once_by_its_first_link(network):
    network.add(area("hier"))
    network.add(link("tuin", "ACTIVE_IN", "hier", id="eerste"), link("tuin", "ACTIVE_IN", "hier", id="tweede"))
    found = network.data('{ record(id: "tuin") { ... on Actor { areas { edges { node { id } link { id } } } } } }')
    edges = found["record"]["areas"]["edges"]
    assert [edge["link"]["id"] for edge in edges if edge["node"]["id"] == "hier"] == ["eerste"]
