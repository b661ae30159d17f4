import pytest

from graphsvc.analysis.completeness import completeness
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from tests.records import actor, area, link, tie, view_of


def wave(id, start):
    return make(RecordKind.ROUND, {"id": id, "name": id, "from": start})


def placed(*actors):
    return [record for one in actors for record in (one, link(one.id, "ACTIVE_IN", "north"))]


def test_without_invitations_completeness_is_unknown():
    view = view_of(
        [
            area("north"),
            *placed(actor("a"), actor("b")),
            tie("a", "b", lastVerified="2026-11-01"),
        ]
    )
    found = completeness(view, "north")
    assert (found.value, found.answered, found.verified) == (None, None, 1)
    assert (found.actors, found.residents_asked) == (2, False)


def test_it_is_the_mean_of_the_answers_to_the_latest_round_and_of_verified_ties():
    view = view_of(
        [
            area("north"),
            *placed(actor("a"), actor("b"), actor("c"), actor("w", "WELFARE")),
            wave("first", "2025-01-01"),
            wave("second", "2026-01-01"),
            link("w", "INVITED", "first", answered="NO"),
            link("a", "INVITED", "second", answered="YES"),
            link("b", "INVITED", "second", answered="DECLINED"),
            link("c", "INVITED", "second", answered="YES"),
            link("w", "INVITED", "second"),
            tie("a", "w", lastVerified="2026-11-01"),
            tie("b", "w", lastVerified="2025-11-01"),
        ]
    )
    found = completeness(view, "north")
    assert found.answered == 0.5
    assert found.verified == pytest.approx(1 / 3)
    assert found.value == pytest.approx((0.5 + 1 / 3) / 2)
    assert found.freshness is not None
    assert 0.5 < found.freshness < 1


def test_the_whole_store_and_an_empty_one():
    whole = completeness(view_of([area("north"), actor("a"), *placed(actor("b"))]), None)
    assert (whole.area, whole.actors, whole.verified) == (None, 2, 0)
    empty = completeness(view_of([]), None)
    assert (empty.value, empty.verified, empty.freshness, empty.actors) == (None, None, None, 0)


def test_a_round_after_the_day_is_none_yet():
    records = [area("north"), *placed(actor("a")), wave("first", "2025-01-01"), wave("later", "2026-12-01")]
    invited = [link("a", "INVITED", "later", answered="YES")]
    assert completeness(view_of([*records, *invited]), "north").answered is None
    invited.append(link("a", "INVITED", "first", answered="NO"))
    assert completeness(view_of([*records, *invited]), "north").answered == 0
