from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.similar_areas import similar_areas

QUERY = "query ($area: ID!, $limit: Int) { similarAreas(area: $area, limit: $limit) { area { id } similarity byKind byTheme actors } }"


def test_they_are_those_of_analysis_within_what_the_viewer_sees(region):
    area = "WK059901"
    for viewer in (PUBLIC, None):
        view = region.live.view() if viewer is None else region.live.view(viewer)
        expected = similar_areas(view, area)
        found = region.data(QUERY, *([] if viewer is None else [viewer]), area=area)["similarAreas"]
        assert [(one["area"]["id"], one["similarity"]) for one in found] == [
            (one.area, one.similarity) for one in expected
        ]
    assert found


def test_an_area_that_is_not_there_and_a_limit_out_of_range_are_refused(region):
    assert region.fault(QUERY, area="nowhere")["code"] == "NOT_FOUND"
    assert region.fault(QUERY, area="WK059901", limit=0)["code"] == "BAD_USER_INPUT"
