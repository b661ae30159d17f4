"""Where the plain data folders are: `schema/`, `seeds/` and `visualisations/`, in a checkout and in an installation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

Folder = Literal["schema", "seeds", "visualisations"]


@cache
def folder(name: Folder) -> Path:
    """The folder of that name: beside the package in a checkout, under `_data` in an installation."""
    package = Path(__file__).parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name
