"""Neo4j databases without records, that keep their constraints: making those anew for each test would take seconds."""

from __future__ import annotations

from typing import Any

import neo4j


def ask(url: str, query: str, **values: Any) -> list[list[Any]]:
    """The rows that a query gives."""
    with neo4j.GraphDatabase.driver(url, notifications_min_severity="OFF") as driver, driver.session() as session:
        return session.run(query, values).values()


def without_records(url: str) -> str:
    """The address, after everything but the layout was taken away."""
    ask(url, "MATCH (node) WHERE NOT node:Head DETACH DELETE node")
    ask(url, "MATCH (head:Head) SET head.version = 0, head.writes = 0, head.filling = NULL")
    return url
