"""The library without the service: `graphsvc.open`."""

import subprocess
import sys
from datetime import date

import networkx as nx
import pytest

import graphsvc
from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.figures import compute_figures
from graphsvc.analysis.gaps import find_gaps
from graphsvc.errors import StoreMissing
from graphsvc.model.changes import ChangeSet, created
from graphsvc.stores.address import open_store
from tests.records import actor, tie

RECORDS = [
    actor("a", visibility="PUBLIC"),
    actor("b", "WELFARE", visibility="PUBLIC"),
    actor("hidden"),
    actor("old", visibility="PUBLIC", validFrom="2020-01-01", validTo="2021-01-01"),
    tie("a", "b", visibility="PUBLIC"),
    tie("a", "hidden"),
]


@pytest.fixture
def address(tmp_path):
    found = f"sqlite:///{tmp_path / 'region.db'}"
    with open_store(found, create=True) as store:
        store.commit(ChangeSet(changes=tuple(map(created, RECORDS)), by="test"), 0)
    return found


def test_it_is_a_networkx_graph_of_what_holds_today(address):
    with graphsvc.open(address) as region:
        assert nx.to_dict_of_lists(region.to_networkx()) == {"a": ["b", "hidden"], "b": [], "hidden": []}
        assert dict(region.simple_graph().degree) == {"a": 2, "b": 1, "hidden": 1}


def test_the_public_sees_only_what_is_public(address):
    with graphsvc.open(address, public=True) as region:
        assert set(region.to_networkx()) == {"a", "b"}
        assert set(region.figures().actors) == {"a", "b"}


def test_another_day_is_another_network(address):
    with graphsvc.open(address, day=date(2020, 6, 1)) as region:
        assert "old" in region.to_networkx()
    with graphsvc.open(address) as region:
        assert "old" in region.on(date(2020, 6, 1)).to_networkx()
        assert "old" not in region.to_networkx()


def test_figures_gaps_and_advice_are_those_of_the_service(address):
    with graphsvc.open(address) as region:
        assert region.figures() == compute_figures(region.view)
        assert region.gaps() == find_gaps(region.view)
        assert region.advise(budget=2) == advise(region.view, AdviceRequest(budget=2))


def test_a_store_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreMissing, match=r"nowhere\.db"):
        graphsvc.open(f"sqlite:///{tmp_path / 'nowhere.db'}")


def test_importing_the_package_imports_nothing_heavy():
    loaded = "import sys, graphsvc; print(sorted({'numpy', 'networkx', 'starlette', 'msgspec'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "[]\n"
