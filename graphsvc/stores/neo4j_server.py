"""The Neo4j server of a store: its address, the driver with its time limits, and its errors in plain words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import SplitResult, urlsplit

import msgspec
import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

from graphsvc.errors import SettingError, StoreMissing, StoreUnavailable
from graphsvc.settings import read_settings
from graphsvc.stores.neo4j_breaker import Away

CONNECT_SECONDS = 2.0
ACQUIRE_SECONDS = 3.0
TRANSACTION_SECONDS = 5.0
RETRY_SECONDS = 4.0
CALL_SECONDS = 10.0
"""The deadline of a small call, tries again included: above what the limits before it add up to."""
ANSWER_SECONDS = 5.0
"""How long a server may be silent altogether: above a long collection of its garbage."""
OPEN_SECONDS = 9.0
"""The deadline of the first call, of which a person waits for the answer."""
LAYOUT_SECONDS = 110.0
"""The deadline of making the layout: some fifty constraints."""
SECONDS_A_CHANGE = 0.001
"""What a transaction gets besides for each record that it writes: ten times what it took when measured."""
SECONDS_A_KIND = 0.25
"""What it gets for each kind of record, tie and link: a server that just started must first plan a statement for it."""
LOAD_SECONDS = 120.0
"""What reading everything gets: 200,000 actors with 2,000,000 ties."""
CHANGE_SECONDS = 5.0
"""How long to try again to make a constraint that another process is making too."""


# The driver also logs what it tells by errors; where nobody set up logging, that would stand between our sentences.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Address(msgspec.Struct, frozen=True):
    """Where a store in Neo4j is: the server, and the database on it (None: the one that the server has for the user)."""

    server: str
    database: str | None


def address_of(url: str) -> Address:
    """The address in a URL: neo4j://HOST:PORT[/DATABASE]; the schemes with +s and +ssc encrypt. Raises SettingError."""
    parts = urlsplit(url)
    if not parts.hostname or not _has_port(parts) or "/" in parts.path.strip("/"):
        raise SettingError(f"{url!r} is no address of a Neo4j. Write neo4j://HOST:PORT or neo4j://HOST:PORT/DATABASE.")
    if parts.username is not None:
        raise SettingError(
            "An address of Neo4j may not hold a user. Set GRAPHSVC_NEO4J_USER and GRAPHSVC_NEO4J_PASSWORD instead."
        )
    return Address(parts._replace(path="").geturl(), parts.path.strip("/") or None)


def _has_port(parts: SplitResult) -> bool:
    """Whether the port is a number that a port can have, or is left out."""
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def connect(address: Address) -> neo4j.Driver:
    """The driver; it connects on first use. User and password come from the settings."""
    settings = read_settings()
    try:
        return neo4j.GraphDatabase.driver(
            address.server,
            auth=(settings.neo4j_user, settings.neo4j_password) if settings.neo4j_user else None,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=ACQUIRE_SECONDS,
            connection_write_timeout=TRANSACTION_SECONDS,
            max_transaction_retry_time=RETRY_SECONDS,
            telemetry_disabled=True,
            notifications_min_severity="OFF",
            user_agent="graphsvc",
        )
    except (ConfigurationError, ValueError) as error:
        raise SettingError(f"{address.server!r} is no address of a Neo4j: {error}.") from error


def run(transaction: neo4j.ManagedTransaction, statement: str, **parameters: Any) -> neo4j.Result:
    """Runs a statement. It may hold names of the model, such as a label; every value goes in as a parameter."""
    return transaction.run(statement, parameters)


@contextmanager
def told(address: Address, *, writing: bool = False) -> Iterator[None]:
    """Errors of the server and the driver become StoreMissing or StoreUnavailable, in one sentence with what to do."""
    try:
        yield
    except Neo4jError as error:
        if (error.code or "").endswith("DatabaseNotFound"):
            raise StoreMissing(
                f"Neo4j at {address.server} has no database {address.database}. Correct the address, or make it there."
            ) from error
        raise unavailable(address, error) from error
    except (DriverError, TimeoutError, Away) as error:
        if writing and isinstance(error, TimeoutError):
            raise unknown(address) from error
        raise StoreUnavailable(_silence(address)) from error


def _silence(address: Address) -> str:
    """What to look at when a server does not answer; the driver does not tell for which of these reasons."""
    where = f"Neo4j at {address.server} does not answer"
    scheme = address.server.partition("://")[0]
    if scheme.endswith("+s"):
        return (
            f"{where}. Look whether it runs, whether the address is right, and whether it uses TLS with a certificate "
            f"that this machine trusts: {scheme}:// asks for that."
        )
    if scheme.endswith("+ssc"):
        return (
            f"{where}. Look whether it runs, whether the address is right, and whether it uses TLS: "
            f"{scheme}:// asks for that."
        )
    return f"{where}. Look whether it runs and whether the address is right; for TLS write {scheme}+s://."


def unknown(address: Address) -> StoreUnavailable:
    """That it stays unknown whether a change was written."""
    return StoreUnavailable(
        f"The connection with Neo4j at {address.server} broke while it wrote, and it does not answer since. "
        "Look whether the change is there before you make it again."
    )


def unavailable(address: Address, error: Neo4jError) -> StoreUnavailable:
    """What an error of the server means for the caller."""
    where, code = f"Neo4j at {address.server}", error.code or ""
    if isinstance(error, AuthError) or ".Security." in code:
        return StoreUnavailable(
            f"{where} refuses this user. Correct GRAPHSVC_NEO4J_USER and GRAPHSVC_NEO4J_PASSWORD, or give it the rights."
        )
    if out_of_memory(error):
        return StoreUnavailable(
            f"{where} has too little memory for so large a change. Give it a larger heap, or write less at a time."
        )
    if "TimedOut" in code or "Lock" in code or "Terminated" in code:
        return StoreUnavailable(
            f"{where} took too long, or another writer holds it. Nothing was written; try again later."
        )
    return StoreUnavailable(f"{where} does not work: {error.message}")


def out_of_memory(error: Neo4jError) -> bool:
    """Whether a transaction needs more memory than the server gives it. The driver takes this for a passing fault."""
    return "OutOfMemory" in (error.code or "")
