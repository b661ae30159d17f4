"""The project itself: its locks, its wheel, and the machinery its tests run on."""

import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import neo4j
import pytest
import typst
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Browser, Page

from tests.fixtures.chromium import watched
from tests.fixtures.neo4j import Neo4jServer, empty

ROOT = Path(__file__).parents[1]
DATA_FOLDERS = ("schema", "seeds", "visualisations")
RUN_TIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"


def locked(path: Path) -> dict[str, list[str]]:
    """The versions of each package in a lock; several when they differ by version of Python."""
    versions: dict[str, list[str]] = {}
    for line in path.read_text().splitlines():
        if line and not line.startswith((" ", "#")):
            name, version = line.removesuffix("\\").partition(";")[0].strip().split("==")
            versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def declared(*extras: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("lock", "extras"), [(RUN_TIME, ["speed"]), (DEVELOPMENT, ["speed", "dev"])], ids=["run time", "development"]
)
def test_lock_holds_every_dependency_in_its_range(lock: Path, extras: list[str]) -> None:
    versions = locked(lock)
    for requirement in declared(*extras):
        found = versions.get(canonicalize_name(requirement.name), [])
        assert found, f"{requirement.name} is not in {lock.name}"
        assert all(requirement.specifier.contains(version) for version in found), f"{requirement} in {lock.name}"


def test_development_lock_holds_the_run_time_lock() -> None:
    assert locked(RUN_TIME).items() <= locked(DEVELOPMENT).items()


@pytest.mark.parametrize("lock", [RUN_TIME, DEVELOPMENT], ids=["run time", "development"])
def test_lock_names_no_registry_and_no_path(lock: Path) -> None:
    for line in lock.read_text().splitlines():
        assert line.startswith("    --hash=sha256:") or "==" in line, line


def test_wheel_holds_the_package_and_its_data(tmp_path: Path) -> None:
    subprocess.run([ROOT / "scripts" / "build", "-t", "wheel", "-d", tmp_path], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in DATA_FOLDERS:
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert files
        for path in files:
            assert f"graphsvc/_data/{path.relative_to(ROOT).as_posix()}" in names
    for path in (ROOT / "graphsvc").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in names


@pytest.mark.parametrize(("ci", "outcome"), [("true", "1 failed"), ("", "1 skipped")])
def test_a_skip_is_a_failure_in_continuous_integration(tmp_path: Path, ci: str, outcome: str) -> None:
    assert outcome in run_pytest(tmp_path, "import pytest\ndef test_it(): pytest.skip('no reason')\n", ci)


@pytest.mark.parametrize(("ci", "outcome"), [("true", "1 error"), ("", "1 skipped")])
def test_a_skipped_module_is_a_failure_in_continuous_integration(tmp_path: Path, ci: str, outcome: str) -> None:
    assert outcome in run_pytest(tmp_path, "import pytest\npytest.importorskip('no_such_module')\n", ci)


def run_pytest(folder: Path, source: str, ci: str) -> str:
    (folder / "test_it.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-p", "tests.fixtures.skips", "-c", os.devnull, str(folder)]
    environment = os.environ | {"CI": ci}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False).stdout


def test_neo4j_is_given_empty(neo4j_url: str) -> None:
    with neo4j.GraphDatabase.driver(neo4j_url) as driver:
        assert driver.execute_query("MATCH (node) RETURN count(node)").records[0].value() == 0
        driver.execute_query("CREATE CONSTRAINT FOR (record:Record) REQUIRE record.id IS UNIQUE")
        driver.execute_query("CREATE FULLTEXT INDEX FOR (record:Record) ON EACH [record.name]")
        driver.execute_query("UNWIND range(1, 3) AS id CREATE (:Record {id: id})-[:KNOWS]->(:Other)")
        empty(neo4j_url)
        assert driver.execute_query("MATCH (node) RETURN count(node)").records[0].value() == 0
        assert not driver.execute_query("SHOW CONSTRAINTS").records
        assert {record["type"] for record in driver.execute_query("SHOW INDEXES").records} == {"LOOKUP"}


def test_neo4j_keeps_what_it_stored_when_stopped_hard(own_neo4j: Neo4jServer) -> None:
    with neo4j.GraphDatabase.driver(own_neo4j.url) as driver:
        driver.execute_query("CREATE (:Record {id: 1})")
    own_neo4j.stop()
    assert not own_neo4j.answers()
    own_neo4j.start()
    with neo4j.GraphDatabase.driver(own_neo4j.url) as driver:
        assert driver.execute_query("MATCH (record:Record) RETURN record.id").records[0].value() == 1


def test_chromium_draws_a_page(page: Page) -> None:
    page.set_content("<title>Kaart</title><h1 style='color: red'>Buurten</h1>")
    assert page.title() == "Kaart"
    assert page.get_by_role("heading").inner_text() == "Buurten"
    assert page.screenshot().startswith(b"\x89PNG")


def test_a_page_that_asks_something_of_another_machine_fails(chromium: Browser) -> None:
    with (
        pytest.raises(AssertionError, match=r"outside request: https://example\.invalid/map\.js"),
        watched(chromium) as page,
    ):
        page.set_content("<script src='https://example.invalid/map.js'></script>")


def test_a_page_whose_script_fails_fails(chromium: Browser) -> None:
    with pytest.raises(AssertionError, match="script error: drawing failed"), watched(chromium) as page:
        page.set_content("<script>throw new Error('drawing failed')</script>")


def test_verapdf_tells_an_accessible_document_from_another(
    tmp_path: Path, verapdf: Callable[[Path], tuple[str, bool]]
) -> None:
    source = b'#set document(title: [Rapport])\n#set text(lang: "nl")\n= Buurten\nTekst'
    accessible, other = tmp_path / "accessible.pdf", tmp_path / "other.pdf"
    accessible.write_bytes(typst.compile(source, pdf_standards=["ua-1"]))
    other.write_bytes(typst.compile(source))
    report, passes = verapdf(accessible)
    assert passes, report
    report, passes = verapdf(other)
    assert not passes
    assert "FAIL" in report
