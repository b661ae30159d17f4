from datetime import date

import pytest

from graphsvc.access.viewer import ADMIN
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.records import AnyRecord
from graphsvc.seeding.region import demonstration

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def region() -> list[AnyRecord]:
    """The demonstration region on a fixed day."""
    return demonstration(TODAY)


@pytest.fixture(scope="session")
def region_view(region: list[AnyRecord]) -> View:
    """What an administrator sees of it."""
    return View(Graph.of(region), ADMIN, TODAY)
