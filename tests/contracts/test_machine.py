"""The state machine of `machine.py`, on each kind of store."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.contracts.crashing import CrashingMachine
from tests.contracts.fresh import without_records
from tests.contracts.machine import StoreMachine


def run(new_url: Callable[[], str], cases: int, steps: int, kind: type[StoreMachine] = StoreMachine) -> None:
    class Machine(kind):  # type: ignore[valid-type, misc]  # either of the two
        def __init__(self) -> None:
            super().__init__(new_url())

    run_state_machine_as_test(Machine, settings=settings(max_examples=cases, stateful_step_count=steps, database=None))


def test_sqlite_does_what_a_dictionary_does(tmp_path: Path, dose: Callable[[int], int]) -> None:
    numbers = count()
    run(lambda: f"sqlite:///{tmp_path}/{next(numbers)}.db", dose(25), steps=30)


@pytest.mark.neo4j
def test_neo4j_does_what_a_dictionary_does(neo4j_server: str, dose: Callable[[int], int]) -> None:
    run(lambda: without_records(neo4j_server), dose(1), steps=20)


def test_sqlite_does_so_when_writers_are_killed(tmp_path: Path, dose: Callable[[int], int]) -> None:
    numbers = count()
    run(lambda: f"sqlite:///{tmp_path}/{next(numbers)}.db", dose(2), steps=8, kind=CrashingMachine)


@pytest.mark.neo4j
def test_neo4j_does_so_when_writers_are_killed(neo4j_server: str, dose: Callable[[int], int]) -> None:
    run(lambda: without_records(neo4j_server), dose(1), steps=4, kind=CrashingMachine)
