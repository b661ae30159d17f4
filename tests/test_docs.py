"""What the documentation must not forget: each setting, command, option and page."""

from pathlib import Path

import click
import pytest

from graphsvc.cli import main
from graphsvc.settings import PREFIX, Settings

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("field", Settings.__struct_fields__)
def test_every_setting_is_documented_with_its_default(field):
    line = next(
        line for line in (DOCS / "settings.md").read_text().splitlines() if f"`{PREFIX}{field.upper()}`" in line
    )
    default = getattr(Settings(), field)
    shown = "empty" if default == "" else str(default).lower() if isinstance(default, bool) else str(default)
    assert shown in line


@pytest.mark.parametrize("command", main.commands)
def test_every_command_is_documented(command):
    assert f"`graphsvc {command} " in (DOCS / "commands.md").read_text().replace(
        f"`graphsvc {command}`", f"`graphsvc {command} `"
    )


@pytest.mark.parametrize("command", main.commands.values(), ids=main.commands)
def test_every_option_says_what_it_does(command):
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help, f"{command.name}: {parameter.name}"
