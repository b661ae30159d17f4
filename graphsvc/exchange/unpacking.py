"""What a workbook may cost, checked on its parts before it is parsed.

The parser reads a sheet as a full rectangle and copies each shared text into every cell that names it, so a small file
could ask for any amount of memory. Parts are checked whatever they are called: which is a sheet is said elsewhere in
the file.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from itertools import pairwise

from graphsvc.errors import BadInput, Fault, GraphsvcError, LimitExceeded
from graphsvc.exchange.limits import check_columns, check_rows

UNPACKED = 200_000_000
CELLS = 5_000_000
PARTS = 10_000

_DOCTYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)", re.I)
_REFERENCE = re.compile(rb"(?<![\w:.-])r\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(rb"([A-Za-z]{0,3})(\d{1,7})")
_TAG = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^>]*)")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*\+?(\d{1,9})")


def unpack(name: str, body: bytes) -> bytes:
    """The workbook, rewritten without compression from parts that were checked, so that nothing else is parsed.

    Raises LimitExceeded when it unpacks to too much or its sheets are too large, BadInput when it is no workbook or
    declares entities.
    """
    try:
        parts = _parts(name, body)
    except GraphsvcError:
        raise
    except Exception as error:  # bytes that only look like a zip file make zipfile fail in many ways
        raise not_a_workbook(name, str(error)) from None
    for part, content in parts.items():
        _check_part(f"{name}, {part}", content)
    _check_texts(name, parts.values())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as checked:
        for part, content in parts.items():
            checked.writestr(part, content)
    return packed.getvalue()


def not_a_workbook(name: str, reason: str) -> BadInput:
    """The fault of a file that is called a workbook and is none."""
    message = "This is no workbook that can be read (%(reason)s)."
    remedy = "Save it as .xlsx, without a password."
    return BadInput([Fault.saying(name, "NOT_WHAT_IT_SAYS", message, remedy, reason=reason.rstrip("."))])


def _parts(name: str, body: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name, without pictures."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = [member for member in archive.infolist() if "/media/" not in member.filename]
        if len({member.filename for member in members}) < len(members):
            raise not_a_workbook(name, "parts of it stand there twice")
        if len(members) > PARTS or sum(member.file_size for member in members) > UNPACKED:
            raise LimitExceeded(f"{name}: the workbook unpacks to more than {UNPACKED:,} bytes.")
        # Reading stops at the declared size and compares the checksum, so a false size cannot pass.
        return {member.filename: archive.read(member) for member in members}


def _check_part(place: str, content: bytes) -> None:
    if _DOCTYPE.search(content):
        message = "The workbook declares entities, which is refused."
        remedy = "Open it in a spreadsheet program and save it again."
        raise BadInput([Fault.saying(place, "ENTITIES_REFUSED", message, remedy)])
    if b"sheetData" in content:
        rows, columns = _span(place, content)
        check_rows(place, rows - 1)
        check_columns(place, columns)
        if rows * columns > CELLS:
            raise LimitExceeded(f"{place}: the sheet spans {rows * columns:,} cells; {CELLS:,} are allowed.")


def _span(place: str, content: bytes) -> tuple[int, int]:
    """How many rows and columns a sheet spans at most: the furthest place, and what comes after it without a place."""
    rows = columns = unplaced_rows = unplaced_cells = most = 0
    for match in _REFERENCE.finditer(content):
        cell = _PLACE.fullmatch(match[1])
        if cell is None:
            message, value = "%(value)s is no place of a cell.", repr(match[1][:40])
            raise BadInput([Fault.saying(place, "NOT_WHAT_IT_SAYS", message, value=value)])
        rows, columns = max(rows, int(cell[2])), max(columns, _column(cell[1]))
    for tag in _TAG.finditer(content):
        placed = _REFERENCE.search(tag[2]) is not None
        if tag[1] == b"row":
            unplaced_rows += not placed
            unplaced_cells = 0
        else:
            unplaced_cells += not placed
            most = max(most, unplaced_cells)
    return rows + unplaced_rows, columns + most


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_texts(name: str, contents: Iterable[bytes]) -> None:
    """Raises LimitExceeded when the shared texts, written out in each cell that names them, are too much."""
    contents = list(contents)
    named = [int(match[1]) for content in contents if b"sheetData" in content for match in _VALUE.finditer(content)]
    for content in contents:
        starts = [match.start() for match in _TEXT.finditer(content)]
        lengths = [end - start for start, end in pairwise([*starts, len(content)])]
        # A number in a cell may be counted for a text; that only makes the sum larger.
        if sum(lengths[number] for number in named if number < len(lengths)) > UNPACKED:
            raise LimitExceeded(f"{name}: the texts in the cells are more than {UNPACKED:,} bytes together.")
