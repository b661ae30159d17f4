"""SQLite when things go wrong for real: killed writers, full and read-only disks, locks held by others."""

from __future__ import annotations

import asyncio
import random
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graphsvc.errors import StoreUnavailable
from graphsvc.graph.edits import erasing
from graphsvc.live import LiveGraph
from graphsvc.model.changes import created
from graphsvc.stores.address import open_store
from graphsvc.stores.moving import backup
from tests.contracts.erasure import SECRET, graph_of
from tests.contracts.store import changed, contents, put
from tests.faults.acknowledged import acknowledged, erased_ids, require_kept
from tests.faults.conftest import mount
from tests.faults.writer import start
from tests.records import actor
from tests.stores.test_sqlite import ask, bytes_of, held, secrets_in

HEARD = 15
"""Seconds within which a caller must hear what became of a write."""
HANG = 110


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "region.db"
    open_store(f"sqlite:///{path}", create=True).close()
    return path


def finished(writer: subprocess.Popen[str]) -> str:
    printed, _ = writer.communicate(timeout=HANG)
    assert writer.returncode == 0, printed
    return printed


def killed(writer: subprocess.Popen[str], after: float) -> str:
    """What a writer printed until it was killed, some seconds after its first write was confirmed."""
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate(timeout=HANG)
    assert writer.returncode == -signal.SIGKILL
    return first + rest


def sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


# Killed


def test_what_was_acknowledged_survives_kill_9_at_any_moment(
    path: Path, rng: random.Random, dose: Callable[[int], int]
) -> None:
    acked = 0
    for _ in range(dose(5)):
        printed = killed(start(f"sqlite:///{path}", "w", acked + 1), rng.uniform(0, 0.5))
        assert acknowledged(printed)[0] == acked + 1
        acked = acknowledged(printed)[-1]
        assert sound(path)
        last = require_kept(f"sqlite:///{path}", w=acked)["w"]
        assert secrets_in(bytes_of(path)).isdisjoint(erased_ids("w", last))


def test_a_writer_that_is_killed_does_not_keep_another_out(path: Path, rng: random.Random) -> None:
    url = f"sqlite:///{path}"
    victim, other = start(url, "victim"), start(url, "other", last=60)
    told = killed(victim, rng.uniform(0, 0.3))
    printed = finished(other)
    assert acknowledged(printed) == [*range(1, 61)]
    assert "refused" not in printed
    require_kept(url, victim=acknowledged(told)[-1], other=60)


def test_two_writers_lose_nothing_and_write_nothing_twice(path: Path) -> None:
    url = f"sqlite:///{path}"
    writers = [start(url, name, last=40) for name in ("one", "two")]
    for writer in writers:
        assert acknowledged(finished(writer)) == [*range(1, 41)]
    assert require_kept(url, one=40, two=40) == {"one": 40, "two": 40}


# On disk


def test_each_write_is_synced_before_it_is_acknowledged(path: Path, tmp_path: Path, strace: str) -> None:
    trace = tmp_path / "trace"
    watch = [strace, "-f", "-y", "-e", "trace=fsync,fdatasync,pwrite64,write", "-o", str(trace)]
    assert acknowledged(finished(start(f"sqlite:///{path}", "w", last=6, before=watch))) == [*range(1, 7)]
    dirty, written, acks = False, False, 0
    for line in trace.read_text().splitlines():
        if re.search(rf"pwrite64\(\d+<{path}-wal>", line):
            dirty = written = True
        elif re.search(rf"(fdatasync|fsync)\(\d+<{path}-wal>\) += 0", line):
            dirty = False
        elif re.search(r'write\(1<.*>, "ack ', line):
            assert (written, dirty) == (True, False)
            written, acks = False, acks + 1
    assert acks == 6


# Full


def fill_up(folder: Path, leave: int = 0) -> Path:
    """A file that takes all room on a disk, but for so many bytes."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4_096)
        except OSError:
            file.truncate(max(0, file.tell() - leave))
    return filler


def refusal(live: LiveGraph, number: int) -> str:
    """Writes an actor; why it was refused, and "" when it was confirmed. Either is heard in time."""
    begun = time.monotonic()
    try:
        made = actor(f"actor-{number}", description="long " * 1_000)
        asyncio.run(live.commit([created(made)], mutation_id=str(number), digest="d"))
        return ""
    except StoreUnavailable as error:
        return f"{error.code}: {error}"
    finally:
        assert time.monotonic() - begun < HEARD


def test_a_full_disk_is_told_and_all_goes_on_when_there_is_room_again(disk: Callable[[str], Path]) -> None:
    folder = disk("4m")
    live = LiveGraph.open(f"sqlite:///{folder}/region.db", create=True)
    filler = fill_up(folder, leave=200_000)
    number = 0
    while not (why := refusal(live, number)):
        number += 1
    assert number > 3
    assert "STORE_UNAVAILABLE" in why
    assert "is full" in why
    assert live.unavailable is not None
    assert refusal(live, number) == why
    acked = {f"actor-{known}" for known in range(number)}
    assert contents(live.store).keys() == acked == set(live.graph.node_number)
    filler.unlink()
    for again in (number, number, number + 1):
        assert refusal(live, again) == ""
    assert live.unavailable is None
    acked |= {f"actor-{number}", f"actor-{number + 1}"}
    assert contents(live.store).keys() == acked == set(live.graph.node_number)
    assert len(live.store.log(0)) == number + 2
    live.close()
    assert sound(folder / "region.db")


def test_an_erasure_without_room_to_write_the_file_anew_is_done_to_the_end_later(disk: Callable[[str], Path]) -> None:
    folder = disk("6m")
    path = folder / "region.db"
    with open_store(f"sqlite:///{path}", create=True) as store:
        put(store, *(actor(f"b-{number}", description="long " * 1_000) for number in range(150)))
        put(store, actor("a", name=SECRET))
        filler = fill_up(folder, leave=100_000)
        put(store, *erasing(graph_of(store), "a"))
        assert ask(path, "SELECT scrub FROM head") == [(1,)]
        filler.unlink()
        put(store, actor("c"))
        assert ask(path, "SELECT scrub FROM head") == [(0,)]
        assert SECRET.encode() not in bytes_of(path)


def test_a_backup_to_a_full_disk_is_told_and_leaves_nothing(path: Path, disk: Callable[[str], Path]) -> None:
    folder = disk("300k")
    with open_store(f"sqlite:///{path}") as store:
        put(store, *(actor(f"b-{n}", description="long " * 1_000) for n in range(150)))
    with pytest.raises(StoreUnavailable, match="is full"):
        backup(f"sqlite:///{path}", folder / "backup.db")
    assert [*folder.iterdir()] == []


# Read-only


def test_a_disk_that_became_read_only_is_told_and_used_again_when_it_is_not(disk: Callable[[str], Path]) -> None:
    folder = disk("4m")
    url = f"sqlite:///{folder}/region.db"
    with open_store(url, create=True) as store:
        put(store, actor("a"))
    mount("-o", "remount,ro", folder)
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        open_store(url)
    mount("-o", "remount,rw", folder)
    with open_store(url) as store:
        put(store, changed(actor("a"), name="Other"))
        assert contents(store).keys() == {"a"}


def test_a_running_service_whose_file_becomes_read_only_tells_it_reads_on_and_resumes(
    path: Path, immutable: Callable[..., None]
) -> None:
    live = LiveGraph.open(f"sqlite:///{path}")
    assert refusal(live, 0) == ""
    files = [path, Path(f"{path}-wal")]
    immutable(*files)
    assert "STORE_UNAVAILABLE" in refusal(live, 1)
    assert live.unavailable is not None
    assert contents(live.store).keys() == {"actor-0"} == set(live.graph.node_number)
    immutable(*files, on=False)
    assert refusal(live, 1) == ""
    assert live.unavailable is None
    assert contents(live.store).keys() == {"actor-0", "actor-1"} == set(live.graph.node_number)
    live.close()
    assert sound(path)


# Locked


@pytest.mark.parametrize(("seconds", "refused"), [(2, False), (7, True)])
def test_a_lock_that_another_holds_is_waited_for_or_told_and_writing_goes_on_by_itself(
    path: Path, seconds: float, refused: bool
) -> None:
    url = f"sqlite:///{path}"
    with held(path):
        writer = start(url, "w", last=5)
        time.sleep(seconds)
    printed = finished(writer)
    assert acknowledged(printed) == [1, 2, 3, 4, 5]
    lines = [line.split() for line in printed.splitlines() if line.startswith("refused")]
    assert bool(lines) is refused
    for _, code, heard in lines:
        assert code == "STORE_UNAVAILABLE"
        assert float(heard) < HEARD
    require_kept(url, w=5)
