from datetime import timedelta

import pytest

from graphsvc.analysis.freshness import freshness
from graphsvc.analysis.ties import months_before
from tests.records import DAY


def test_freshness_halves_every_twelve_months():
    assert freshness(DAY, DAY) == 1
    assert freshness(months_before(DAY, 12), DAY) == pytest.approx(0.5, abs=0.001)
    assert freshness(months_before(DAY, 24), DAY) == pytest.approx(0.25, abs=0.001)


def test_what_was_never_verified_has_a_quarter():
    assert freshness(None, DAY) == 0.25


def test_nothing_is_fresher_than_today():
    assert freshness(DAY + timedelta(days=30), DAY) == 1


def test_what_is_stale_is_below_a_half_and_what_is_not_is_not():
    limit = months_before(DAY, 12)
    assert freshness(limit - timedelta(days=1), DAY) < 0.5 <= freshness(limit, DAY)
