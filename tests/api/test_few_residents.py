"""Numbers of residents below 5 are told to advisors, analysts and admins alone, whatever way they are asked."""

import base64
import json

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.graph.edits import updating
from graphsvc.model.fields import fields_of
from graphsvc.model.records import TYPES
from tests.api.conftest import asker_on
from tests.records import actor, area, signal

ADVISOR, PARTNER, INITIATIVE = (
    Viewer(role=role, name=role.name) for role in (Role.ADVISOR, Role.PARTNER, Role.INITIATIVE)
)
OUTSIDE = [PUBLIC, PARTNER, INITIATIVE]
PUBLIC_RECORD = {"visibility": "PUBLIC"}


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Actors that reach none, 4 or 5 residents or a number unknown; signals of 1, 4 and 9; a hamlet of 3."""
    records = [
        *(actor(f"a{reached}", residentsReached=reached, **PUBLIC_RECORD) for reached in (0, 4, 5)),
        actor("unknown", **PUBLIC_RECORD),
        *(signal(f"s{weight}", weight=weight, **PUBLIC_RECORD) for weight in (1, 4, 9)),
        area("hamlet", residents=3, **PUBLIC_RECORD),
    ]
    with asker_on(tmp_path_factory.mktemp("few") / "few.db", records) as asker:
        changed = updating(asker.live.graph, "a4", 1, {"residentsReached": 3})
        asker.write(changed)
        yield asker


def found(few, filter, viewer, kind="actors"):
    return few.names(filter, viewer, kind)


def test_each_number_of_residents_is_declared_as_one():
    declared = {
        f"{struct.__name__}.{field.key}" for struct in TYPES.values() for field in fields_of(struct) if field.residents
    }
    assert declared == {"Actor.residentsReached", "Area.residents", "Signal.weight"}


@pytest.mark.parametrize("viewer", OUTSIDE)
def test_a_few_residents_are_null_and_said_to_be_few(few, viewer):
    query = """{ actors { nodes { id residentsReached fewResidentsReached } } area: record(id: "hamlet") { ... on Area {
      residents fewResidents } } signals { nodes { id weight fewWeight name: text } } }"""
    told = few.data(query, viewer)
    actors = [tuple(node.values()) for node in told["actors"]["nodes"]]
    assert actors == [("a0", 0, False), ("a4", None, True), ("a5", 5, False), ("unknown", None, False)]
    assert told["area"] == {"residents": None, "fewResidents": True}
    assert [(node["weight"], node["fewWeight"]) for node in told["signals"]["nodes"]] == [
        (None, True),
        (None, True),
        (9, False),
    ]
    known = few.data(query, ADVISOR)
    assert [node["residentsReached"] for node in known["actors"]["nodes"]] == [0, 3, 5, None]
    assert known["area"] == {"residents": 3, "fewResidents": False}


def test_it_is_the_same_alone_beside_others_and_among_fields_that_are_worked_out(few):
    for fields in ("residentsReached", "id residentsReached", "id residentsReached isLivingWorld"):
        query = '{ record(id: "a4") { ... on Actor { %s } } actors(filter: {id: {eq: "a4"}}) { nodes { %s } } }'
        told = few.data(query % (fields, fields), PUBLIC)
        assert told["record"]["residentsReached"] is None
        assert told["actors"]["nodes"][0]["residentsReached"] is None


@pytest.mark.parametrize(
    ("filter", "outside"),
    [
        ("{residentsReached: {eq: 3}}", []),
        ("{residentsReached: {in: [1, 2, 3, 4]}}", []),
        ("{residentsReached: {lt: 5}}", ["a0"]),
        ("{residentsReached: {le: 5}}", ["a0", "a5"]),
        ("{residentsReached: {gt: 0}}", ["a5"]),
        ("{residentsReached: {ge: 3}}", ["a5"]),
        ("{residentsReached: {ne: 3}}", ["a0", "a4", "a5", "unknown"]),
        ("{residentsReached: {isNull: true}}", ["a4", "unknown"]),
        ("{not: {residentsReached: {gt: 3}}}", ["a0", "a4", "unknown"]),
    ],
)
def test_no_filter_tells_a_few_from_another_few(few, filter, outside):
    for viewer in OUTSIDE:
        assert found(few, filter, viewer) == outside


def test_filters_of_advisors_go_by_the_number(few):
    assert found(few, "{residentsReached: {le: 3, gt: 0}}", ADVISOR) == ["a4"]
    assert found(few, "{weight: {lt: 4}}", ADVISOR, "signals") == ["s1"]
    assert found(few, "{weight: {lt: 9}}", PUBLIC, "signals") == []


def held(cursor):
    """What a cursor holds, after its mark."""
    told = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    return json.loads(told[told.index(b'["Signal,') :])


def test_no_order_tells_one_few_from_another(few):
    query = "{ signals(orderBy: [{field: WEIGHT, direction: %s}]) { nodes { id } edges { cursor } } }"
    for direction, outside, inside in (
        ("ASC", ["s9", "s1", "s4"], ["s1", "s4", "s9"]),
        ("DESC", ["s9", "s1", "s4"], ["s9", "s4", "s1"]),
    ):
        for viewer, expected in ((ADVISOR, inside), (PUBLIC, outside), (ADMIN, inside), (PARTNER, outside)):
            told = few.data(query % direction, viewer)["signals"]
            assert [node["id"] for node in told["nodes"]] == expected
            if viewer is PUBLIC:
                assert [held(edge["cursor"])[-2:] for edge in told["edges"]] == [[9, "s9"], [None, "s1"], [None, "s4"]]


def test_pages_of_an_order_that_knows_no_few_hold_together(few):
    query = "query ($after: String) { signals(first: 1, after: $after, orderBy: [{field: WEIGHT}]) { nodes { id } pageInfo { endCursor } } }"
    ids, after = [], None
    for _ in range(3):
        page = few.data(query, PUBLIC, after=after)["signals"]
        ids.append(page["nodes"][0]["id"])
        after = page["pageInfo"]["endCursor"]
    assert ids == ["s9", "s1", "s4"]


@pytest.mark.parametrize("viewer", OUTSIDE)
def test_initiatives_are_ranked_by_residents_for_advisors_alone(few, viewer):
    query = "{ actors(orderBy: [{field: RESIDENTS_REACHED}]) { nodes { id } } }"
    assert few.fault(query, viewer)["code"] == "FORBIDDEN"
    assert [node["id"] for node in few.data(query, ADVISOR)["actors"]["nodes"]] == ["a0", "a4", "a5", "unknown"]


@pytest.mark.parametrize("viewer", OUTSIDE)
def test_no_aggregate_counts_a_few(few, viewer):
    query = """{ one: actors(filter: {id: {eq: "a4"}}) { aggregate { residentsReached { known sum mean min max } } }
      signals { aggregate { weight { known sum min } } } }"""
    told = few.data(query, viewer)
    assert told["one"]["aggregate"]["residentsReached"] == {
        "known": 0,
        "sum": None,
        "mean": None,
        "min": None,
        "max": None,
    }
    assert told["signals"]["aggregate"]["weight"] == {"known": 1, "sum": 9, "min": 9}
    assert few.data(query, ADVISOR)["one"]["aggregate"]["residentsReached"]["sum"] == 3


@pytest.mark.parametrize("viewer", OUTSIDE)
def test_the_past_tells_no_few(few, viewer):
    query = """{ record(id: "a4") { history { nodes { before after } } } changes(first: 100) { nodes { recordId before after } } }"""
    told = few.data(query, viewer)
    states = [state for change in told["record"]["history"]["nodes"] for state in change.values() if state]
    states += [
        state
        for node in told["changes"]["nodes"]
        if node["recordId"] == "a4"
        for state in (node["before"], node["after"])
        if state
    ]
    assert len(states) == 6
    assert all("residentsReached" not in state for state in states)
    [last, _] = few.data(query, ADVISOR)["record"]["history"]["nodes"]
    assert (last["before"]["residentsReached"], last["after"]["residentsReached"]) == (4, 3)


def test_the_evidence_of_a_gap_tells_no_few(few):
    query = "{ gaps(kinds: [UNANSWERED_SIGNAL]) { nodes { evidence { figure value record { id } } } } }"
    few.add(signal("late", weight=2, date="2025-01-01", **PUBLIC_RECORD))

    def residents(viewer):
        evidence = [part for gap in few.data(query, viewer)["gaps"]["nodes"] for part in gap["evidence"]]
        return [part["value"] for part in evidence if part["figure"] == "residents"]

    assert (residents(PUBLIC), residents(ADVISOR)) == ([None], [2])
