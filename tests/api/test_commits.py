"""A change that says no revision is made on what is there, also when another process wrote that just now."""

import pytest

from tests.api.conftest import asker_at
from tests.records import actor, tie

UPDATES = {
    "actor": 'mutation { updateActor(input: {id: "b", revision: 1, sector: "zorg"}) { version } }',
    "tie": 'mutation { updateTie(input: {id: "a-KNOWS-b", revision: 1, intensity: 4}) { version } }',
    "a new tie": 'mutation { createTie(input: {id: "t", tieKind: KNOWS, from: "b", to: "c"}) { version } }',
}
WITHOUT_REVISION = {
    "erase": 'mutation { eraseRecord(input: {id: "b"}) { version } }',
    "merge": 'mutation { mergeRecords(input: {keep: "c", take: "b"}) { version } }',
    "confirm": 'mutation { confirmTie(input: {id: "a-KNOWS-b", by: "b", date: "2026-02-03"}) { version } }',
}


class UnrevisedContract:
    @pytest.fixture
    def url(self):
        raise NotImplementedError

    @pytest.fixture
    def two(self, url):
        with asker_at(url, create=True) as first:
            first.add(actor("a"), actor("b"), actor("c"), tie("a", "b"))
            with asker_at(url) as second:
                yield first, second

    @pytest.mark.parametrize("update", UPDATES)
    @pytest.mark.parametrize("change", WITHOUT_REVISION)
    def test_what_another_process_just_wrote_is_no_conflict(self, two, update, change):
        first, second = two
        first.data(UPDATES[update])
        assert second.live.graph.version == 1
        [done] = second.data(WITHOUT_REVISION[change]).values()
        assert done["version"] == 3
        found = {record.id: record for record in second.live.graph.records()}
        if change == "erase":
            assert found.keys() == {"a", "c"}
        elif change == "merge":
            assert found["c"].sector == ("zorg" if update == "actor" else None)
            assert found["a-KNOWS-b"].to_id == "c"
            assert found["a-KNOWS-b"].intensity == (4 if update == "tie" else 2)
        else:
            confirmed = found["a-KNOWS-b"]
            assert (confirmed.confirmation, str(confirmed.last_verified)) == ("MUTUAL", "2026-02-03")
            assert confirmed.intensity == (4 if update == "tie" else 2)

    def test_a_revision_that_was_said_still_counts(self, two):
        first, second = two
        first.data(UPDATES["actor"])
        fault = second.fault(UPDATES["actor"])
        assert (fault["code"], fault["expected"], fault["found"]) == ("CONFLICT", 1, 2)


class TestOnSqlite(UnrevisedContract):
    @pytest.fixture
    def url(self, tmp_path):
        return f"sqlite:///{tmp_path / 'network.db'}"


class TestOnNeo4j(UnrevisedContract):
    @pytest.fixture
    def url(self, neo4j_url):
        return neo4j_url
