"""The command line: `graphsvc COMMAND`; `docs/commands.md` lists the commands."""

from graphsvc.cli import answering, importing, keeping, serving
from graphsvc.cli.invocation import main

__all__ = ["answering", "importing", "keeping", "main", "serving"]
