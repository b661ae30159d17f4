import sqlite3

import httpx
import pytest

from tests.fixtures.served import serving, store_at


@pytest.fixture(scope="session")
def editable_file(demonstration, tmp_path_factory):
    """The demonstration region in a file of its own, which tests may write to."""
    path = tmp_path_factory.mktemp("editable") / "region.db"
    with sqlite3.connect(demonstration.removeprefix("sqlite:///")) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
    return path


@pytest.fixture(scope="session")
def editable(editable_file):
    """The address at which that file is served."""
    with serving(store_at(editable_file)) as address:
        yield address


@pytest.fixture
def client(editable):
    """A browser without scripts: it keeps cookies and follows no redirect by itself."""
    with httpx.Client(base_url=editable, headers={"accept": "text/html"}, timeout=60) as client:
        yield client
