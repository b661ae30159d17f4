"""Which format files have: told from what is in them, and then from their names; `format` settles it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graphsvc.errors import BadInput, Fault
from graphsvc.exchange.csv_pair import read_csv
from graphsvc.exchange.draft import Draft, Format, ImportOptions, InputFile
from graphsvc.exchange.kumu_json import is_project, read_project
from graphsvc.exchange.limits import check_size, read_json
from graphsvc.exchange.node_link import is_node_link, read_node_link
from graphsvc.exchange.unpacking import not_a_workbook

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""Begins an .xls file, and an .xlsx file with a password."""
NEITHER = "This JSON is not a Kumu project (elements and connections) nor a graph of nodes and edges or links."

JSON_FORMATS: dict[Format, tuple[Callable[[Any], bool], Callable[[str, Any, ImportOptions], Draft], str]] = {
    "kumu-json": (is_project, read_project, "This JSON is not a Kumu project (elements and connections)."),
    "node-link": (is_node_link, read_node_link, "This JSON is not a graph of nodes and edges or links."),
}


def read_draft(files: Sequence[InputFile], options: ImportOptions) -> Draft:
    """The draft of the files: CSV files in any number, or one file of another format.

    Raises BadInput when a file is not what it says, LimitExceeded when it is too large.
    """
    for file in files:
        check_size(file.name, len(file.body))
    formats = [options.format or format_of(file) for file in files]
    if files and all(format == "csv" for format in formats):
        return read_csv(files, options)
    if len(files) != 1:
        message = "%(number)s files cannot be read as one."
        remedy = "Give CSV files of actors and ties together, and any other file on its own."
        raise BadInput([Fault.saying("", "WRONG_NUMBER_OF_FILES", message, remedy, number=len(files))])
    if formats[0] == "kumu-workbook":
        from graphsvc.exchange.kumu_workbook import read_workbook

        return read_workbook(files[0], options)
    return _read_json(files[0], options)


def format_of(file: InputFile) -> Format:
    """The format of a file. All JSON counts as node-link here: which it is shows once it is read."""
    name = file.name.casefold()
    if file.body.startswith(ZIP):
        return "kumu-workbook"
    if file.body.startswith(OLD_OFFICE):
        raise not_a_workbook(file.name, "it is an .xls file, or has a password")
    if name.endswith((".xlsx", ".xlsm")):
        raise not_a_workbook(file.name, "it is no zip file")
    begin = file.body[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return "node-link" if begin in (b"{", b"[") or name.endswith(".json") else "csv"


def _read_json(file: InputFile, options: ImportOptions) -> Draft:
    value = read_json(file.name, file.body)
    formats = JSON_FORMATS if options.format is None else {options.format: JSON_FORMATS[options.format]}
    for fits, read, _ in formats.values():
        if fits(value):
            return read(file.name, value, options)
    message = NEITHER if options.format is None else JSON_FORMATS[options.format][2]
    remedy = "Export the whole project, or write nodes and edges."
    raise BadInput([Fault.saying(file.name, "NOT_WHAT_IT_SAYS", message, remedy)])
