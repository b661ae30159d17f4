"""The store in SQLite: the contract, and what only a file can meet."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import msgspec
import pytest

from graphsvc.errors import SettingError, StoreMissing, StoreUnavailable
from graphsvc.graph.edits import erasing
from graphsvc.model.changes import Change
from graphsvc.model.fields import fields_of
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES, encode
from graphsvc.stores.address import open_store
from graphsvc.stores.external import unlogged
from graphsvc.stores.sqlite_file import file_system, path_of
from tests.contracts.erasure import SECRET, ErasureContract, erase, graph_of
from tests.contracts.figures import FiguresContract
from tests.contracts.filled import bare, every_kind, filled
from tests.contracts.filling import FillingContract, put_away
from tests.contracts.layout_2 import log_of_layout_2, make_file
from tests.contracts.log import LogContract
from tests.contracts.past import PastContract
from tests.contracts.store import SOON, StoreContract, by_id, changed, contents, put
from tests.records import actor, tie


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "region.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@contextmanager
def held(path: Path, how: str = "IMMEDIATE") -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"BEGIN {how}")
        yield


def ask(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(query).fetchall()
        connection.commit()
        return rows


class TestSqliteStore(StoreContract, ErasureContract, FillingContract, PastContract, LogContract, FiguresContract):
    @pytest.fixture
    def nowhere(self, url: str) -> str:
        return url

    def locked(self, url: str) -> AbstractContextManager[None]:
        return held(path_of(url))

    def relabel(self, url: str, layout: int) -> None:
        ask(path_of(url), f"PRAGMA user_version = {layout}")

    def figures(self, url: str) -> dict[str, dict[str, object]]:
        with closing(sqlite3.connect(path_of(url))) as connection:
            connection.row_factory = sqlite3.Row
            return {row["id"]: dict(row) for row in connection.execute("SELECT * FROM actor_figures")}


# Addresses


def test_three_slashes_are_a_relative_path_and_four_an_absolute_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///in this folder.db", create=True).close()
    assert (tmp_path / "in this folder.db").is_file()
    open_store(f"sqlite:///{tmp_path}/100%25 é.db", create=True).close()
    assert (tmp_path / "100%25 é.db").is_file()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite://region.db", "postgres://here", "region.db", ""])
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(SettingError, match="sqlite:///"):
        open_store(url, create=True)


# Files that cannot be a store


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path, url: str) -> None:
    path.write_text("name,kind\n" * 1000)
    for create in (True, False):
        with pytest.raises(StoreUnavailable, match="is no store of graphsvc, or it is damaged"):
            open_store(url, create=create)
    assert path.read_text() == "name,kind\n" * 1000


def test_a_database_of_another_program_is_refused_and_left_as_it_is(path: Path, url: str) -> None:
    ask(path, "CREATE TABLE actor (name TEXT)")
    for create in (True, False):
        with pytest.raises(StoreUnavailable, match="database of another program"):
            open_store(url, create=create)
    assert ask(path, "SELECT name FROM sqlite_master") == [("actor",)]


def test_an_empty_file_is_no_store_yet(path: Path, url: str) -> None:
    path.touch()
    with pytest.raises(StoreMissing, match="is empty"):
        open_store(url)
    open_store(url, create=True).close()
    open_store(url).close()


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="is not a file"):
        open_store(f"sqlite:///{tmp_path}")
    with pytest.raises(StoreUnavailable, match="There is no folder"):
        open_store(f"sqlite:///{tmp_path}/not/there.db", create=True)


def test_a_damaged_file_is_refused(path: Path, url: str) -> None:
    with open_store(url, create=True) as store:
        put(store, *[actor(f"actor-{number}") for number in range(2_000)])
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 30] = os.urandom(4096 * 27)
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="damaged"), open_store(url) as store:
        list(store.load().records)


@contextmanager
def nobody() -> Iterator[None]:
    """Makes root, to whom every file can be written, a user that is nobody; others stay who they are."""
    if os.getuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_file_that_may_not_be_written_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder, "region.db")
        open_store(f"sqlite:///{path}", create=True).close()
        path.chmod(0o444)
        with nobody(), pytest.raises(StoreUnavailable, match=r"cannot be written\. Give this user the right"):
            open_store(f"sqlite:///{path}")


def test_a_store_that_is_locked_as_a_whole_says_so_soon(path: Path, url: str) -> None:
    open_store(url, create=True).close()
    ask(path, "PRAGMA journal_mode = DELETE")
    with held(path, "EXCLUSIVE"):
        began = time.monotonic()
        with pytest.raises(StoreUnavailable, match="locked by another program"):
            open_store(url)
        assert time.monotonic() - began < SOON


def test_a_closed_store_says_so(url: str) -> None:
    store = open_store(url, create=True)
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.head()


def test_the_type_of_file_system_is_that_which_the_system_tells(tmp_path: Path) -> None:
    told = subprocess.run(["df", "--output=fstype", tmp_path], capture_output=True, text=True, check=True)
    assert file_system(tmp_path, Path("/proc/self/mountinfo").read_text().splitlines()) == told.stdout.split()[-1]


def test_the_mount_that_lies_deepest_and_was_made_last_counts() -> None:
    mounts = [  # as in proc(5)
        "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
        "36 22 0:31 / /srv/our\\040share rw shared:1 - nfs4 server:/export rw",
        "40 36 0:32 / /srv/our\\040share/local rw - ext4 /dev/vdb rw",
        "41 22 0:33 / /srv/twice rw - ext4 /dev/vdc rw",
        "42 22 0:34 / /srv/twice rw - fuse.sshfs me@there: rw",
    ]
    places = ["/home/a.db", "/srv/our share/a.db", "/srv/our share/local/a.db", "/srv/our shared.db", "/srv/twice/a.db"]
    assert [file_system(Path(place), mounts) for place in places] == ["ext4", "nfs4", "ext4", "ext4", "fuse.sshfs"]


def test_a_network_share_is_refused(path: Path, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"22 1 254:0 / / rw - ext4 /dev/vda rw\n36 22 0:31 / {tmp_path} rw - cifs //server/share rw\n")
    monkeypatch.setattr("graphsvc.stores.sqlite_file.MOUNTS", mounts)
    with pytest.raises(StoreUnavailable, match=r"network share \(cifs\)"):
        open_store(url, create=True)
    assert not path.exists()


# What is in the file


def test_every_commit_is_on_disk_and_what_is_deleted_is_overwritten(url: str) -> None:
    from graphsvc.stores.sqlite import SqliteStore

    with SqliteStore.open(url, create=True) as store:
        pragmas = [store._writer.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "secure_delete")]
        assert pragmas == [2, 1]
        assert store._writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def bytes_of(path: Path) -> bytes:
    """All that is on disk of a store: the file, its write-ahead log and what lies beside it."""
    return b"".join(beside.read_bytes() for beside in path.parent.glob(f"{path.name}*"))


def secrets_in(content: bytes) -> set[str]:
    """Whose secrets are in it."""
    return {found.decode() for found in re.findall(rb"secret of ([\w-]+);", content)}


def test_what_was_erased_is_nowhere_in_the_bytes_on_disk(path: Path, url: str, rng: random.Random) -> None:
    """Records that change in size, so that SQLite moves them between its pages and leaves copies behind."""
    now = {f"actor-{number}": actor(f"actor-{number}") for number in range(1_000)}

    def say(id: str) -> Change:
        change = changed(now[id], description=f"secret of {id};{'long ' * rng.randrange(300)}")
        now[id] = change.record
        return change

    with open_store(url, create=True) as store:
        put(store, *now.values())
        for _ in range(10):
            put(store, *[say(id) for id in rng.sample(sorted(now), 300)])
        told = secrets_in(bytes_of(path))
        gone = set(rng.sample(sorted(told), 400))
        put(store, *(change for id in sorted(gone) for change in erasing(graph_of(store), id)))
        left = bytes_of(path)
    assert secrets_in(left) == secrets_in(bytes_of(path)) == told - gone


def test_what_an_earlier_reader_still_sees_goes_with_a_later_write(path: Path, url: str) -> None:
    with open_store(url, create=True) as store:
        put(store, actor("a", name=SECRET), actor("b"))
        reading = store.load()
        seen = [next(reading.records)]
        erase(store, "a")
        assert contents(store).keys() == {"b"}
        seen += reading.records
        assert [getattr(record, "name", "") for record in seen] == [SECRET, "b"]
        put(store, actor("c"))
        assert SECRET.encode() not in bytes_of(path)


def test_what_an_earlier_reader_still_sees_goes_with_a_later_opening(path: Path, url: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        with open_store(url, create=True) as store:
            put(store, actor("a", name=SECRET))
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM record").fetchone()
            erase(store, "a")
        assert SECRET.encode() in bytes_of(path)
        reader.execute("COMMIT")
    with open_store(url):
        assert SECRET.encode() not in bytes_of(path)


def test_a_file_of_the_first_layout_is_brought_up_to_date(path: Path, url: str) -> None:
    make_file(path, [actor("a")], [put_away(1, actor("a"))])
    ask(path, "ALTER TABLE head DROP COLUMN scrub")
    ask(path, "PRAGMA user_version = 1")
    with open_store(url) as store:
        erase(store, "a")
    assert ask(path, "SELECT version, scrub FROM head") == [(2, 0)]


def test_a_file_of_layout_2_is_brought_up_to_date_with_its_log(path: Path, url: str) -> None:
    records, log = log_of_layout_2()
    make_file(path, records, log)
    with open_store(url) as store:
        assert store.log(0) == log
        assert contents(store) == by_id(records)
        assert store.outcome("ada", "m", "d") == log[1]
        assert [entry.version for entry in store.past(["actor-7"])] == [2, 3]
        assert [entry.version for entry in store.past(["gone"])] == [3, 4]
        assert unlogged(store) == []
        erase(store, "actor-7")
        assert "Other" not in repr(store.past(["actor-7"]))
    bodies = [body for (body,) in ask(path, "SELECT body FROM change WHERE version = 1 ORDER BY ordinal")]
    assert bodies == [msgspec.json.encode(change).decode() for change in log[0].changes.changes]


def test_people_read_the_records_of_each_kind_in_a_view(path: Path, url: str) -> None:
    records = [*every_kind(filled)]
    with open_store(url, create=True) as store:
        put(store, *records)
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for kind in RecordKind:
            rows = {row["id"]: row for row in connection.execute(f'SELECT * FROM "{kind.lower()}"')}
            own = {record.id: record for record in records if record.kind is kind}
            assert rows.keys() == own.keys()
            for id, row in rows.items():
                assert row.keys() == [field.key for field in fields_of(TYPES[kind])]
                kept = json.loads(encode(own[id]))
                for key in row.keys() & kept.keys():
                    value = json.loads(row[key]) if isinstance(kept[key], list | dict) else row[key]
                    assert value == kept[key], (id, key)


def test_views_show_defaults(path: Path, url: str) -> None:
    with open_store(url, create=True) as store:
        put(store, bare(RecordKind.ACTOR, id="a"), bare(RecordKind.ACTOR, id="b"), tie("a", "b"))
    assert ask(path, "SELECT visibility, capacity, tags, website FROM actor LIMIT 1") == [
        ("PARTNERS", "UNKNOWN", "[]", None)
    ]
    assert ask(path, 'SELECT "from", "to", "tieKind", intensity, directed, confirmation FROM tie') == [
        ("a", "b", "KNOWS", 2, 1, "NOT_ASKED")
    ]


def test_views_of_another_version_are_made_anew(path: Path, url: str) -> None:
    with open_store(url, create=True) as store:
        put(store, actor("a"))
    ask(path, "DROP VIEW actor")
    ask(path, "CREATE VIEW actor AS SELECT 1 AS old")
    ask(path, "CREATE VIEW mine AS SELECT id FROM record")
    ask(path, "UPDATE head SET views = 'old'")
    open_store(url).close()
    assert ask(path, "SELECT id, name FROM actor") == [("a", "a")]
    assert ask(path, "SELECT id FROM mine") == [("a",)]


def test_what_does_not_fit_the_model_is_left_out_and_listed(path: Path, url: str) -> None:
    with open_store(url, create=True) as store:
        put(store, actor("a"), actor("b"), actor("c"), tie("a", "b"), tie("b", "c"))
        ask(path, """UPDATE record SET body = json_set(body, '$.actorKind', 'CLUB') WHERE id = 'c'""")
        assert {record.id for record in store.load().records} != set()
        assert {record.id for record in store.load().records} == {"a", "b", "a-KNOWS-b"}
        places = {misfit.place: misfit.message for misfit in store.misfits}
    assert places.keys() == {"c", "b-KNOWS-c"}
    assert "CLUB" in places["c"]
    assert "c" in places["b-KNOWS-c"]


def test_a_full_disk_is_told_and_nothing_is_written(path: Path, url: str) -> None:
    from graphsvc.stores.sqlite import SqliteStore

    with SqliteStore.open(url, create=True) as store:
        put(store, actor("a"))
        pages = store._writer.execute("PRAGMA page_count").fetchone()[0]
        store._writer.execute(f"PRAGMA max_page_count = {pages}")  # the error that a full disk gives
        with pytest.raises(StoreUnavailable, match="full"):
            put(store, *[actor(f"actor-{number}") for number in range(1_000)])
        assert contents(store).keys() == {"a"}
        assert store.head().version == 1
