"""Which day it is in the Netherlands."""

import time
from datetime import date, datetime

import pytest

from graphsvc.model.days import today


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-24T22:59:59.9+00:00", date(2026, 11, 24)),
        ("2026-11-24T23:00:00+00:00", date(2026, 11, 25)),
        ("2026-07-01T21:59:59.9+00:00", date(2026, 7, 1)),
        ("2026-07-01T22:00:00+00:00", date(2026, 7, 2)),
        ("2026-03-29T00:59:59+00:00", date(2026, 3, 29)),
        ("2026-10-25T23:00:00+00:00", date(2026, 10, 26)),
    ],
)
def test_a_day_begins_at_midnight_there_in_winter_and_in_summer(monkeypatch, moment, day):
    monkeypatch.setattr(time, "time", lambda: datetime.fromisoformat(moment).timestamp())
    assert today() == day


def test_a_clock_that_is_put_back_is_believed(monkeypatch):
    monkeypatch.setattr(time, "time", lambda: datetime.fromisoformat("2026-11-25T12:00:00+00:00").timestamp())
    assert today() == date(2026, 11, 25)
    monkeypatch.setattr(time, "time", lambda: datetime.fromisoformat("2026-11-24T12:00:00+00:00").timestamp())
    assert today() == date(2026, 11, 24)
