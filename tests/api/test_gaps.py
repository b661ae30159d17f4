"""Gaps asked by GraphQL: other numbers than those of the installation, and what people decided about them."""

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.analysis.gaps import find_gaps
from graphsvc.analysis.gaps.finding import FINDERS
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapKind
from tests.api.conftest import asker_on
from tests.records import actor, area, link, tie

ADVISOR = Viewer(role=Role.ADVISOR)
SEEN = {"visibility": "PUBLIC"}


def counts(asker, arguments, viewer=ADMIN):
    found = asker.data(f"{{ gaps({arguments}) {{ totalCount }} }}", viewer)
    return found["gaps"]["totalCount"]


def test_a_question_can_set_other_numbers(region):
    usual = counts(region, "kinds: [STALE_TIE]")
    later = counts(region, "kinds: [STALE_TIE], thresholds: {staleMonths: 24}")
    assert 0 < later < usual
    assert counts(region, "kinds: [STALE_TIE], thresholds: {staleMonths: null}") == usual
    assert counts(region, "kinds: [STALE_TIE]") == usual


def test_what_the_installation_says_holds_where_the_question_says_nothing(region, monkeypatch):
    usual = counts(region, "kinds: [SINGLE_BRIDGE]")
    monkeypatch.setenv("GRAPHSVC_GAP_THRESHOLDS", "bridgeCut=1")
    more = counts(region, "kinds: [SINGLE_BRIDGE]")
    assert more > usual
    assert counts(region, "kinds: [SINGLE_BRIDGE], thresholds: {bridgeCut: 3}") == usual
    assert counts(region, "kinds: [SINGLE_BRIDGE], thresholds: {staleMonths: 24}") == more


def test_numbers_that_do_not_fit_are_refused_each_at_its_place(region):
    fault = region.fault("{ gaps(thresholds: {staleMonths: 0, whiteSpotNeed: 2}) { totalCount } }")
    assert fault["code"] == "BAD_USER_INPUT"
    assert [one["place"] for one in fault["faults"]] == ["thresholds.whiteSpotNeed", "thresholds.staleMonths"]
    assert "A whole number from 1 to 120." in fault["message"]


def test_neighbourhoods_are_asked_one_by_one(region):
    whole = {gap.area for gap in find_gaps(region.live.view(), neighbourhoods=True)}
    query = "{ gaps(neighbourhoods: true, first: 1000) { nodes { area { id level } } } }"
    areas = {node["area"]["id"] for node in region.data(query)["gaps"]["nodes"] if node["area"]}
    assert areas <= whole
    assert any(id.startswith("BU") for id in areas)


@pytest.mark.parametrize("kind", [kind for kind in FINDERS if kind is not GapKind.MISSING_SECTOR])
def test_a_review_stands_with_its_gap_whatever_the_kind(region, kind):
    query = f"{{ gaps(kinds: [{kind}], first: 1) {{ nodes {{ id review {{ status note }} }} }} }}"
    (gap,) = region.data(query)["gaps"]["nodes"]
    assert gap["review"] is None
    mutation = """mutation ($subject: ID!, $status: ReviewStatus!) {
      reviewFinding(input: {subject: $subject, status: $status, by: ADVISOR, note: "Nagevraagd."}) { review { id } } }"""
    for status in ("NEW", "DISPUTED"):
        region.data(mutation, subject=gap["id"], status=status)
    reviewed = {"id": gap["id"], "review": {"status": "DISPUTED", "note": "Nagevraagd."}}
    assert region.data(query)["gaps"]["nodes"] == region.data(query, ADVISOR)["gaps"]["nodes"] == [reviewed]
    assert region.data(query, Viewer(role=Role.PARTNER))["gaps"]["nodes"] != [reviewed]


BRIDGE = [
    area("north", **SEEN),
    area("corner", "NEIGHBOURHOOD", **SEEN),
    link("corner", "WITHIN", "north"),
    make(RecordKind.THEME, {"id": "meeting", "name": "ontmoeten", **SEEN}),
    actor("garden", **SEEN),
    *(actor(f"club{number}", **SEEN) for number in range(3)),
    actor("welfare", "WELFARE", **SEEN),
    *(tie("garden", f"club{number}", **SEEN) for number in range(3)),
    tie("garden", "welfare", **SEEN),
    *(link(id, "ACTIVE_IN", "corner") for id in ("garden", "club0", "club1", "club2")),
    link("garden", "FOCUSES_ON", "meeting"),
]


@pytest.fixture
def bridge(tmp_path):
    with asker_on(tmp_path / "bridge.db", BRIDGE) as asker:
        yield asker


GAPS = "{ id subjects { id } area { id } review { id note } evidence { record { id } figure value } summary }"


def bridges(asker, viewer, more=""):
    found = asker.data(f"{{ gaps(kinds: [SINGLE_BRIDGE]{more}) {{ nodes {GAPS} }} }}", viewer)
    return found["gaps"]["nodes"]


def test_a_review_of_a_single_bridge_does_not_tell_the_public_which_one_it_is(bridge):
    garden = next(gap for gap in bridges(bridge, ADMIN) if gap["subjects"] == [{"id": "garden"}])
    said = {"id": "r", "subject": garden["id"], "by": "ADVISOR", "note": "De tuin is moe.", **SEEN}
    bridge.add(make(RecordKind.REVIEW, said))
    assert [gap["review"]["id"] for gap in bridges(bridge, ADMIN) if gap["review"]] == ["r"]
    public = bridges(bridge, PUBLIC)
    assert public
    assert [gap["review"] for gap in public] == [None] * len(public)
    assert {gap["id"] for gap in public}.isdisjoint(gap["id"] for gap in bridges(bridge, ADMIN))
    assert all(gap["subjects"] == [] and all(item["record"] is None for item in gap["evidence"]) for gap in public)


def test_where_a_single_bridge_is_is_told_the_public_by_district_only(bridge):
    asked = ', area: "corner"', ', area: "north", neighbourhoods: true', ", neighbourhoods: true", ""
    told = [{gap["area"]["id"] for gap in bridges(bridge, PUBLIC, more)} for more in asked]
    assert told == [set(), {"north"}, {"north"}, {"north"}]
    assert {gap["area"]["id"] for gap in bridges(bridge, ADMIN, ', area: "corner"')} == {"corner"}


def test_the_public_cannot_find_a_single_bridge_by_its_theme(bridge):
    assert bridges(bridge, ADMIN, ', theme: "meeting"')
    assert bridges(bridge, PUBLIC, ', theme: "meeting"') == []
