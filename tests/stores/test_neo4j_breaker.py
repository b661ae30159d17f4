"""Deadlines, and one try at a time, with real threads and clocks."""

from __future__ import annotations

import threading
import time

import pytest

from graphsvc.stores.neo4j_breaker import FIRST_PAUSE, Away, Breaker, within


class Silent(Exception):
    pass


def fail(breaker: Breaker, error: Exception) -> None:
    with pytest.raises(type(error)), breaker.passing():
        raise error


def is_away(breaker: Breaker) -> bool:
    try:
        with breaker.passing():
            return False
    except Away:
        return True


def test_after_a_silence_nobody_is_let_through_until_a_pause_is_over() -> None:
    breaker = Breaker((Silent,))
    assert not is_away(breaker)
    fail(breaker, ValueError("the server said no"))
    assert not is_away(breaker)
    fail(breaker, Silent())
    assert is_away(breaker)
    time.sleep(FIRST_PAUSE * 1.1)
    assert not is_away(breaker)
    assert not is_away(breaker)


def test_one_tries_while_the_others_hear_that_it_is_away() -> None:
    breaker = Breaker((Silent,))
    fail(breaker, Silent())
    time.sleep(FIRST_PAUSE * 1.1)
    with breaker.passing():
        assert is_away(breaker)
    assert not is_away(breaker)


def test_each_try_in_vain_makes_the_next_pause_longer() -> None:
    breaker = Breaker((Silent,))
    fail(breaker, Silent())
    time.sleep(FIRST_PAUSE * 1.1)
    fail(breaker, Silent())
    time.sleep(FIRST_PAUSE * 1.1)
    assert is_away(breaker)


def test_what_is_done_in_time_gives_its_answer_or_its_error() -> None:
    assert within(60, lambda: 5) == 5
    with pytest.raises(ValueError, match="no"):
        within(60, lambda: int("no"))


def test_what_takes_too_long_is_given_up_and_goes_on_by_itself() -> None:
    go_on, went_on = threading.Event(), threading.Event()

    def slow() -> None:
        go_on.wait(60)
        went_on.set()

    with pytest.raises(TimeoutError):
        within(0.05, slow)
    go_on.set()
    assert went_on.wait(60)


def test_what_takes_long_goes_on_while_the_server_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphsvc.stores.neo4j_breaker.ASK_SECONDS", 0.02)
    answers = iter([True, True, False])
    with pytest.raises(TimeoutError):
        within(60, lambda: time.sleep(5), lambda: next(answers))
    assert next(answers, "asked to the end") == "asked to the end"
