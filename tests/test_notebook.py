"""The notebook in `docs/` runs from its first cell to its last, in a kernel of its own."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from graphsvc.model.changes import ChangeSet, created
from graphsvc.model.days import today
from graphsvc.seeding.region import demonstration
from graphsvc.stores.address import open_store

NOTEBOOK = Path(__file__).parents[1] / "docs" / "analysis.ipynb"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """What each cell printed or gave, by the text of the cell."""
    folder = tmp_path_factory.mktemp("notebook")
    address = f"sqlite:///{folder / 'region.db'}"
    with open_store(address, create=True) as store:
        store.commit(ChangeSet(changes=tuple(map(created, demonstration(today()))), by="test"), 0)
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRAPHSVC_STORE", address)
        patch.setenv("IPYTHONDIR", str(folder))
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    return {cell.source: _text(cell) for cell in notebook.cells if cell.cell_type == "code"}


def _text(cell) -> str:
    return "".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def said(run, part: str) -> str:
    [found] = [text for source, text in run.items() if part in source]
    return found


def test_it_reads_the_network_of_the_store(run):
    assert said(run, "graphsvc.open(store)\n").startswith("400 actors, ")


def test_its_fast_figures_are_those_of_networkx(run):
    assert float(said(run, "nx.constraint(simple)").split()[-1]) < 1e-9


def test_it_shows_gaps_and_an_advice(run):
    assert "ISOLATED" in said(run, "region.gaps()")
    assert said(run, "region.advise").count("Verzonnen") == 3


def test_it_is_kept_without_what_a_run_gave():
    assert all(not cell.get("outputs") for cell in nbformat.read(NOTEBOOK, as_version=4).cells)
