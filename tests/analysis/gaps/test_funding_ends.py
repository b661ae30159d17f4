from datetime import date

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.gaps import Thresholds
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import GapFamily, GapKind, Move
from tests.analysis.gaps.gap_records import VERIFIED, active, gaps_of, known_well, subjects, town
from tests.records import DAY, link, tie, view_of

SCHEME = make(RecordKind.FUNDING_SCHEME, {"id": "scheme", "name": "scheme", "visibility": "PUBLIC"})
WORLD = [
    *town(),
    SCHEME,
    *active("garden", visibility="PUBLIC"),
    *active("fund", "FUNDER", visibility="PUBLIC"),
    *active("gov", "AUTHORITY"),
]


def money(giver="fund", receiver="garden", end="2027-03-01", **values):
    given = {"validTo": end, "lastVerified": VERIFIED, "visibility": "PUBLIC", **values}
    return tie(giver, receiver, "FUNDS", **{key: value for key, value in given.items() if value is not None})


def ending(*records, viewer=ADMIN, day=DAY, **asked):
    return gaps_of(view_of([*WORLD, *records], viewer, day), GapKind.FUNDING_ENDS, **asked)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2026-11-25", True),  # tomorrow is the first day without
        ("2027-08-24", True),
        ("2027-08-25", False),
        (None, False),  # nobody knows that it ends
        ("2026-11-24", False),  # it ended, so there is none to end
    ],
)
def test_the_only_funding_ends_within_nine_months(end, expected):
    assert bool(ending(money(end=end))) is expected
    until = {"validTo": end} if end else {}
    assert bool(ending(link("garden", "FUNDED_BY", "scheme", **until))) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (money("gov", end=None), False),
        (money("gov"), False),  # both end, and neither is the only one
        (money(id="second"), False),  # of the same fund
        (link("garden", "FUNDED_BY", "scheme"), False),
        (money("gov", end="2026-11-01"), True),  # that money ended
        (money("gov", end=None, validFrom="2027-03-01"), False),  # goes on where the first ends
        (money("gov", end=None, validFrom="2027-08-24"), False),
        (money("gov", end=None, validFrom="2027-08-25"), True),  # too late
        (money("garden", "gov", end=None), True),  # given, not got
        (tie("gov", "garden", "FACILITATES"), True),  # no money
    ],
)
def test_what_counts_as_other_funding(other, expected):
    assert bool(ending(money(), other)) is expected


def test_it_is_about_the_living_world():
    assert ending(money("gov", "fund")) == []
    assert ending(money(directed=False))
    assert subjects(ending(money(directed=False))) == {"garden"}


def test_seen_from_another_day_or_from_all_days_what_holds_on_the_day_counts():
    records = [money(), money("gov", end="2026-06-01")]
    assert ending(*records, day=date(2026, 5, 31)) == []
    assert subjects(ending(*records, day=date(2026, 6, 1))) == {"garden"}
    assert ending(*records, day=date(2027, 3, 1)) == []
    assert ending(money(end="2020-01-01"), day=None) == []


def test_the_months_can_be_set():
    assert ending(money(), thresholds=Thresholds(funding_months=3)) == []


def test_money_that_the_viewer_does_not_see_does_not_count():
    hidden = money("gov", end=None, visibility="ADVISORS")
    assert ending(money(), hidden) == []
    assert subjects(ending(money(), hidden, viewer=PUBLIC)) == {"garden"}


def test_who_gives_it_is_to_move_and_a_scheme_is_of_government():
    (gap,) = ending(money())
    assert (gap.family, gap.move, gap.area) == (GapFamily.LOAD, Move.ORGANISATION, "north")
    assert gap.records() == ("garden", "fund-FUNDS-garden", "fund")
    assert gap.figure("daysLeft") == 97
    assert ending(money("gov"))[0].move is Move.GOVERNMENT
    (paid,) = ending(link("garden", "FUNDED_BY", "scheme", validTo="2027-03-01"))
    assert (paid.move, paid.records()[-1]) == (Move.GOVERNMENT, "scheme")


def test_that_it_is_the_only_one_depends_on_how_well_the_area_is_known():
    (gap,) = ending(money(confirmation="MUTUAL"))
    assert (gap.certainty, gap.as_question) == (0.4, True)
    (known,) = ending(money(confirmation="MUTUAL"), *known_well("garden"))
    assert known.certainty == known.certainty_parts.freshness > 0.9
    (paid,) = ending(link("garden", "FUNDED_BY", "scheme", validTo="2027-03-01"))
    assert (paid.certainty_parts.confirmation, paid.certainty_parts.freshness) == (None, known.certainty)
