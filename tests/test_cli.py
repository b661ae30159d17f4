"""The commands, each in a process of its own: what they say, write and end with."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import httpx
import pytest

from tests.fixtures.served import run, serving, store_at

ACTORS = "name,actorKind,themes\nBuurtkring,INITIATIVE,\nWelzijn,WELFARE,\n"


def files(folder, **contents):
    for name, text in contents.items():
        (folder / name.replace("_", ".")).write_text(text)
    return [str(folder / name.replace("_", ".")) for name in contents]


def test_an_existing_store_is_never_loaded_over(demonstration):
    assert "holds a network already" in run("load", "--store", demonstration, code=1)
    assert "holds a network already" in run("generate", "--actors", "100", "--store", demonstration, code=1)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("actors_csv", "name,actorKnd\nA,CARE\n", ["actors.csv", "actorKnd", "actorKind"]),
        ("actors_csv", "name,actorKind\nA,CARES\n", ["actors.csv", "row 2", "CARES", "welfare organisation"]),
        ("actors_csv", "id,name,actorKind\na,A,CARE\na,B,CARE\n", ["actors.csv", "row 3", "a"]),
        ("ties_csv", "from,to\nA,Nobody\n", ["ties.csv", "row 2", "Nobody"]),
        ("project_json", '{"elements": 1, "connections": []}', ["project.json"]),
        ("book_xlsx", "not a zip", ["book.xlsx"]),
        ("actors_csv", "\0\1\2", ["actors.csv"]),
    ],
    ids=["unknown column", "unknown value", "double id", "loose end", "no project", "no workbook", "binary"],
)
def test_a_bad_file_is_refused_with_its_place_and_nothing_is_written(tmp_path, name, text, told):
    store = store_at(tmp_path / "new.db")
    said = run("import", *files(tmp_path, **{name: text}), "--store", store, "--lang", "en", code=1)
    assert all(part in said for part in told), said
    assert "Traceback" not in said
    assert not (tmp_path / "new.db").exists()


def test_a_dry_run_tells_and_writes_nothing(tmp_path):
    (tmp_path / "actors.csv").write_text("name,actorKind\nA,CARE\n")
    said = run(
        "import", str(tmp_path / "actors.csv"), "--dry-run", "--lang", "en", "--store", store_at(tmp_path / "new.db")
    )
    assert "1 new actor" in said
    assert not (tmp_path / "new.db").exists()


def test_what_is_right_can_be_taken_in_without_the_rest(tmp_path):
    (tmp_path / "actors.csv").write_text("name,actorKind\nA,CARE\nB,CARES\n")
    store = store_at(tmp_path / "new.db")
    told = json.loads(run("import", str(tmp_path / "actors.csv"), "--leave-out-faults", "--json", "--store", store))
    assert (told["counts"]["ACTOR"]["created"], told["counts"]["ACTOR"]["left_out"]) == (1, 1)
    assert "nothing is wrong" in run("check", "--store", store, "--lang", "en")


def test_rows_without_a_type_get_the_kind_that_is_chosen_for_them(tmp_path):
    (tmp_path / "web.json").write_text('{"nodes": [{"id": 0, "label": "A"}], "edges": []}')
    store = store_at(tmp_path / "new.db")
    assert "=INITIATIVE" in run("import", "--help") or "=ACTOR_KIND" in run("import", "--help")
    run("import", str(tmp_path / "web.json"), "--kind", "=INITIATIVE", "--store", store)
    with sqlite3.connect(tmp_path / "new.db") as database:
        assert database.execute("SELECT actorKind FROM actor").fetchall() == [("INITIATIVE",)]


def test_a_report_and_a_map_are_written_as_the_public_sees_them(demonstration, tmp_path):
    report = tmp_path / "report.html"
    seen, public = (
        run("report", "GM0599", "--as", role, "-o", str(report), "--store", demonstration) and report.read_text()
        for role in ("admin", "public")
    )
    assert seen != public
    run(
        "map", "Rotterdam", "--as", "public", "--lang", "en", "-o", str(tmp_path / "map.html"), "--store", demonstration
    )
    assert '<html lang="en">' in (tmp_path / "map.html").read_text()


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(demonstration, tmp_path):
    for command in ("report", "map"):
        said = run(command, "-o", str(tmp_path / "no" / "file.html"), "--store", demonstration, code=1)
        assert "file.html" in said
        assert "Traceback" not in said


def test_an_advice_is_given_in_words_and_as_values(demonstration):
    words = run("advise", "--area", "Rotterdam", "--theme", "Eenzaamheid", "--store", demonstration)
    assert words.startswith("1. ")
    values = json.loads(
        run("advise", "--area", "GM0599", "--theme", "theme-loneliness", "--json", "--store", demonstration)
    )
    assert [point["rank"] for point in values["points"]] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("option", "value"), [("--area", "Atlantis"), ("--theme", "Niets"), ("--asking", "Niemand")])
def test_an_unknown_name_is_told(demonstration, option, value):
    assert value in run("advise", option, value, "--store", demonstration, code=1)


def test_figures_are_told_as_a_table_and_written_into_the_store(tmp_path):
    store = store_at(tmp_path / "new.db")
    run("generate", "--actors", "120", "--store", store)
    rows = [*csv.DictReader(io.StringIO(run("figures", "--store", store)))]
    assert len(rows) == 120
    assert "figures of 120 actors at version" in run("figures", "--write", "--store", store)
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        written = dict(connection.execute("SELECT id, degree FROM actor_figures").fetchall())
    assert written == {row["id"]: int(row["degree"]) for row in rows}
    run("check", "--store", store)
    for option in (["--as", "public"], ["--as-of", "2020-01-01"]):
        assert "leave out" in run("figures", "--write", *option, "--store", store, code=2)


def test_the_demonstration_holds_to_the_rules(demonstration):
    run("check", "--store", demonstration)


# Stores that are not there, not ours, or not ready


def test_a_store_that_is_missing_is_told_with_what_to_do(tmp_path):
    said = run("check", "--store", store_at(tmp_path / "none.db"), code=1)
    assert "none.db" in said
    assert len(said.strip().splitlines()) == 1


def test_a_file_that_is_no_store_is_left_alone(tmp_path):
    (tmp_path / "text.db").write_text("This is a letter, not a database. " * 100)
    assert "text.db" in run("check", "--store", store_at(tmp_path / "text.db"), code=1)
    assert (tmp_path / "text.db").read_text().startswith("This is a letter")


@pytest.mark.parametrize("address", ["neo4j://127.0.0.1:1", "bolt://127.0.0.1:1"])
def test_a_server_that_does_not_answer_is_told_in_one_sentence_within_ten_seconds(address):
    start = time.monotonic()
    said = run("check", "--store", address, code=1)
    assert time.monotonic() - start < 10
    assert "127.0.0.1:1" in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize("address", ["mysql://x", "region.db", "sqlite://host/x.db"])
def test_an_address_that_is_none_is_refused(address):
    assert "sqlite:///" in run("check", "--store", address, code=1)


# Serving


def test_only_this_machine_is_served():
    assert "0.0.0.0" in run("serve", "--host", "0.0.0.0", code=1)


def test_a_port_that_is_taken_is_told_at_once(site, demonstration):
    port = httpx.URL(site).port
    assert f"Port {port}" in run("serve", "--port", str(port), "--store", demonstration, code=1)


def test_an_unknown_setting_stops_the_service_by_name(demonstration):
    done = subprocess.run(
        [sys.executable, "-m", "graphsvc", "serve", "--store", demonstration],
        env={"GRAPHSVC_PROT": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "GRAPHSVC_PROT does not exist. Did you mean GRAPHSVC_PORT?" in done.stderr


def test_the_language_of_the_pages_can_be_chosen_for_all(demonstration):
    with serving(demonstration, GRAPHSVC_LANG="en") as address:
        assert '<html lang="en">' in httpx.get(address, headers={"accept": "text/html"}).text


def test_a_report_compares_with_a_round_or_a_day(tmp_path, demonstration):
    for against, said in (("demo-earlier-round", "Verzonnen meetronde 1"), ("2025-10-25", "25 oktober 2025")):
        report = tmp_path / "report.html"
        run("report", "GM0599", "-o", str(report), "--against", against, "--store", demonstration)
        assert f"Wat veranderde sinds {said}" in report.read_text(encoding="utf-8")
    refused = run("report", "-o", str(report), "--against", "gisteren", "--store", demonstration, code=1)
    assert "gisteren is geen dag" in refused
