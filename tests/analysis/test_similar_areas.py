import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.analysis.similar_areas import overlap, similar_areas
from graphsvc.errors import NotFound
from tests.records import actor, area, link, theme, view_of


def district(name, kinds, themes):
    """A district with actors of these kinds, that all work on these themes."""
    records = [area(name)]
    for number, kind in enumerate(kinds):
        id = f"{name}-{number}"
        records += [actor(id, kind), link(id, "ACTIVE_IN", name)]
        records += [link(id, "FOCUSES_ON", one) for one in themes]
    return records


RECORDS = [
    theme("green"),
    theme("language"),
    *district("own", ["INITIATIVE", "INITIATIVE", "WELFARE", "FAITH"], ["green"]),
    *district("like", ["INITIATIVE", "WELFARE", "FAITH", "FAITH"], ["green", "language"]),
    *district("unlike", ["CARE", "CARE", "CARE"], ["language"]),
    *district("small", ["INITIATIVE", "WELFARE"], ["green"]),
    area("town", "MUNICIPALITY"),
    link("own", "WITHIN", "town"),
    link("like", "WITHIN", "town"),
]


def test_overlap_is_the_share_that_both_have():
    assert overlap({"a": 2, "b": 2}, {"a": 1, "c": 3}) == pytest.approx(0.25)
    assert overlap({"a": 2}, {"a": 9}) == 1
    assert overlap({"a": 2}, {}) == 0
    assert overlap({}, {}) is None


def test_areas_are_ranked_by_kinds_and_themes_of_their_actors():
    found = similar_areas(view_of(RECORDS), "own")
    assert [one.area for one in found] == ["like", "unlike"]  # small has too few actors, town is around it
    assert [found[0].by_kind, found[0].by_theme, found[0].similarity] == pytest.approx([0.75, 0.5, 0.625])
    assert (found[1].similarity, found[1].actors) == (0, 3)


def test_without_themes_the_kinds_decide():
    records = [*district("own", ["CARE"] * 3, []), *district("other", ["CARE"] * 3, [])]
    [found] = similar_areas(view_of(records), "own")
    assert (found.similarity, found.by_theme) == (1, None)


def test_an_area_with_too_few_is_like_none_and_an_unseen_one_is_not_there():
    assert similar_areas(view_of(RECORDS), "small") == []
    assert similar_areas(view_of(RECORDS), "own", limit=1)[0].area == "like"
    with pytest.raises(NotFound):
        similar_areas(view_of(RECORDS), "nowhere")
    with pytest.raises(NotFound):
        similar_areas(view_of(RECORDS), "own-0")
    with pytest.raises(NotFound):
        similar_areas(view_of([area("own", visibility="ADVISORS")], PUBLIC), "own")
