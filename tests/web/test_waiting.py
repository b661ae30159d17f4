"""What takes long: a browser is told so and looks again, a program waits."""

import asyncio

import pytest
from starlette.requests import Request

from graphsvc.web import waiting
from graphsvc.web.waiting import Waiting


def request(**headers):
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": named})


BROWSER, PROGRAM = request(sec_fetch_dest="document"), request()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.01)


def test_a_browser_is_told_to_wait_and_then_gets_what_was_made_meanwhile_once():
    async def story():
        held, made, go_on = Waiting(), [], asyncio.Event()

        async def make():
            made.append(1)
            await go_on.wait()
            return "report"

        assert await held.result(BROWSER, "report", make) is None
        assert await held.result(BROWSER, "report", make) is None
        go_on.set()
        await asyncio.sleep(0)
        assert await held.result(BROWSER, "report", make) == "report"
        assert made == [1]
        assert await held.result(PROGRAM, "report", make) == "report"
        assert made == [1, 1]

    asyncio.run(story())


def test_a_program_waits_and_a_fault_is_raised_to_whoever_looks():
    async def story():
        held = Waiting()

        async def slow():
            await asyncio.sleep(0.05)
            return "map"

        async def fails():
            await asyncio.sleep(0.05)
            raise ValueError("broken")

        assert await held.result(PROGRAM, "map", slow) == "map"
        assert await held.result(BROWSER, "fails", fails) is None
        await asyncio.sleep(0.1)
        with pytest.raises(ValueError, match="broken"):
            await held.result(BROWSER, "fails", fails)

    asyncio.run(story())


def test_what_nobody_fetches_is_let_go(monkeypatch):
    monkeypatch.setattr(waiting, "KEPT_SECONDS", 0.02)

    async def story():
        held, made = Waiting(), []

        async def make():
            await asyncio.sleep(0.03)
            made.append(1)
            return "report"

        assert await held.result(BROWSER, "report", make) is None
        await asyncio.sleep(0.2)
        assert await held.result(PROGRAM, "report", make) == "report"
        assert made == [1, 1]

    asyncio.run(story())
