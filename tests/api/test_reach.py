"""Reach asked by GraphQL."""

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.reach import headline, reach_in
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from tests.records import actor, link, signal

SEEN = {"visibility": "PUBLIC"}
EVIDENCE = (
    "{ totalCount nodes { evidence actors { id } records { id } residents fewResidents on source { id } areaWide } }"
)


def group(id):
    return make(RecordKind.TARGET_GROUP, {"id": id, "name": id, **SEEN})


def serving(id, residents, **more):
    values = {"residentsReached": residents, "source": "talk", "lastVerified": "2026-01-01", **SEEN, **more}
    return [actor(id, **values), link(id, "ACTIVE_IN", "oost"), link(id, "SERVES", "old")]


def prepared(network):
    talk = make(RecordKind.SOURCE, {"id": "talk", "name": "Talks", "sourceKind": "INTERVIEW", **SEEN})
    network.add(group("old"), group("young"), talk, *serving("club", 3), *serving("kring", 20))
    network.add(
        signal("s", weight=2, date="2026-02-01", **SEEN), link("s", "LOCATED_IN", "oost"), link("old", "RAISED", "s")
    )
    return network


def test_every_group_is_told_with_its_evidence(network):
    asker = prepared(network)
    query = f'{{ reach(area: "stad") {{ targetGroup {{ id }} isKnown claimed {EVIDENCE} counted {EVIDENCE} heard {EVIDENCE} }} }}'
    old, young = asker.data(query)["reach"]
    assert (old["targetGroup"]["id"], old["isKnown"], young["isKnown"]) == ("old", True, False)
    assert [node["actors"] for node in old["claimed"]["nodes"]] == [[{"id": "club"}], [{"id": "kring"}]]
    assert [node["residents"] for node in old["counted"]["nodes"]] == [3, 20]
    assert old["counted"]["nodes"][0]["source"] == {"id": "talk"}
    [voice] = old["heard"]["nodes"]
    assert (voice["evidence"], voice["records"], voice["residents"], voice["on"]) == (
        "HEARD",
        [{"id": "s"}],
        2,
        "2026-02-01",
    )
    assert young["claimed"] == young["counted"] == young["heard"] == {"totalCount": 0, "nodes": []}


def test_few_residents_are_not_told_to_who_is_no_advisor(network):
    asker = prepared(network)
    query = f'{{ reach(area: "oost") {{ residentsCounted headline counted {EVIDENCE} heard {EVIDENCE} }} }}'
    old, _ = asker.data(query, PUBLIC)["reach"]
    assert [(node["residents"], node["fewResidents"]) for node in old["counted"]["nodes"]] == [
        (None, True),
        (20, False),
    ]
    assert [(node["residents"], node["fewResidents"]) for node in old["heard"]["nodes"]] == [(None, True)]
    assert old["residentsCounted"] == "20"
    assert asker.data(query)["reach"][0]["residentsCounted"] == "20 tot 23"


def test_the_words_and_completeness_are_those_of_analysis(region):
    query = '{ reach(area: "GM0599") { targetGroup { id } area { id } headline completeness { value actors } } }'
    view = region.live.view()
    expected = reach_in(view, "GM0599")
    found = region.data(query)["reach"]
    assert [one["headline"] for one in found] == [headline(view, one, "nl") for one in expected]
    assert [one["completeness"]["actors"] for one in found] == [one.completeness.actors for one in expected]
    assert {one["area"]["id"] for one in found} == {"GM0599"}


def test_evidence_comes_in_pages(region):
    query = """query ($after: String) { reach(area: "GM0599") { targetGroup { id }
      claimed(first: 10, after: $after) { totalCount nodes { actors { id } } pageInfo { hasNextPage endCursor } } } }"""
    [first] = [one for one in region.data(query)["reach"] if one["targetGroup"]["id"] == "group-older-people"]
    after = first["claimed"]["pageInfo"]["endCursor"]
    [second] = [
        one for one in region.data(query, after=after)["reach"] if one["targetGroup"]["id"] == "group-older-people"
    ]
    one, other = ({node["actors"][0]["id"] for node in page["claimed"]["nodes"]} for page in (first, second))
    assert (len(one), len(other), one & other) == (10, 10, set())


def test_reach_is_told_of_another_day_too(network):
    asker = prepared(network)
    before = 'reach(area: "oost", date: "2026-01-15") { heard { totalCount } counted { totalCount } }'
    same = 'graph(asOf: "2026-01-15") { reach(area: "oost") { heard { totalCount } counted { totalCount } } }'
    found = asker.data(f"{{ {before} {same} }}")
    assert found["reach"] == found["graph"]["reach"]
    assert found["reach"][0] == {"heard": {"totalCount": 0}, "counted": {"totalCount": 2}}


def test_dates_count_for_the_request(network):
    fault = network.fault(
        '{ reach(area: "oost", date: "2026-01-15") { isKnown } a: graph(asOf: "2025-01-01") { __typename } b: graph(asOf: "2024-01-01") { __typename } }'
    )
    assert (fault["code"], fault["limit"]) == ("LIMIT_EXCEEDED", "DATES")


def test_an_area_that_is_not_there_is_not_found(shared):
    assert shared.fault('{ reach(area: "nowhere") { isKnown } }')["code"] == "NOT_FOUND"
    assert shared.fault('{ reach(area: "tuin") { isKnown } }')["code"] == "NOT_FOUND"
