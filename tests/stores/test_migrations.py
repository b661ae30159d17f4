import pytest

from graphsvc.stores.contract import SCHEMA_VERSION
from graphsvc.stores.migrations import migrations, split


@pytest.mark.parametrize("store", ["sqlite", "neo4j"])
def test_migrations_lead_to_the_version_of_this_code_one_by_one(store: str) -> None:
    assert [migration.version for migration in migrations(store, 0)] == list(range(1, SCHEMA_VERSION + 1))
    assert migrations(store, SCHEMA_VERSION) == []
    assert all(migration.statements for migration in migrations(store, 0))


def test_statements_end_at_a_semicolon_that_ends_a_line() -> None:
    text = "-- made; for this\nCREATE TABLE a (\n    b TEXT -- ; not here\n);\n\n// nor this;\nINSERT INTO a VALUES ('x;y');\n"
    assert split(text) == ("CREATE TABLE a (\n    b TEXT -- ; not here\n)", "INSERT INTO a VALUES ('x;y')")
