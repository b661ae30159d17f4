from pathlib import Path

import pytest

from graphsvc.errors import BadInput, LimitExceeded
from graphsvc.exchange.draft import ActorRow, TieRow, read_files
from graphsvc.exchange.limits import BYTES


def test_files_are_read_with_their_names_alone(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\nA\n")
    (file,) = read_files([tmp_path / "a.csv"])
    assert (file.name, file.body) == ("a.csv", b"name\nA\n")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "nergens.csv", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            read_files([path])


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(BYTES + 1)
    with pytest.raises(LimitExceeded, match=r"groot\.csv"):
        read_files([path])


def test_a_row_is_known_by_id_then_name_then_place_in_the_list() -> None:
    rows = [
        ActorRow(place="", part="", key="k", values={"name": "n"}, reference="0"),
        ActorRow(place="", part="", values={"name": "n"}, reference="0"),
        ActorRow(place="", part="", values={"name": 3}, reference="0"),
        ActorRow(place="", part=""),
    ]
    assert [row.known_by for row in rows] == ["k", "n", "0", None]


def test_the_place_of_a_value_uses_the_words_of_the_file() -> None:
    row = TieRow(place="t.csv, row 2", part="column", headings={"from": "Van"})
    assert (row.at("from"), row.at("to")) == ("t.csv, row 2, column Van", "t.csv, row 2, column to")
