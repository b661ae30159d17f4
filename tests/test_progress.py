"""What commands show while they take long."""

from __future__ import annotations

import io
import time

import pytest
from rich.console import Console

from graphsvc import progress


def said(monkeypatch: pytest.MonkeyPatch, patience: float, *, terminal: bool) -> str:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", patience)
    heard = io.StringIO()
    with progress.shown(Console(file=heard, force_terminal=terminal, width=80)) as tell:
        for done in (1_000, 2_000):
            tell("reading", done)
        tell("writing", 500)
    return heard.getvalue()


def test_nothing_is_shown_of_what_is_soon_done(monkeypatch: pytest.MonkeyPatch) -> None:
    for terminal in (True, False):
        assert said(monkeypatch, 3_600, terminal=terminal) == ""


def test_a_terminal_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "writing: 500 records" in said(monkeypatch, 0, terminal=True)


def test_a_file_gets_a_line_for_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = said(monkeypatch, 0, terminal=False).splitlines()
    assert lines == ["reading: 1,000 records so far", "writing: 500 records so far"]


def waited(monkeypatch: pytest.MonkeyPatch, patience: float, *, terminal: bool) -> str:
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", patience)
    heard = io.StringIO()
    with progress.under_way("drawing", Console(file=heard, force_terminal=terminal, width=80)):
        deadline = time.monotonic() + 10
        while not heard.getvalue() and patience < 1 and time.monotonic() < deadline:
            time.sleep(0.01)
    return heard.getvalue()


def test_work_of_unknown_length_is_named_once_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waited(monkeypatch, 0.01, terminal=False) == "drawing …\n"
    assert "drawing …" in waited(monkeypatch, 0.01, terminal=True)
    for terminal in (True, False):
        assert "drawing" not in waited(monkeypatch, 3_600, terminal=terminal)
