import pytest

pytest.register_assert_rewrite("tests.contracts")

pytest_plugins = [
    "tests.fixtures.dose",
    "tests.fixtures.shared_data",
    "tests.fixtures.skips",
    "tests.fixtures.times",
    "tests.fixtures.neo4j",
    "tests.fixtures.chromium",
    "tests.fixtures.verapdf",
    "tests.fixtures.sentences",
    "tests.fixtures.served",
    "tests.fixtures.node",
]


MARKS = {"neo4j_server": "neo4j", "own_neo4j": "neo4j", "chromium": "browser", "verapdf": "pdf"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for fixture in MARKS.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(MARKS[fixture])
    # Playwright leaves an event loop running in the main thread, where asyncio.run then fails: its tests come last.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
