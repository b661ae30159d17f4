from types import SimpleNamespace

import pytest

from graphsvc.access.viewer import ADMIN
from graphsvc.analysis.figures import compute_figures
from graphsvc.graph.graph import Graph
from graphsvc.graph.view import View
from graphsvc.model.records import Area
from graphsvc.seeding.region import demonstration
from tests.records import DAY


@pytest.fixture(scope="session")
def region():
    """The demonstration region as an administrator sees it: `view`, `figures`, and the id of `rotterdam`."""
    view = View(Graph.of(demonstration(DAY)), ADMIN, DAY)
    (rotterdam,) = [area.id for area in view.records(Area) if area.name == "Rotterdam"]
    return SimpleNamespace(view=view, figures=compute_figures(view), rotterdam=rotterdam)
