"""A Neo4j that asks for a password and can encrypt, and addresses that ask for more than a server has."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from graphsvc.errors import StoreUnavailable
from graphsvc.stores.address import open_store
from tests.contracts.store import contents, put
from tests.fixtures.neo4j import Neo4jServer
from tests.records import actor

PASSWORD = "a long password of one test"


class GuardedServer(Neo4jServer):
    """A server that wants to know who asks."""

    def __init__(self, home: Path, certificates: Path) -> None:
        super().__init__(home)
        self.environment = {"NEO4J_AUTH": "true", "NEO4J_CERTIFICATES": str(certificates)}

    def answers(self) -> bool:
        """Whether it took its first password, which it wants to have changed."""
        change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new"
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            with neo4j.GraphDatabase.driver(self.url, auth=("neo4j", "neo4j")) as driver:
                driver.execute_query(change, new=PASSWORD, database_="system")
        except (OSError, neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError):
            return False
        return True


def sign(folder: Path) -> None:
    """Makes a key, and a certificate of 127.0.0.1 that nobody else has signed."""
    files: list[str | Path] = ["-keyout", folder / "private.key", "-out", folder / "public.crt"]
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command: list[str | Path] = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        *files,
        *names,
    ]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    if not all(map(shutil.which, ("java", "mvn", "openssl"))):
        pytest.skip("needs Java 17, Maven and openssl")
    certificates = tmp_path_factory.mktemp("certificates")
    sign(certificates)
    server = GuardedServer(tmp_path_factory.mktemp("neo4j"), certificates)
    server.start()
    yield server
    server.stop()


def log_in(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setenv("GRAPHSVC_NEO4J_USER", "neo4j")
    monkeypatch.setenv("GRAPHSVC_NEO4J_PASSWORD", password)


@pytest.mark.neo4j
def test_the_right_password_opens_a_store_with_and_without_tls(
    guarded: Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(monkeypatch, PASSWORD)
    with open_store(guarded.url.replace("bolt://", "bolt+ssc://"), create=True) as store:
        put(store, actor("a"))
    with open_store(guarded.url) as store:
        assert contents(store).keys() == {"a"}


@pytest.mark.neo4j
@pytest.mark.parametrize("password", [None, "another"])
def test_no_password_or_a_wrong_one_is_told_and_not_repeated(
    guarded: Neo4jServer, monkeypatch: pytest.MonkeyPatch, password: str | None
) -> None:
    if password is not None:
        log_in(monkeypatch, password)
    with pytest.raises(StoreUnavailable, match="refuses this user") as refused:
        open_store(guarded.url)
    assert "another" not in str(refused.value)


@pytest.mark.neo4j
def test_a_certificate_that_is_not_trusted_is_told(guarded: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    log_in(monkeypatch, PASSWORD)
    with pytest.raises(StoreUnavailable, match="TLS with a certificate that this machine trusts"):
        open_store(guarded.url.replace("bolt://", "bolt+s://"))


@pytest.mark.parametrize("scheme", ["bolt+s", "bolt+ssc"])
def test_a_server_without_tls_that_is_asked_for_it_is_told(neo4j_server: str, scheme: str) -> None:
    with pytest.raises(StoreUnavailable, match="whether it uses TLS"):
        open_store(neo4j_server.replace("bolt://", f"{scheme}://"))
