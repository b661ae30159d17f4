"""What the application does by itself when it starts."""

import subprocess
import sys

import pytest

from graphsvc.errors import SettingError
from graphsvc.live import LiveGraph
from graphsvc.settings import read_settings
from graphsvc.web.app import build_app

STARTED = """
import asyncio, sys
from graphsvc.live import LiveGraph
from graphsvc.settings import Settings
from graphsvc.web.app import ON_FIRST_USE, build_app

async def start():
    live = LiveGraph.open(sys.argv[1])
    app = build_app(live, Settings(), 8000)
    async with app.router.lifespan_context(app):
        print(ON_FIRST_USE in sys.modules)
        while ON_FIRST_USE not in sys.modules:
            await asyncio.sleep(0.05)
    live.close()

if __name__ == "__main__":
    asyncio.run(start())
"""


def test_what_only_advices_import_is_there_before_the_first_but_not_at_the_start(demonstration):
    command = [sys.executable, "-c", STARTED, demonstration]
    assert subprocess.run(command, capture_output=True, text=True, timeout=100, check=True).stdout == "False\n"


def test_thresholds_of_gaps_that_do_not_fit_are_heard_of_at_the_start(demonstration):
    live = LiveGraph.open(demonstration)
    try:
        with pytest.raises(SettingError, match="GRAPHSVC_GAP_THRESHOLDS: staleMonths: 0 does not fit"):
            build_app(live, read_settings({"GRAPHSVC_GAP_THRESHOLDS": "staleMonths=0"}), 8000)
    finally:
        live.close()
