"""Pages stay right, forwards and backwards, while the network changes."""

import msgspec
import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.model.changes import updated
from tests.api.conftest import PUBLIC_RECORD
from tests.records import actor

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
PAGE = """
query ($first: Int, $after: String, $last: Int, $before: String, $order: [ActorOrder!], $filter: ActorFilter) {
  actors(first: $first, after: $after, last: $last, before: $before, orderBy: $order, filter: $filter) {
    totalCount
    nodes { id }
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""
BY_REACH = [{"field": "RESIDENTS_REACHED", "direction": "DESC"}]
IN_ORDER = ["welzijn", "tuin", "soep", "alleen", "geheim", "gemeente", "opmaak"]


def page(asker, **variables):
    found = asker.data(PAGE, **variables)["actors"]
    return [node["id"] for node in found["nodes"]], found["pageInfo"]


def test_pages_forwards_give_everything_once(shared):
    seen: list[str] = []
    after, sizes = None, []
    while True:
        ids, info = page(shared, first=3, after=after, order=BY_REACH)
        seen, after = seen + ids, info["endCursor"]
        sizes.append(len(ids))
        assert info["hasPreviousPage"] == (len(seen) > 3)
        if not info["hasNextPage"]:
            break
    assert (seen, sizes) == (IN_ORDER, [3, 3, 1])


def test_pages_backwards_give_everything_once(shared):
    seen: list[str] = []
    before = None
    while True:
        ids, info = page(shared, last=3, before=before, order=BY_REACH)
        seen, before = ids + seen, info["startCursor"]
        assert info["hasNextPage"] == (len(seen) > 3)
        if not info["hasPreviousPage"]:
            break
    assert seen == IN_ORDER


def test_a_page_between_two_cursors_holds_what_lies_between(shared):
    cursors = [edge["cursor"] for edge in shared.data(PAGE, order=BY_REACH)["actors"]["edges"]]
    assert page(shared, after=cursors[0], before=cursors[3], order=BY_REACH)[0] == IN_ORDER[1:3]
    assert page(shared, after=cursors[3], before=cursors[0], order=BY_REACH)[0] == []


def test_twenty_come_when_no_number_is_asked_and_none_when_none(network):
    network.add(*(actor(f"x{number:02}", **PUBLIC_RECORD) for number in range(30)))
    assert len(page(network)[0]) == 20
    assert page(network, first=0) == (
        [],
        {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
    )


def test_a_cursor_holds_its_place_while_records_come_go_and_move(network):
    ids, info = page(network, first=2, order=BY_REACH)
    assert ids == ["welzijn", "tuin"]
    tuin, soep = network.live.graph.find("tuin"), network.live.graph.find("soep")
    network.add(actor("nieuw", residentsReached=1000), actor("later", residentsReached=30))
    network.write(updated(tuin, msgspec.structs.replace(tuin, residents_reached=5)))
    network.write(updated(soep, msgspec.structs.replace(soep, residents_reached=None)))
    ids, back = page(network, first=2, after=info["endCursor"], order=BY_REACH)
    assert ids == ["later", "tuin"]
    assert page(network, last=2, before=back["startCursor"], order=BY_REACH)[0] == ["nieuw", "welzijn"]


def test_a_cursor_of_a_record_that_is_gone_still_holds_its_place(network):
    _, info = page(network, first=2, order=BY_REACH)
    tuin = network.live.graph.find("tuin")
    network.write(updated(tuin, msgspec.structs.replace(tuin, visibility="RESTRICTED")))
    found = network.data(PAGE, ADVISOR, first=1, after=info["endCursor"], order=BY_REACH)["actors"]
    assert [node["id"] for node in found["nodes"]] == ["soep"]


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "é", "WyJBY3RvciJd", "0" * 400])
def test_what_is_no_cursor_is_refused(shared, cursor):
    fault = shared.fault(PAGE, after=cursor)
    assert (fault["code"], fault["faults"][0]["code"]) == ("BAD_USER_INPUT", "BAD_CURSOR")


def test_a_cursor_that_was_tampered_with_is_refused(shared):
    cursor = page(shared, first=1)[1]["endCursor"]
    for place in range(len(cursor)):
        other = cursor[:place] + ("A" if cursor[place] != "A" else "B") + cursor[place + 1 :]
        fault = shared.ask(PAGE, after=other).get("errors")
        # The last letter holds spare bits that stand for nothing.
        assert fault or place == len(cursor) - 1


def test_a_cursor_of_another_order_or_kind_is_refused(shared):
    cursor = page(shared, first=1, order=BY_REACH)[1]["endCursor"]
    assert shared.fault(PAGE, after=cursor)["faults"][0]["code"] == "BAD_CURSOR"
    query = "query ($c: String) { areas(after: $c) { totalCount } }"
    assert shared.fault(query, c=cursor)["faults"][0]["code"] == "BAD_CURSOR"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("first: -1", "BAD_USER_INPUT"),
        ("last: -1", "BAD_USER_INPUT"),
        ("first: 1, last: 1", "BAD_USER_INPUT"),
        ("first: 1001", "LIMIT_EXCEEDED"),
    ],
)
def test_a_size_that_cannot_be_is_refused(shared, arguments, code):
    assert shared.fault(f"{{ actors({arguments}) {{ totalCount }} }}")["code"] == code


def test_a_page_holds_a_hundred_for_the_public_and_a_thousand_for_administrators(shared):
    query = "{ actors(first: 101) { totalCount } }"
    assert shared.fault(query, PUBLIC) | {"message": ""} == {
        "message": "",
        "code": "LIMIT_EXCEEDED",
        "limit": "PAGE_SIZE",
        "allowed": 100,
        "found": 101,
        "requestId": "request-1",
    }
    assert shared.data(query)


def test_lists_within_records_have_pages_too(shared):
    query = """query ($after: String) { record(id: "tuin") { ... on Actor {
        ties(first: 1, after: $after) { totalCount edges { cursor other { id } direction } pageInfo { hasNextPage } } } } }"""
    first = shared.data(query)["record"]["ties"]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (3, True)
    assert (first["edges"][0]["other"]["id"], first["edges"][0]["direction"]) == ("geheim", "IN")
    second = shared.data(query, after=first["edges"][0]["cursor"])["record"]["ties"]
    assert (second["edges"][0]["other"]["id"], second["edges"][0]["direction"]) == ("soep", "ANY")


def test_lists_hold_what_is_valid_today_unless_ended_is_included(shared):
    assert "oud" not in shared.names("{}")
    query = "{ actors(includeEnded: true, first: 100) { nodes { id ties(includeEnded: true) { totalCount } } } }"
    found = {node["id"]: node["ties"]["totalCount"] for node in shared.data(query)["actors"]["nodes"]}
    assert (found["oud"], found["opmaak"], found["tuin"]) == (0, 1, 4)
