"""Bookmarks of Neo4j, as a 5.26 server gave them."""

import pytest

from graphsvc.stores.neo4j_marks import number_of


@pytest.mark.parametrize(
    ("bookmarks", "number"),
    [
        (["FB:kcwQLDEAkBO5QzOG1cqtGjbqtwOQ"], 3),
        (["FB:kcwQLDEAkBO5QzOG1cqtGjbqtw2Q", "FB:kcwQLDEAkBO5QzOG1cqtGjbqtwyQ"], 13),
        (["FB:kcwQLDEAkBO5QzOG1cqtGjbqt8kBLJA="], 300),
        (["FB:kcwQLDEAkBO5QzOG1cqtGjbqt8oAAYagkA=="], 100_000),
        (["FB:kcwQLDEAkBO5QzOG1cqtGjbqtw=="], None),
        (["neo4j:bookmark:v1:tx42"], None),
        (["FB:not base64", "a form to come"], None),
        ([], None),
    ],
)
def test_the_number_of_the_last_transaction_is_read_from_a_bookmark(bookmarks, number):
    assert number_of(bookmarks) == number
