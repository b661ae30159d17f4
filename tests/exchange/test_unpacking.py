import io
import zipfile

import pytest

from graphsvc.errors import BadInput, LimitExceeded
from graphsvc.exchange.unpacking import UNPACKED, unpack
from graphsvc.graph.graph import Graph
from tests.exchange.planning import actors, imported, plan_of, with_member, workbook

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def sheet_with(cells: str) -> bytes:
    text = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>'
    return with_member(workbook(Elements=[["Label"], ["A"]]), SHEET, text.encode())


def test_a_bomb_is_refused_by_what_it_unpacks_to() -> None:
    with pytest.raises(LimitExceeded, match="unpacks"):
        unpack("b.xlsx", with_member(workbook(Elements=[["Label"]]), SHEET, b" " * (UNPACKED + 1)))


def test_a_bomb_with_a_false_size_is_refused() -> None:
    body = bytearray(with_member(workbook(Elements=[["Label"]]), SHEET, b" " * 5_000_000))
    size = (5_000_000).to_bytes(4, "little")
    assert body.count(size) == 2
    with pytest.raises(BadInput, match="no workbook"):
        unpack("b.xlsx", bytes(body).replace(size, (100).to_bytes(4, "little")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused(encoding: str) -> None:
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'.encode(encoding)
    with pytest.raises(BadInput, match="entities"):
        unpack("e.xlsx", with_member(workbook(Elements=[["Label"]]), SHEET, text))


def test_a_cell_in_the_far_corner_is_refused() -> None:
    with pytest.raises(LimitExceeded, match="rows"):
        plan_of(Graph(), {"c.xlsx": sheet_with('<row r="1"><c r="A1"/></row><row><c r="A1048576"><v>1</v></c></row>')})
    with pytest.raises(LimitExceeded, match="columns"):
        plan_of(Graph(), {"c.xlsx": sheet_with('<row r="1"><c r="XFD1"><v>1</v></c></row>')})


def test_a_sheet_whose_cells_have_no_proper_place_is_refused() -> None:
    with pytest.raises(BadInput, match="no place of a cell"):
        unpack("c.xlsx", sheet_with('<row r="1"><c r="&#88;FD9999999"/></row>'))


def test_a_workbook_with_a_part_that_stands_twice_is_refused() -> None:
    body = io.BytesIO(workbook(Elements=[["Label"]]))
    with zipfile.ZipFile(body, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(BadInput, match="twice"):
        unpack("d.xlsx", body.getvalue())


def test_a_sheet_that_is_long_and_wide_is_refused() -> None:
    cells = '<row r="20000"><c r="A20000"><v>1</v></c></row><row r="20001"><c r="ZZ20001"><v>1</v></c></row>'
    with pytest.raises(LimitExceeded, match="cells"):
        plan_of(Graph(), {"c.xlsx": sheet_with(cells)})


def test_cells_without_a_place_count_as_well() -> None:
    graph = imported({"c.xlsx": sheet_with('<row><c t="s"><v>0</v></c></row><row><c><v>7</v></c></row>')})
    assert [actor.name for actor in actors(graph)] == ["7"]
    wide = sheet_with("<row>" + "<c><v>1</v></c>" * 1001 + "</row>")
    with pytest.raises(LimitExceeded, match="columns"):
        unpack("c.xlsx", wide)
    tall = sheet_with("<row/>" * 40_000 + '<row r="20000"/>')
    with pytest.raises(LimitExceeded, match="rows"):
        unpack("c.xlsx", tall)


def test_a_sheet_is_checked_whatever_it_is_called() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/anything.bin", b'<x:sheetData><x:row r="9999999"/></x:sheetData>')
    with pytest.raises(LimitExceeded, match="rows"):
        unpack("c.xlsx", made.getvalue())


def test_a_long_text_that_many_cells_name_is_refused() -> None:
    texts = b"<sst><si><t>Label</t></si><si><t>" + b"x" * 1_000_000 + b"</t></si></sst>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(2, 300))
    body = with_member(sheet_with('<row r="1"><c r="A1" t="s"><v>0</v></c></row>' + cells), TEXTS, texts)
    assert len(body) < 100_000
    with pytest.raises(LimitExceeded, match="texts in the cells"):
        unpack("c.xlsx", body)


def test_pictures_are_left_out() -> None:
    body = io.BytesIO(workbook(Elements=[["Label"]]))
    with zipfile.ZipFile(body, "a") as archive:
        archive.writestr("xl/media/image1.svg", b"<!DOCTYPE svg>")
    with zipfile.ZipFile(io.BytesIO(unpack("p.xlsx", body.getvalue()))) as archive:
        assert SHEET in archive.namelist()
        assert "xl/media/image1.svg" not in archive.namelist()
