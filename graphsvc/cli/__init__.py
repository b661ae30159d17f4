"""The command line: `graphsvc COMMAND`; `docs/commands.md` lists the commands."""

from graphsvc.cli import answering, asking, computing, importing, keeping, serving
from graphsvc.cli.invocation import main

__all__ = ["answering", "asking", "computing", "importing", "keeping", "main", "serving"]
