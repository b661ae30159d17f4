import json
import re

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.maps.page import map_context, map_file
from tests.records import actor, area, link, tie, view_of

EVIL = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "a\u2028b",
]
NETWORK = [
    area("north"),
    actor("a", visibility="PUBLIC", contactPoint="info@a.example", description="What a does"),
    actor("b", "CARE", visibility="PUBLIC"),
    actor("hidden"),
    tie("a", "b", visibility="PUBLIC", intensity=3),
    tie("a", "b", "COLLABORATES", visibility="PUBLIC"),
    tie("a", "hidden", visibility="PUBLIC"),
    link("a", "ACTIVE_IN", "north"),
]


def drawn(view, area_id=None):
    return json.loads(map_context(view, area_id, "nl")["map_json"])


def test_the_map_shows_what_the_viewer_sees_and_nothing_else():
    data = drawn(view_of(NETWORK, PUBLIC))
    assert {node["id"] for node in data["nodes"]} == {"a", "b"}
    assert {edge["id"] for edge in data["edges"]} == {"a-KNOWS-b", "a-COLLABORATES-b"}
    assert "hidden" not in json.dumps(data)
    assert "info@a.example" not in json.dumps(data)
    assert "info@a.example" in json.dumps(drawn(view_of(NETWORK, ADMIN)))


def test_parallel_ties_stay_apart_and_only_directed_ones_have_an_arrow():
    edges = {edge["id"]: edge for edge in drawn(view_of(NETWORK))["edges"]}
    assert edges["a-KNOWS-b"]["arrows"] == "to"
    assert edges["a-COLLABORATES-b"]["arrows"] == ""
    assert edges["a-KNOWS-b"]["width"] > edges["a-COLLABORATES-b"]["width"]


def test_an_area_narrows_the_map_to_who_is_active_there():
    assert [node["id"] for node in drawn(view_of(NETWORK), "north")["nodes"]] == ["a"]


def test_the_legend_explains_what_is_drawn_in_the_language_of_the_page():
    legend = drawn(view_of(NETWORK))["legend"]
    assert [kind["label"] for kind in legend["kinds"]] == ["bewonersinitiatief", "zorgorganisatie"]
    assert [tie_kind["value"] for tie_kind in legend["ties"]] == ["KNOWS", "COLLABORATES"]
    assert {form["shape"] for form in legend["formalities"]} == {"dot", "square"}


@pytest.mark.parametrize("name", EVIL)
def test_names_with_markup_cannot_leave_the_data_and_come_out_unchanged(name):
    view = view_of([actor("evil", name=name, description=name)])
    text = str(map_context(view, None, "nl")["map_json"])
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["nodes"][0]["label"] == name
    page = map_file(view, None, "nl", site_name="Test")
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_file_asks_nothing_of_the_network():
    page = map_file(view_of(NETWORK), None, "en", site_name="Test")
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)
    assert "default-src 'none'" in page


def test_a_network_without_ties_is_drawn_and_says_what_to_ask():
    page = map_file(view_of([actor("a"), actor("b")]), None, "en", site_name="Test")
    assert "No ties are known yet" in page
    assert len(drawn(view_of([actor("a"), actor("b")]))["nodes"]) == 2


def test_the_map_tells_no_few_residents_outside_advisors():
    records = [actor("a", visibility="PUBLIC", residentsReached=4), actor("b", visibility="PUBLIC", residentsReached=5)]

    def reached(viewer):
        nodes = {node["id"]: dict(node["record"]["fields"]) for node in drawn(view_of(records, viewer))["nodes"]}
        return [nodes[id]["bewoners bereikt"] for id in ("a", "b")]

    assert (reached(PUBLIC), reached(ADMIN)) == (["<5", "5"], ["4", "5"])
