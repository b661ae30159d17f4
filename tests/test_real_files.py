"""The whole path on real files: imported by the command line, asked by GraphQL, drawn, and reported on.

Counts are those of the files themselves, told in each file's source: Kumu's tutorial has 51 elements and 113
connections, its template 10 and 11; the January snapshot of the Cambridge web has one edge whose end is not there.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pypdf
import pytest

from tests.fixtures.served import run, serving, store_at

FILES = {
    "kumu project": (["kumu/kumu-snap-to-tutorial-project.json"], [], 51, 113),
    "kumu workbook": (["kumu/snap-to-tutorial-data.xlsx"], [], 51, 113),
    "kumu template": (["kumu/kumu-changelabs-template.json"], [], 10, 11),
    "cambridge january": (["cambridge-resilience-web/2021-01-17-3a856dcc.json"], ["--leave-out-faults"], 107, 112),
    "cambridge may": (["cambridge-resilience-web/2021-05-11-ce630080.json"], [], 142, 141),
    "health departments": (
        ["local-health-departments-us/lhds_nodes.csv", "local-health-departments-us/lhds_edges.csv"],
        ["--column", "vertex.names=name", "--keep-columns"],
        1283,
        2708,
    ),
}
QUERY = (
    "{ actors(first: 1) { totalCount nodes { name metrics { degree } } } ties { totalCount } network { actorCount } }"
)


def whole_path(store: str, name: str, shared_data: Path, folder: Path) -> None:
    files, options, actors, ties = FILES[name]
    arguments = ["import", *(str(shared_data / file) for file in files), *options, "--store", store]
    run(*arguments)
    assert "0 wijzigingen" in run(*arguments)
    assert "0 changes" in run(*arguments, "--lang", "en")
    with serving(store) as site, httpx.Client(base_url=site, timeout=90, headers={"accept": "text/html"}) as client:
        answer = client.post("/graphql", json={"query": QUERY}, headers={"accept": "application/json"}).json()
        assert "errors" not in answer
        assert answer["data"]["actors"]["totalCount"] == answer["data"]["network"]["actorCount"] == actors
        assert answer["data"]["ties"]["totalCount"] == ties
        page = client.get("/map").text
        drawn = json.loads(re.search(r'id="map-data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
        assert (len(drawn["nodes"]), len(drawn["edges"])) == (actors, ties)
        assert "<table" in client.get("/report").text
        (folder / "report.pdf").write_bytes(client.get("/report.pdf").content)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(folder / "report.pdf").pages)
    assert f"{actors:,}".replace(",", ".") in text


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_imported_asked_drawn_and_reported_on_in_sqlite(name, shared_data, tmp_path):
    whole_path(store_at(tmp_path / "real.db"), name, shared_data, tmp_path)


@pytest.mark.parametrize("name", ["kumu project", "cambridge may", "health departments"])
def test_a_real_file_is_imported_asked_drawn_and_reported_on_in_neo4j(name, neo4j_url, shared_data, tmp_path):
    whole_path(neo4j_url, name, shared_data, tmp_path)
