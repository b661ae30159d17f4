"""Which day it is."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Europe/Amsterdam")


def today() -> date:
    """The day it is in the Netherlands."""
    return datetime.now(TIME_ZONE).date()
