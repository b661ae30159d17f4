"""Moving between real stores, of both kinds."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from graphsvc.errors import StoreExists, StoreMissing, StoreUnavailable
from graphsvc.model.changes import Entry
from graphsvc.model.records import AnyRecord, encode
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import Side
from graphsvc.stores.moving import backup, checksum, copy, restore
from tests.contracts.erasure import SECRET, erase
from tests.contracts.filled import every_kind, filled
from tests.contracts.fresh import without_records
from tests.contracts.layout_2 import log_of_layout_2, make_file
from tests.contracts.process import finish, start
from tests.contracts.store import by_id, changed, contents, put
from tests.records import actor, tie

PAST = ["b", "c", "a-KNOWS-b"]
"""Some whose past is read by itself."""


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a store of either kind, filled."""
    kind: str = request.param
    url = f"sqlite:///{tmp_path}/a.db"
    if kind == "neo4j":
        url = without_records(request.getfixturevalue("neo4j_server"))
    fill(url)
    return url


@pytest.fixture
def other(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/b.db"


def fill(url: str) -> None:
    with open_store(url, create=True) as store:
        put(store, *every_kind(filled), actor("a", name=SECRET), actor("b"), tie("a", "b"), reason="Zoë told it")
        put(store, changed(actor("b"), name="Bob"), by="bob", mutation_id="m", digest="d")
        put(store, actor("c", name=SECRET))
        erase(store, "c", by="cleo", reason="asked to")
        store.side_put("keys", "a", b"\x00\xff")


def held(url: str) -> tuple[int, dict[str, AnyRecord], list[Entry], list[Entry], list[Side]]:
    with open_store(url) as store:
        return store.head().version, contents(store), store.log(0), store.past(PAST), store.sides()


def test_a_copy_holds_records_log_and_small_documents_and_has_the_same_checksum(url: str, other: str) -> None:
    moved = copy(url, other)
    assert held(other) == held(url)
    with open_store(other) as store:
        assert moved.checksum == checksum(store.load().records)
        assert (moved.version, moved.records) == (4, len(contents(store)))
        assert store.outcome("bob", "m", "d") == store.log(1)[0]


@pytest.mark.neo4j
def test_there_and_back_again_is_the_same(tmp_path: Path, neo4j_server: str) -> None:
    first, last = f"sqlite:///{tmp_path}/a.db", f"sqlite:///{tmp_path}/b.db"
    fill(first)
    middle = without_records(neo4j_server)
    sums = [copy(first, middle).checksum, copy(middle, last).checksum]
    assert sums[0] == sums[1]
    assert held(last) == held(middle) == held(first)


def test_a_copy_goes_on_as_any_store(url: str, other: str) -> None:
    copy(url, other)
    with open_store(other) as store:
        assert put(store, changed(changed(actor("b"), name="Bob").record, name="Bobby")).version == 5


def test_a_target_that_holds_anything_is_refused_and_stays_as_it_is(url: str, other: str, tmp_path: Path) -> None:
    with open_store(other, create=True) as store:
        put(store, actor("theirs"))
    before = held(other)
    with pytest.raises(StoreExists, match="stays as it is"):
        copy(url, other)
    with pytest.raises(StoreExists, match="stays as it is"):
        backup(url, tmp_path / "b.db")
    assert held(other) == before
    with pytest.raises(StoreExists):
        copy(other, url)


def test_a_missing_source_makes_no_target(tmp_path: Path, other: str) -> None:
    with pytest.raises(StoreMissing):
        copy(f"sqlite:///{tmp_path}/nowhere.db", other)
    with pytest.raises(StoreMissing):
        backup(f"sqlite:///{tmp_path}/nowhere.db", tmp_path / "b.db")
    with pytest.raises(StoreMissing):
        restore(tmp_path / "nowhere.db", other)
    assert [*tmp_path.iterdir()] == []


def test_a_backup_is_one_file_and_is_put_back_as_it_was(url: str, other: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    made = backup(url, folder / "monday.graphsvc")
    assert [path.name for path in folder.iterdir()] == ["monday.graphsvc"]
    (folder / "monday.graphsvc").chmod(0o400)
    content = (folder / "monday.graphsvc").read_bytes()
    assert restore(folder / "monday.graphsvc", other) == made
    assert held(other) == held(url)
    assert (folder / "monday.graphsvc").read_bytes() == content
    with pytest.raises(StoreExists):
        restore(folder / "monday.graphsvc", other)


def test_a_backup_of_an_older_layout_is_put_back(other: str, tmp_path: Path) -> None:
    records, log = log_of_layout_2()
    make_file(tmp_path / "old.db", records, log)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    restore(tmp_path / "old.db", other)
    with open_store(other) as store:
        assert (store.head().version, contents(store), store.log(0)) == (5, by_id(records), log)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_store_in_use_is_no_backup(tmp_path: Path, other: str) -> None:
    with open_store(f"sqlite:///{tmp_path}/a.db", create=True) as store:
        put(store, actor("a"))
        with pytest.raises(StoreUnavailable, match="in use, not a backup"):
            restore(tmp_path / "a.db", other)


def test_what_was_erased_is_in_no_backup_made_after_it(url: str, tmp_path: Path) -> None:
    backup(url, tmp_path / "before.db")
    with open_store(url) as store:
        erase(store, "a")
    backup(url, tmp_path / "after.db")
    assert SECRET.encode() in (tmp_path / "before.db").read_bytes()
    assert SECRET.encode() not in (tmp_path / "after.db").read_bytes()


def test_a_backup_taken_while_commits_land_is_of_one_version(url: str, tmp_path: Path) -> None:
    writer = start("write", url, "w", 60)
    made: list[Path] = []
    while writer.poll() is None or len(made) < 2:
        made.append(tmp_path / f"{len(made)}.db")
        backup(url, made[-1])
    finish(writer)
    with open_store(url) as store:
        log = store.log(0)
    for path in made:
        version, records, lines, *_ = held(f"sqlite:///{path}")
        assert lines == log[:version]
        written = {change.id for entry in log[4:version] for change in entry.changes.changes}
        assert {id for id in records if id.startswith("w-")} == written


def test_an_erasure_while_a_backup_reads_is_in_it_or_not_at_all(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    fill(url)
    erased = threading.Event()

    def tell(what: str, done: int) -> None:
        if what == "reading" and not erased.is_set():
            erased.set()
            with open_store(url) as store:
                erase(store, "a")

    backup(url, tmp_path / "b.db", tell)
    assert held(f"sqlite:///{tmp_path}/b.db") == held(url)
    assert SECRET.encode() not in (tmp_path / "b.db").read_bytes()


def test_a_backup_that_fails_leaves_nothing(tmp_path: Path) -> None:
    fill(f"sqlite:///{tmp_path}/a.db")

    def tell(what: str, done: int) -> None:
        if what == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(f"sqlite:///{tmp_path}/a.db", tmp_path / "b.db", tell)
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]
    with pytest.raises(StoreUnavailable, match="Make the folder first"):
        backup(f"sqlite:///{tmp_path}/a.db", tmp_path / "not" / "there.db")


def test_what_does_not_fit_is_left_out_and_told(tmp_path: Path, other: str) -> None:
    fill(f"sqlite:///{tmp_path}/a.db")
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.execute("UPDATE record SET body = json_set(body, '$.actorKind', 'CLUB') WHERE id = 'b'")
    moved = copy(f"sqlite:///{tmp_path}/a.db", other)
    assert {misfit.place for misfit in moved.misfits} == {"b", "a-KNOWS-b"}
    with open_store(other) as store:
        assert "b" not in contents(store)


def test_the_checksum_is_of_all_records_in_any_order(rng: random.Random) -> None:
    records = [*every_kind(filled)]
    found = checksum(records)
    rng.shuffle(records)
    assert checksum(records) == found
    assert checksum(records[1:]) != found
    assert checksum([]) == "0" * 32
    alone = hashlib.sha256(encode(records[0])).hexdigest()[:32]
    assert checksum(records[:1]) == alone
