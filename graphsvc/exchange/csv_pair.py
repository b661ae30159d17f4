"""Tables of actors and of ties as CSV files. Headings are the keys of the model or their Dutch or English labels."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from graphsvc.errors import BadInput, Fault
from graphsvc.exchange.columns import Headings
from graphsvc.exchange.draft import ActorRow, Draft, ImportOptions, InputFile, Notice, TieRow
from graphsvc.exchange.table import Table, fill_row, known_columns, read_table
from graphsvc.model.records import Actor, Tie

TIE_ALIASES = {"source": "from", "target": "to", "bron": "from", "doel": "to", "kind": "tieKind", "soort": "tieKind"}
DELIMITERS = ",;\t"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_QUOTED = re.compile(r'"[^"]*"')
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n")
_NUMBER_OR_NAME = ("id", "name")


def read_csv(files: Sequence[InputFile], options: ImportOptions) -> Draft:
    """The draft of all CSV files together; which hold actors and which ties is told from their headings."""
    draft = Draft(complete=False)
    for file in files:
        try:
            _read_file(draft, file, options)
        except BadInput as error:
            draft.faults.extend(error.faults)
    return draft


def _read_file(draft: Draft, file: InputFile, options: ImportOptions) -> None:
    text = decode(draft, file)
    table = read_table(file.name, _lines(file.name, text))
    actors = Headings(Actor, options.columns, {}, links=True)
    ties = Headings(Tie, options.columns, TIE_ALIASES)
    if {"from", "to"} <= {ties.key(heading) for heading in table.headings}:
        _read_ties(draft, table, ties, options)
    elif any(actors.key(heading) in _NUMBER_OR_NAME for heading in table.headings):
        _read_actors(draft, table, actors, options)
    else:
        draft.headings |= actors.met | ties.met
        draft.faults.append(_neither(file.name, ", ".join(table.headings)[:200]))


def _read_actors(draft: Draft, table: Table, headings: Headings, options: ImportOptions) -> None:
    columns = known_columns(draft, table, headings, keep=options.keep_columns)
    for number, cells in table.rows:
        row = ActorRow(place=f"{table.place}, row {number}", part="column")
        fill_row(draft, row, columns, cells, headings)
        draft.actors.append(row)


def _read_ties(draft: Draft, table: Table, headings: Headings, options: ImportOptions) -> None:
    columns = known_columns(draft, table, headings, keep=options.keep_columns)
    for number, cells in table.rows:
        row = TieRow(place=f"{table.place}, row {number}", part="column")
        fill_row(draft, row, columns, cells, headings)
        draft.ties.append(row)


def decode(draft: Draft, file: InputFile) -> str:
    """The text of a file in UTF-8, or in Windows-1252 with a notice. Raises BadInput when it is no text."""
    try:
        text = file.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = file.body.decode("cp1252")
        except UnicodeDecodeError:
            raise _binary(file.name) from None
        if not _CONTROL.search(text):
            draft.notices.append(Notice("WINDOWS_1252", {"file": file.name}))
    if _CONTROL.search(text):
        raise _binary(file.name)
    return text


def _binary(name: str) -> BadInput:
    remedy = "Save the sheet as CSV in UTF-8, or as .xlsx."
    return BadInput([Fault.saying(name, "NOT_WHAT_IT_SAYS", "This is no text.", remedy)])


def _neither(name: str, headings: str) -> Fault:
    """The fault of a table that is neither one of actors nor one of ties."""
    message = "The headings are %(headings)s." if headings else "There are no headings."
    remedy = "Actors need a column name or id; ties need columns from and to, or source and target."
    return Fault.saying(name, "NOT_WHAT_IT_SAYS", message, remedy, **({"headings": headings} if headings else {}))


def _lines(name: str, text: str) -> Iterator[list[str]]:
    """The cells of each line. Raises BadInput where a quote is not closed or stands in the wrong place."""
    named = _SEPARATOR_LINE.match(text)  # spreadsheet programs write and understand a first line "sep=;"
    text = text[named.end() :] if named else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=named[1] if named else delimiter_of(text), strict=True)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            place = f"{name}, line {reader.line_num}"
            message = "The cells cannot be told apart: %(reason)s."
            remedy = "Write a quote inside quotes twice, and close each one."
            raise BadInput([Fault.saying(place, "INVALID", message, remedy, reason=str(error))]) from None


def delimiter_of(text: str) -> str:
    """The separator that stands most often in the line of headings, outside quotes."""
    first = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(DELIMITERS, key=bare.count)
