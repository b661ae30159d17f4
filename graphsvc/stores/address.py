"""Which store a URL means."""

from __future__ import annotations

from urllib.parse import urlsplit

from graphsvc.errors import SettingError
from graphsvc.stores.contract import Store


def open_store(url: str, *, create: bool = False) -> Store:
    """The store at `sqlite:///FILE`, `neo4j://HOST:PORT[/DB]` or `bolt://HOST:PORT[/DB]`.

    Raises SettingError for any other address, and as `Store.open` does.
    """
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        from graphsvc.stores.sqlite import SqliteStore

        return SqliteStore.open(url, create=create)
    if scheme in ("neo4j", "bolt", "neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc"):
        from graphsvc.stores.neo4j import Neo4jStore  # the driver is imported on first use: it takes 0.3 s

        return Neo4jStore.open(url, create=create)
    raise SettingError(
        f"{url!r} is no address of a store. Write sqlite:///FILE, neo4j://HOST:PORT or bolt://HOST:PORT."
    )
