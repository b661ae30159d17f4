"""What every format is read into: rows of actors and ties, each with its place in the file, before any rule is applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from graphsvc.errors import BadInput, Fault
from graphsvc.exchange.limits import check_size
from graphsvc.model.kinds import LinkKind

Format = Literal["kumu-json", "kumu-workbook", "csv", "node-link"]
FORMATS: tuple[Format, ...] = ("kumu-json", "kumu-workbook", "csv", "node-link")

NoticeCode = Literal[
    "UNKNOWN_ACTOR_TYPE",
    "UNKNOWN_TIE_TYPE",
    "NO_ACTOR_TYPE",
    "NO_TIE_TYPE",
    "UNUSED_KIND",
    "UNUSED_COLUMN",
    "WINDOWS_1252",
    "ID_TAKEN",
    "NUMBERS_MOVED",
    "RENAMED",
    "LEFT_OUT",
    "TIE_LEFT_OUT",
    "LOOPS_LEFT_OUT",
]


class InputFile(msgspec.Struct, frozen=True):
    """A file to import: its name without folders, and its bytes."""

    name: str
    body: bytes


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read the files."""

    format: Format | None = None
    """None: told from the content."""
    source: str | None = None
    """Name of the source the records belong to; None: the name of the first file."""
    kinds: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Type in the file -> ActorKind or TieKind; "" is for rows that tell no type."""
    columns: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Heading in the file -> key or label of the model; "extra" keeps the column as it is."""
    keep_columns: bool = False
    """Whether columns of a CSV file that the model does not know go into `extra`; else they are faults."""
    leave_out_faults: bool = False
    """Whether rows with faults are left out, and the others written."""


class Notice(msgspec.Struct, frozen=True):
    """Something that is no fault and that whoever imports should know."""

    code: NoticeCode
    values: dict[str, str | int] = {}
    count: int = 1


class Row(msgspec.Struct, kw_only=True):
    """One row, element or connection. `values` are by key of the model, as `model.make.make` takes them."""

    place: str
    part: str
    """What a single value is called in this format: "column" or "attribute"."""
    key: str | None = None
    """What tells this row from others in its file: its id, else its name."""
    type: str | None = None
    """The type as the file has it, to be mapped to a kind; one that no kind fits is no fault."""
    type_heading: str = "type"
    values: dict[str, Any] = {}
    headings: dict[str, str] = {}
    """Key of the model -> what the file calls it."""
    extra: dict[str, Any] | None = None
    """What the model has no field for; None when the format tells nothing beyond the model."""

    def at(self, key: str) -> str:
        """The place of one value of this row."""
        return f"{self.place}, {self.part} {self.headings.get(key, key)}"


class ActorRow(Row, kw_only=True):
    reference: str | None = None
    """How ties of the file name this row when it is not by key: its number in the list."""
    links: dict[LinkKind, list[str]] = {}
    """Ids, codes or names of areas, themes and target groups."""

    @property
    def name(self) -> str | None:
        """The name, when the file has one that is text."""
        name = self.values.get("name")
        return name if isinstance(name, str) else None

    @property
    def known_by(self) -> str | None:
        """What tells this row from others: its id, its name, or its place in the list of nodes."""
        return self.key or self.name or self.reference


class TieRow(Row, kw_only=True):
    start: str = ""
    end: str = ""


class Draft(msgspec.Struct):
    """All rows of the files, and what was wrong with the files themselves."""

    actors: list[ActorRow] = []
    ties: list[TieRow] = []
    faults: list[Fault] = []
    notices: list[Notice] = []
    headings: set[str] = set()
    """Every heading met, folded: tells which options had no effect."""
    complete: bool = True
    """Whether the ends of ties must be rows of the same file; else they may be records there are already."""


def read_files(paths: Iterable[str | Path]) -> list[InputFile]:
    """The files at these paths. Raises BadInput when one cannot be read, LimitExceeded when they are too large."""
    files = []
    for path in map(Path, paths):
        try:
            check_size(path.name, path.stat().st_size)
            files.append(InputFile(path.name, path.read_bytes()))
        except OSError as error:
            message, reason = "The file cannot be read: %(reason)s.", error.strerror or str(error)
            raise BadInput([Fault.saying(str(path), "UNREADABLE", message, reason=reason)]) from None
    return files
