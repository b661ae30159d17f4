"""What can be asked at the root, besides lists."""

from graphsvc.access.viewer import Role, Viewer


def test_records_come_in_the_order_asked_and_no_more_than_a_page(shared):
    query = "query ($ids: [ID!]!) { records(ids: $ids) { id } }"
    assert shared.data(query, ids=["welzijn", "nergens", "tuin"])["records"] == [
        {"id": "welzijn"},
        None,
        {"id": "tuin"},
    ]
    public = Viewer(role=Role.PUBLIC)
    fault = shared.fault(query, public, ids=[f"x{number}" for number in range(101)])
    assert (fault["code"], fault["limit"]) == ("LIMIT_EXCEEDED", "PAGE_SIZE")


def test_a_record_that_ended_can_still_be_asked_by_its_id(shared):
    assert shared.data('{ record(id: "oud") { validTo } }') == {"record": {"validTo": "2020-01-01"}}


def test_the_viewer_is_told_who_it_is(shared):
    viewer = Viewer(role=Role.INITIATIVE, name="Buurttuin", regions=("oost", "nergens"), actor="tuin")
    query = "{ viewer { role name regions { id } actor { id } } }"
    assert shared.data(query, viewer)["viewer"] == {
        "role": "INITIATIVE",
        "name": "Buurttuin",
        "regions": [{"id": "oost"}],
        "actor": {"id": "tuin"},
    }


def test_the_service_says_how_fresh_its_data_are(shared):
    assert shared.data("{ service { dataDate store figuresVersion } }")["service"]["dataDate"] == "2026-01-10"
