"""The comparison of two days or rounds, asked by GraphQL, on a store that was written to over two years."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.analysis.comparison import compare, span_of
from graphsvc.model.changes import ChangeSet, created, updated
from graphsvc.model.days import today
from graphsvc.stores.address import open_store
from tests.api.conftest import Asker, asker_at
from tests.records import actor, area, link, tie

SEEN = {"visibility": "PUBLIC"}
PARTNER = Viewer(role=Role.PARTNER)
BEGAN, ENDED = {"validFrom": "2025-10-01"}, {"validTo": "2025-10-01"}
WEAK, STRONG = (tie("a", "b", "EXCHANGES", intensity=number, **SEEN) for number in (1, 3))
FIRST = [
    area("north", **SEEN),
    *(actor(id, **SEEN) for id in "abc"),
    link("a", "ACTIVE_IN", "north"),
    link("b", "ACTIVE_IN", "north"),
    tie("b", "c", **SEEN, **ENDED),
    WEAK,
]
LATER = [
    actor("d", **SEEN, **BEGAN),
    tie("d", "a", **SEEN, **BEGAN),
    actor("e", **SEEN),
    tie("a", "c", **SEEN, **BEGAN),
    actor("hidden", visibility="RESTRICTED"),
    actor("shy", visibility="PARTNERS", **BEGAN),
]
ASKED = '{ comparison(from: "2025-06-01", to: "2026-06-01") %s }'


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    path = tmp_path_factory.mktemp("years") / "network.db"
    with open_store(f"sqlite:///{path}", create=True) as store:
        for version, (year, changes) in enumerate(
            [(2025, map(created, FIRST)), (2026, [*map(created, LATER), updated(WEAK, STRONG)])]
        ):
            store.commit(ChangeSet(changes=tuple(changes), by="test", at=datetime(year, 1, 9, tzinfo=UTC)), version)
    with asker_at(path) as asker:
        yield asker


def changes(found):
    return {one.get("actor", one.get("tie"))["id"]: (one["change"], one["cause"]) for one in found["nodes"]}


def test_actors_and_ties_are_listed_with_what_changed_and_why(years):
    lists = "{ actors { totalCount nodes { change cause actor { id } } } ties { nodes { change cause before after tie { id } } } }"
    found = years.data(ASKED % lists)["comparison"]
    assert changes(found["actors"]) == {
        "d": ("CAME", "NEW_ACTORS"),
        "shy": ("CAME", "NEW_ACTORS"),
        "e": ("FOUND", "NEW_DATA"),
        "hidden": ("FOUND", "NEW_DATA"),
    }
    assert found["actors"]["totalCount"] == 4
    assert changes(found["ties"]) == {
        "a-KNOWS-c": ("MADE", "REAL_CHANGE"),
        "b-KNOWS-c": ("LOST", "REAL_CHANGE"),
        "d-KNOWS-a": ("MADE", "NEW_ACTORS"),
        "a-EXCHANGES-b": ("STRENGTHENED", "REAL_CHANGE"),
    }
    [stronger] = [one for one in found["ties"]["nodes"] if one["change"] == "STRENGTHENED"]
    assert (stronger["before"], stronger["after"]) == (1, 3)


def test_lists_are_asked_by_change_and_cause_and_page_by_page(years):
    query = (
        ASKED % "{ ties(cause: REAL_CHANGE, first: 2%s) { totalCount nodes { tie { id } } pageInfo { endCursor } } }"
    )
    first = years.data(query % "")["comparison"]["ties"]
    rest = years.data(query % f', after: "{first["pageInfo"]["endCursor"]}"')["comparison"]["ties"]
    assert first["totalCount"] == rest["totalCount"] == 3
    ids = [node["tie"]["id"] for node in (*first["nodes"], *rest["nodes"])]
    assert ids == ["a-KNOWS-c", "b-KNOWS-c", "a-EXCHANGES-b"]
    made = years.data(ASKED % "{ ties(change: LOST) { nodes { tie { id validTo } } } }")["comparison"]["ties"]["nodes"]
    assert made == [{"tie": {"id": "b-KNOWS-c", "validTo": "2025-10-01"}}]


@pytest.mark.parametrize(
    ("viewer", "came"), [(PUBLIC, {"d", "e"}), (PARTNER, {"d", "e", "shy"})], ids=["public", "partner"]
)
def test_nobody_is_told_of_what_it_may_not_see(years, viewer, came):
    query = ASKED % "{ actors { totalCount nodes { actor { id } } } figures { figure after } }"
    found = years.data(query, viewer)["comparison"]
    assert {node["actor"]["id"] for node in found["actors"]["nodes"]} == came
    figures = {one["figure"]: one["after"] for one in found["figures"]}
    assert (found["actors"]["totalCount"], figures["ACTORS"]) == (len(came), 3 + len(came))


def test_the_parts_of_each_figure_add_up(years):
    query = ASKED % "{ figures { figure label before after change realChange newActors newData } }"
    for one in years.data(query)["comparison"]["figures"]:
        assert one["realChange"] + one["newActors"] + one["newData"] == pytest.approx(one["change"])
        assert one["after"] - one["before"] == pytest.approx(one["change"])


def test_an_area_narrows_it(years):
    query = (
        '{ comparison(from: "2025-06-01", to: "2026-06-01", area: "north") { area { id } figures { figure before } } }'
    )
    found = years.data(query)["comparison"]
    assert (found["area"], found["figures"][0]) == ({"id": "north"}, {"figure": "ACTORS", "before": 2.0})
    assert years.fault(query.replace("north", "nowhere"))["code"] == "NOT_FOUND"


def test_a_graph_of_another_day_compares_up_to_that_day(years):
    query = '{ graph(asOf: "2025-11-01") { comparison(from: "2025-06-01") { from to } } }'
    assert years.data(query)["graph"]["comparison"] == {"from": "2025-06-01", "to": "2025-11-01"}


def test_two_dates_a_request_and_no_more(years):
    third = years.fault(
        '{ comparison(from: "2025-06-01", to: "2026-06-01") { to } graph(asOf: "2025-01-01") { __typename } }'
    )
    assert (third["code"], third["limit"]) == ("LIMIT_EXCEEDED", "DATES")
    same = '{ comparison(from: "2025-06-01", to: "2026-06-01") { to } graph(asOf: "2026-06-01") { __typename } }'
    assert years.data(same)["graph"]


def test_what_makes_no_span_is_refused(years):
    for given, place in (
        ("", "from"),
        ('from: "2026-02-01", to: "2026-01-01"', "from"),
        ('from: "2026-01-01", fromRound: "x"', "fromRound"),
    ):
        fault = years.fault("{ comparison%s { to } }" % (f"({given})" if given else ""))
        assert (fault["code"], fault["faults"][0]["place"]) == ("BAD_USER_INPUT", place)
    assert years.fault('{ comparison(fromRound: "nowhere") { to } }')["code"] == "NOT_FOUND"


def test_rounds_are_compared_with_whom_they_asked(region):
    query = """{ comparison(fromRound: "demo-earlier-round", toRound: "demo-latest-round") {
      fromRound { name } toRound { id } summary coverage { round { id } invited answered invitedInBoth otherBoundary }
      ties { totalCount } actorsRecordedLater tiesRecordedLater } }"""
    found = region.data(query)["comparison"]
    view, past = region.live.view(ended=True), region.live.store.past
    span = span_of(view, today(), first_round="demo-earlier-round", last_round="demo-latest-round")
    expected = compare(view, span, None, past)
    assert found["fromRound"] == {"name": "Verzonnen meetronde 1"}
    assert [one["round"]["id"] for one in found["coverage"]] == ["demo-earlier-round", "demo-latest-round"]
    assert [one["invited"] for one in found["coverage"]] == [one.invited for one in expected.coverage]
    assert found["ties"]["totalCount"] == len(expected.ties) > 0
    assert found["summary"]
