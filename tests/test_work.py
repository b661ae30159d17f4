import asyncio
import os
import time

import anyio
import numpy as np
import pytest

from graphsvc.errors import BadInput, Conflict, Fault, LimitExceeded
from graphsvc.work import run_in_process


def worker_id():
    return os.getpid()


def add(a, b):
    return a + b


def sleep_long(path):
    path.write_text(str(os.getpid()))
    time.sleep(300)


def take_memory(megabytes):
    return len(np.ones(megabytes * 2**17))


def fall_over():
    os._exit(3)


def refuse(error):
    raise error


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_runs_in_another_process_and_gives_back_what_the_function_gives():
    async def run():
        return await run_in_process(worker_id), await run_in_process(add, np.arange(3), np.ones(3))

    other, sum_ = asyncio.run(run())
    assert other != os.getpid()
    assert sum_.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no"),
        BadInput([Fault("a", "CODE", "wrong"), Fault("b", "CODE", "too")]),
        Conflict("record", 1, 2),
        LimitExceeded("too much"),
    ],
)
def test_errors_come_back_as_they_are(error):
    with pytest.raises(type(error)) as raised:
        asyncio.run(run_in_process(refuse, error))
    assert (str(raised.value), raised.value.args) == (str(error), error.args)
    assert raised.value.__dict__ == error.__dict__


def test_what_takes_too_long_is_stopped_and_its_process_ended(tmp_path):
    async def run():
        with pytest.raises(LimitExceeded, match="longer than 3 seconds"):
            await run_in_process(sleep_long, tmp_path / "id", seconds=3)
        return int((tmp_path / "id").read_text())

    process = asyncio.run(run())
    assert not alive(process)


def test_a_caller_that_gives_up_ends_the_work(tmp_path):
    async def run():
        task = asyncio.create_task(run_in_process(sleep_long, tmp_path / "id"))
        with anyio.fail_after(60):
            while not (tmp_path / "id").exists() or not (tmp_path / "id").read_text():
                await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return int((tmp_path / "id").read_text())

    assert not alive(asyncio.run(run()))


def test_what_takes_too_much_memory_is_stopped_and_the_process_works_on():
    async def run():
        with pytest.raises(LimitExceeded, match="more than 200 MB"):
            await run_in_process(take_memory, 400, megabytes=200)
        return await run_in_process(take_memory, 400, megabytes=1000)

    assert asyncio.run(run()) == 400 * 2**17


def test_a_process_that_falls_over_is_told_in_a_sentence():
    with pytest.raises(LimitExceeded, match="cut off half-way"):
        asyncio.run(run_in_process(fall_over))
