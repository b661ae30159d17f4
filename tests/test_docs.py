"""What the documentation must not forget: each setting, command, option and page."""

import re
from pathlib import Path

import click
import pytest
from starlette.routing import Mount

from graphsvc.analysis.gaps.thresholds import Thresholds, declared
from graphsvc.cli import main
from graphsvc.live import LiveGraph
from graphsvc.settings import PREFIX, Settings
from graphsvc.web.addresses import RecordRoute
from graphsvc.web.app import build_app

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("field", Settings.__struct_fields__)
def test_every_setting_is_documented_with_its_default(field):
    line = next(
        line for line in (DOCS / "settings.md").read_text().splitlines() if f"`{PREFIX}{field.upper()}`" in line
    )
    default = getattr(Settings(), field)
    shown = "empty" if default == "" else str(default).lower() if isinstance(default, bool) else str(default)
    assert shown in line


@pytest.mark.parametrize("one", declared(), ids=lambda one: one.name)
def test_every_threshold_of_gaps_is_documented_with_its_default_and_range(one):
    default = getattr(Thresholds(), one.attribute)
    line = f"| `{one.name}` | {default:g} | {one.least:g} to {one.most:,.0f} | {one.says} |"
    assert line in (DOCS / "settings.md").read_text().splitlines()


@pytest.mark.parametrize("command", main.commands)
def test_every_command_is_documented(command):
    assert f"`graphsvc {command} " in (DOCS / "commands.md").read_text().replace(
        f"`graphsvc {command}`", f"`graphsvc {command} `"
    )


def addresses(routes, start=""):
    """Every address that the application answers."""
    for route in routes:
        if isinstance(route, Mount):
            yield from addresses(route.routes, f"{start}{route.path}") if route.routes else [f"{start}/static/…"]
        elif isinstance(route, RecordRoute):
            yield f"/records/ID{route.part}"
        else:
            yield f"{start}{route.path}"


def test_the_table_of_addresses_is_that_of_the_routes(tmp_path):
    live = LiveGraph.open(f"sqlite:///{tmp_path}/a.db", create=True)
    try:
        answered = set(addresses(build_app(live, Settings(), 0).routes))
    finally:
        live.close()
    pages = (DOCS / "commands.md").read_text().partition("## Pages")[2].partition("\n## ")[0]
    rows = "\n".join(line for line in pages.splitlines() if line.startswith("| `/"))
    assert set(re.findall(r"`(/[^`?]*)", rows)) == answered


@pytest.mark.parametrize("command", main.commands.values(), ids=main.commands)
def test_every_option_says_what_it_does(command):
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, f"{command.name}: {parameter.name}"
