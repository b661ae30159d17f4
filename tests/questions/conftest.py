"""Regions that stand in SQLite and in Neo4j alike, and a way to ask all three: GraphQL on either, and Cypher."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphsvc.access.viewer import ADMIN, Viewer
from graphsvc.api.asking import Answered, Asking, ask
from graphsvc.errors import StoreUnavailable
from graphsvc.graph.view import View
from graphsvc.model.days import today
from graphsvc.model.records import AnyRecord, Edge
from graphsvc.questions import Question, Row
from graphsvc.seeding.region import demonstration, generate
from graphsvc.stores.moving import copy
from tests.api.conftest import Asker, asker_at, asker_on
from tests.fixtures.dose import DOSE, SEED
from tests.fixtures.neo4j import empty
from tests.questions.staging import staged, weathered

ALL = 100_000
SEEDS = [(SEED + number) % 10**6 for number in range(max(1, round(DOSE)))]
"""Of the generated regions that are asked besides the demonstration."""
ACTORS = 140
TIMES = 3


class Region:
    """One region in two stores."""

    def __init__(self, sqlite: Asker, neo4j: Asker, driver: neo4j.Driver) -> None:
        self.sqlite, self.neo4j, self.driver = sqlite, neo4j, driver

    @property
    def view(self) -> View:
        return self.sqlite.live.view(ADMIN)

    def rows(self, asker: Asker, question: Question, values: dict[str, Any]) -> list[Row]:
        return asked(asker, question, values).rows

    def cypher(self, question: Question, values: dict[str, Any]) -> list[Row]:
        """The rows that Neo4j gives by itself."""
        parameters = {**values, "today": today()}
        found = self.driver.execute_query(question.cypher, parameters, routing_="r")
        return [{key: plain(row[key]) for key in found.keys} for row in found.records]


def asked(asker: Asker, question: Question, values: dict[str, Any], viewer: Viewer = ADMIN) -> Answered:
    """What the API answers, all pages of it."""
    asking = Asking(viewer=viewer, language="nl")
    return asker.portal.call(ask, asker.api, question, values, asking, ALL)


def ordered(rows: list[Row]) -> list[str]:
    """Rows and the lists in them in an order of their own."""
    return sorted(json.dumps({key: sorted_cell(cell) for key, cell in row.items()}, sort_keys=True) for row in rows)


def sorted_cell(cell: Any) -> Any:
    return sorted(cell, key=lambda one: json.dumps(one, sort_keys=True)) if isinstance(cell, list) else cell


def plain(value: Any) -> Any:
    """A value of the driver as JSON has it."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value.iso_format() if hasattr(value, "iso_format") else value


def changing(seed: int) -> list[AnyRecord]:
    """A generated region in which much begins and ends around today, and every question has an answer."""
    return sorted([*weathered(generate(ACTORS, seed, today()), seed), *staged()], key=lambda one: isinstance(one, Edge))


def fill(url: str, source: str) -> None:
    """Copy a store to Neo4j; again when a busy machine took too long."""
    for left in reversed(range(TIMES)):
        empty(url)
        try:
            copy(source, url)
            return
        except StoreUnavailable:
            if not left:
                raise


REGIONS: dict[str, Callable[[], list[AnyRecord]]] = {
    "demonstration": lambda: list(demonstration(today())),
    **{f"generated-{seed}": partial(changing, seed) for seed in SEEDS},
}


@pytest.fixture(scope="module", params=REGIONS)
def both(
    request: pytest.FixtureRequest, neo4j_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Region]:
    """The demonstration, and generated regions, one after the other."""
    file: Path = tmp_path_factory.mktemp("questions") / "region.db"
    with asker_on(file, REGIONS[request.param]()) as sqlite:
        fill(neo4j_server, f"sqlite:///{file}")
        with neo4j.GraphDatabase.driver(neo4j_server) as driver, asker_at(neo4j_server) as served:
            yield Region(sqlite, served, driver)
