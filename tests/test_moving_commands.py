"""The commands that move and erase, as a user types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphsvc.cli import main
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import SCHEMA_VERSION
from tests.contracts.layout_2 import log_of_layout_2, make_file
from tests.contracts.store import contents, put
from tests.records import actor, link, tie
from tests.stores.test_sqlite import ask


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path}/a.db"
    with open_store(url, create=True) as store:
        put(store, actor("a", name="Eetclub Noord"), actor("b"), tie("a", "b"))
    return url


def typed(*arguments: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)], input=answer)


def ids(url: str) -> set[str]:
    with open_store(url) as store:
        return {*contents(store)}


def test_copy_says_what_it_did_and_refuses_the_second_time(url: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path}/b.db"
    done = typed("copy", "--from", url, "--to", other)
    assert done.exit_code == 0
    assert f"{other}: 3 records, version 1, checksum " in done.stdout
    assert ids(other) == ids(url)
    again = typed("copy", "--from", url, "--to", other)
    assert again.exit_code == 1
    assert "stays as it is" in again.stderr


def test_backup_and_restore(url: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path}/b.db"
    made = typed("backup", "--store", url, tmp_path / "file")
    back = typed("restore", "--store", other, tmp_path / "file")
    assert (made.exit_code, back.exit_code) == (0, 0)
    assert made.stdout.partition(": ")[2] == back.stdout.partition(": ")[2]
    assert ids(other) == ids(url)
    assert typed("restore", "--store", other, tmp_path / "nothing").exit_code == 2


def test_a_file_that_is_no_backup_is_named_as_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear neighbours,\n" * 400)
    asked = typed("restore", "--store", f"sqlite:///{tmp_path}/b.db", tmp_path / "letter")
    assert asked.exit_code == 1
    assert f"{tmp_path}/letter" in asked.stderr
    assert "/tmp" not in asked.stderr.replace(str(tmp_path), "")


def test_what_is_left_out_of_a_backup_makes_it_end_with_a_fault(url: str, tmp_path: Path) -> None:
    ask(tmp_path / "a.db", "UPDATE record SET body = json_set(body, '$.actorKind', 'CLUB') WHERE id = 'b'")
    made = typed("backup", "--store", url, tmp_path / "file")
    assert made.exit_code == 1
    assert "left out: b: " in made.stderr
    assert ids(f"sqlite:///{tmp_path}/file") == {"a"}


def test_erase_asks_first_and_says_what_goes(url: str) -> None:
    no = typed("erase", "--store", url, "a", answer="n\n")
    assert no.exit_code == 1
    assert "Erase Eetclub Noord (a), 1 ties and links? This cannot be undone." in no.stderr
    assert ids(url) == {"a", "b", "a-KNOWS-b"}
    yes = typed("erase", "--store", url, "a", "--reason", "asked to", answer="y\n")
    assert yes.exit_code == 0
    assert "erased Eetclub Noord (a), 1 ties and links, version 2" in yes.stdout
    with open_store(url) as store:
        assert contents(store).keys() == {"b"}
        assert store.log(1)[0].changes.reason == "asked to"
    assert typed("erase", "--store", url, "b", "--yes").exit_code == 0
    gone = typed("erase", "--store", url, "b", "--yes")
    assert (gone.exit_code, "no record b" in gone.stderr) == (1, True)


def test_erase_names_the_records_about_it_that_stay(url: str) -> None:
    with open_store(url) as store:
        note = make(RecordKind.NOTE, {"id": "n", "text": "Called"})
        put(store, note, link("n", "ABOUT", "a"))
    done = typed("erase", "--store", url, "a", "--yes")
    assert "Records about it stay: n.\n" in done.stdout
    assert ids(url) == {"b", "n"}


def test_migrate_brings_an_older_layout_up_to_date(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    make_file(tmp_path / "old.db", *log_of_layout_2())
    for statement in ("ALTER TABLE head DROP COLUMN scrub", "PRAGMA user_version = 1"):
        ask(tmp_path / "old.db", statement)
    for _ in range(2):
        done = typed("migrate", "--store", url)
        assert (done.exit_code, done.stdout) == (0, f"{url}: layout {SCHEMA_VERSION}.\n")
    assert ask(tmp_path / "old.db", "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert typed("migrate", "--store", f"sqlite:///{tmp_path}/nowhere.db").exit_code == 1
