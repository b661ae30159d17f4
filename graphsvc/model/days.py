"""Which day it is."""

from __future__ import annotations

import time
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Europe/Amsterdam")
QUARTER = 15 * 60
"""Seconds within which no day begins: every time zone of today is whole quarters of an hour from UTC."""


def today() -> date:
    """The day it is in the Netherlands. It is asked several times a request."""
    return _day_of(int(time.time()) // QUARTER)


@lru_cache(1)
def _day_of(quarter: int) -> date:
    return datetime.fromtimestamp(quarter * QUARTER, TIME_ZONE).date()
