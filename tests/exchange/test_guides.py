"""The examples of the guides do what the guides say."""

import asyncio
import re
import textwrap
from pathlib import Path

import pytest

from graphsvc.exchange.draft import FORMATS
from graphsvc.live import LiveGraph
from graphsvc.model.kinds import RecordKind
from graphsvc.model.vocabularies import ActorKind, TieKind
from tests.exchange.planning import actor_named, graph_of, links, plan_of, take_in, ties

DOCS = Path(__file__).parents[2] / "docs"


def blocks(name: str) -> list[str]:
    """The indented blocks of a guide."""
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", (DOCS / name).read_text(), re.MULTILINE)
    return [textwrap.dedent(block).strip("\n") for block in found]


def test_the_tables_of_the_dutch_guide_import() -> None:
    actors, ties_table = [block for block in blocks("importeren.md") if ";" in block]
    graph = graph_of(
        (RecordKind.AREA, {"id": "b", "name": "Buurt", "level": "NEIGHBOURHOOD", "code": "BU05990110"}),
        (RecordKind.AREA, {"id": "g", "name": "Gemeente", "level": "MUNICIPALITY", "code": "GM0599"}),
        (RecordKind.THEME, {"id": "m", "name": "Ontmoeten"}),
        (RecordKind.THEME, {"id": "e", "name": "Eenzaamheid"}),
    )
    plan = plan_of(graph, {"actoren.csv": actors, "banden.csv": ties_table})
    assert plan.faults == ()
    take_in(graph, plan)
    assert actor_named(graph, "Buurttuin De Linde").actor_kind is ActorKind.INITIATIVE
    assert [(tie.tie_kind, tie.intensity) for tie in ties(graph)] == [(TieKind.COLLABORATES, 3)]
    assert len(links(graph)) == 4


def test_the_code_of_the_guide_for_engineers_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = [block for block in blocks("import.md") if "plan_import" in block]
    (tmp_path / "actors.csv").write_text("name,actorKind\nA,CARE\nB,WELFARE\n")
    (tmp_path / "ties.csv").write_text("from,to,tieKind\nA,B,KNOWS\n")
    monkeypatch.chdir(tmp_path)
    live = LiveGraph.open(f"sqlite:///{tmp_path / 'region.db'}", create=True)
    names: dict[str, object] = {"live": live}
    exec("async def run():\n" + textwrap.indent(code, "    "), names)
    asyncio.run(names["run"]())  # type: ignore[operator]
    assert capsys.readouterr().out == "2 new actors, 1 new tie\n"
    assert sorted(actor.name for actor in live.view().actors()) == ["A", "B"]
    live.close()


def test_every_format_is_in_the_guide() -> None:
    text = (DOCS / "import.md").read_text().casefold()
    for format in FORMATS:
        assert all(word.removesuffix("json") in text for word in format.split("-"))
