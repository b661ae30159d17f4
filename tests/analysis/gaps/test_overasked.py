from datetime import date

import pytest

from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.gaps import Thresholds
from graphsvc.model.vocabularies import GapFamily, GapKind, Move
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, subjects, town
from tests.records import DAY, actor, tie, view_of


def overasked(*records, day=DAY, **asked):
    return gaps_of(view_of([*town(), *records], day=day), GapKind.OVERASKED, **asked)


def busy(partners=5, peers=20, kind="KNOWS", intensity=2, formal="CARE", confirmation="NOT_ASKED", **values):
    """The garden in contact with so many partners, among so many living world actors of whom one has one partner."""
    tied = {"intensity": intensity, "confirmation": confirmation, "lastVerified": VERIFIED}
    return [
        *active("garden", **values),
        *(actor(f"peer{number:02}") for number in range(peers - 1)),
        *(actor(f"care{number}", formal) for number in range(partners)),
        *(tie("garden", f"care{number}", kind, **tied) for number in range(partners)),
        tie("peer00", "care0"),
    ]


def test_who_says_so_itself_is_overasked():
    (gap,) = overasked(*active("garden", capacity="OVERASKED", capacityOn="2026-11-01"))
    assert (gap.family, gap.move, gap.subjects) == (GapFamily.LOAD, Move.ORGANISATION, ("garden",))
    assert (gap.figure("saysSo"), gap.as_question) == (1, False)
    for capacity in ("ROOM", "FULL", "UNKNOWN"):
        assert overasked(*active("garden", capacity=capacity, capacityOn="2026-11-01")) == []


def test_it_is_about_the_living_world():
    assert overasked(*active("care", "CARE", capacity="OVERASKED")) == []


def test_who_said_so_long_ago_or_nobody_knows_when_is_asked_again():
    (old,) = overasked(*active("garden", capacity="OVERASKED", capacityOn="2025-05-01"))
    assert (old.certainty, old.as_question) == (freshness(date(2025, 5, 1), DAY), True)
    (undated,) = overasked(*active("garden", capacity="OVERASKED", lastVerified=None))
    assert (undated.certainty, undated.as_question) == (0.25, True)
    (verified,) = overasked(*active("garden", capacity="OVERASKED"))
    assert not verified.as_question


def test_what_was_said_after_the_day_was_not_said_yet():
    records = active("garden", capacity="OVERASKED", capacityOn="2026-11-01")
    assert overasked(*records, day=date(2026, 10, 31)) == []
    assert subjects(overasked(*records, day=date(2026, 11, 1))) == {"garden"}


def test_who_has_five_formal_partners_and_more_than_nearly_all_peers_may_be_and_is_always_asked():
    (gap,) = overasked(*busy())
    assert (gap.subjects, gap.figure("saysSo"), gap.figure("formalPartners")) == (("garden",), 0, 5)
    assert (gap.certainty, gap.as_question) == (0.8, True)
    assert gap.records() == ("garden", "care0", "care1", "care2", "care3", "care4")


@pytest.mark.parametrize(
    "different",
    [
        {"partners": 4},
        {"peers": 19},
        {"intensity": 1},
        {"kind": "FUNDS"},
        {"kind": "MEMBER_OF"},
        {"formal": "ASSOCIATION"},
    ],
)
def test_not_with_fewer_partners_or_peers_or_ties_that_are_no_contact(different):
    assert overasked(*busy()) != []
    assert overasked(*busy(**different)) == []


def test_several_ties_with_one_partner_are_one_partner():
    again = [tie("garden", "care0", "EXCHANGES"), tie("care1", "garden", "REFERS_TO")]
    assert overasked(*busy(partners=4), *again) == []


def test_only_above_the_95th_percentile_by_nearest_rank():
    def as_busy(number):
        return [tie(f"peer{number:02}", f"care{partner}", "EXCHANGES") for partner in range(5)]

    # Of 20 the 19th is the 95th percentile: the second that is as busy is the 19th itself.
    assert overasked(*busy(), *as_busy(1)) == []
    # Of 40 it is the 38th: two may be above it.
    assert subjects(overasked(*busy(peers=40), *as_busy(1))) == {"garden", "peer01"}
    assert overasked(*busy(peers=40), *as_busy(1), *as_busy(2)) == []


def test_who_said_lately_to_have_room_was_asked_already():
    assert overasked(*busy(capacity="ROOM", capacityOn="2026-05-24")) == []
    assert overasked(*busy(capacity="ROOM", capacityOn="2026-05-23"))
    assert overasked(*busy(capacity="ROOM"))
    assert overasked(*busy(capacity="FULL", capacityOn="2026-11-01"))


def test_all_that_is_counted_can_be_set():
    assert overasked(*busy(partners=3)) == []
    assert subjects(overasked(*busy(partners=3), thresholds=Thresholds(overasked_partners=3))) == {"garden"}
    few = busy(peers=10)
    assert overasked(*few, thresholds=Thresholds(overasked_share=0.9)) == []
    assert subjects(overasked(*few, thresholds=Thresholds(overasked_share=0.9, overasked_peers=10))) == {"garden"}
    assert overasked(*busy(capacity="ROOM", capacityOn="2026-08-01"), thresholds=Thresholds(room_months=3))
    assert overasked(*busy(), thresholds=Thresholds(overasked_share=1)) == []


def test_it_is_as_sure_as_the_fifth_of_its_partners():
    sure = busy(partners=6)
    old = [tie("garden", "care5", lastVerified="2023-11-24", confirmation="ONE_SIDED")]
    (gap,) = overasked(*without(sure, "garden-KNOWS-care5"), *old)
    assert gap.certainty == 0.8
    (less,) = overasked(*without(sure, "garden-KNOWS-care5", "garden-KNOWS-care4"), *old, tie("garden", "care4"))
    assert less.certainty == pytest.approx(0.25)


def test_where_all_that_ask_are_authorities_it_is_governments_move():
    assert overasked(*busy(formal="AUTHORITY"))[0].move is Move.GOVERNMENT
    assert overasked(*busy())[0].move is Move.ORGANISATION


def without(records, *ids):
    return [record for record in records if record.id not in ids]
