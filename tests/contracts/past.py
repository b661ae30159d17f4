"""What every store must do to tell the past of some records without its whole log."""

from __future__ import annotations

import random
from collections.abc import Collection

import msgspec
import pytest

from graphsvc.graph.edits import merging
from graphsvc.model.changes import ChangeSet, Entry
from graphsvc.model.records import AnyRecord
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.contract import Store
from tests.contracts.erasure import SECRET, erase, graph_of
from tests.contracts.filled import every_kind, filled
from tests.contracts.store import changed, put, removed
from tests.records import actor, tie

MANY = 1_500
"""More changes than a store keeps one by one."""


def only(entry: Entry, *places: int) -> Entry:
    """An entry with none but the changes at these places."""
    some = tuple(entry.changes.changes[place] for place in places)
    return Entry(version=entry.version, changes=msgspec.structs.replace(entry.changes, changes=some))


def filtered(log: list[Entry], ids: Collection[str]) -> list[tuple[int, ChangeSet]]:
    found = []
    for entry in log:
        if kept := tuple(change for change in entry.changes.changes if change.id in ids):
            found.append((entry.version, msgspec.structs.replace(entry.changes, changes=kept)))
    return found


class PastContract:
    """Beside StoreContract, whose fixtures it uses."""

    def test_the_past_of_a_record_is_every_entry_that_changed_it_oldest_first(self, store: Store) -> None:
        first = put(store, actor("b"), actor("a"), reason="Zoë told it", mutation_id="m", digest="d")
        put(store, changed(actor("b"), name="Bob"))
        second = put(store, actor("c"), changed(actor("a"), name="Ada"), tie("a", "b"), by="bob")
        assert store.past(["a"]) == [only(first, 1), only(second, 1)]
        assert store.past({"c"}) == [only(second, 0)]

    def test_the_past_of_several_records_has_each_entry_once(self, store: Store) -> None:
        first = put(store, actor("a"), actor("b"), actor("c"))
        second = put(store, changed(actor("c"), name="C"), changed(actor("a"), name="A"))
        assert store.past(["c", "a", "a"]) == [only(first, 0, 2), second]

    def test_what_never_was_has_no_past(self, store: Store) -> None:
        put(store, actor("a"))
        assert store.past(["b", "", "#1", '"', "'"]) == store.past([]) == []

    def test_the_past_is_of_the_id_itself_not_of_one_that_holds_it(self, store: Store) -> None:
        put(store, actor("a"), actor("aa"), actor('"a"'), tie("a", "aa"))
        for id in ("a", "aa", '"a"', "a-KNOWS-aa"):
            (entry,) = store.past([id])
            assert [change.id for change in entry.changes.changes] == [id]

    def test_every_kind_of_record_has_its_past_as_it_was(self, store: Store) -> None:
        records: list[AnyRecord] = [*every_kind(filled)]
        entry = put(store, *records)
        for at, record in enumerate(records):
            assert store.past([record.id]) == [only(entry, at)]

    def test_a_record_that_is_gone_or_given_anew_keeps_its_past(self, store: Store) -> None:
        entries = [put(store, actor("a")), put(store, removed(actor("a"))), put(store, actor("a", name="New"))]
        assert store.past(["a"]) == entries

    def test_a_merged_record_has_the_merging_in_its_past(self, store: Store) -> None:
        put(store, actor("a", name="One"), actor("b", name="Two"))
        put(store, *merging(graph_of(store), "a", "b"))
        made, merged = store.past(["b"])
        assert made.changes.changes[0].after == actor("b", name="Two", revision=1)
        assert [change.action for change in merged.changes.changes] == [ChangeAction.MERGED]

    @pytest.mark.parametrize("others", [0, MANY])
    def test_an_erased_record_has_a_past_without_values(self, store: Store, others: int) -> None:
        crowd = [actor(f"actor-{number}") for number in range(others)]
        put(store, *crowd, actor("a", name=SECRET), actor("b"), tie("a", "b", origin=SECRET))
        put(store, changed(actor("a", name=SECRET), description=SECRET), by="bob")
        erase(store, "a")
        past = store.past(["a", "a-KNOWS-b"])
        assert [(entry.version, entry.changes.by) for entry in past] == [(1, "ada"), (2, "bob"), (3, "ada")]
        assert {change.id for change in past[0].changes.changes} == {"a", "a-KNOWS-b"}
        assert SECRET not in msgspec.json.encode(past).decode()
        assert past == [Entry(version=at, changes=kept) for at, kept in filtered(store.log(0), ["a", "a-KNOWS-b"])]
        assert len(store.log(0)[0].changes.changes) == others + 3

    def test_one_record_of_a_large_import_is_found(self, store: Store, rng: random.Random) -> None:
        people = [actor(f"actor-{number}") for number in range(MANY)]
        ties = [tie(f"actor-{number}", f"actor-{number + 1}") for number in range(MANY - 1)]
        entry = put(store, *people, *ties)
        for at in rng.sample(range(len(people) + len(ties)), 20):
            assert store.past([entry.changes.changes[at].id]) == [only(entry, at)]
        some = sorted(rng.sample(range(len(people)), 5))
        assert store.past([people[at].id for at in some]) == [only(entry, *some)]
        assert store.log(0) == [entry]

    def test_the_past_is_what_the_log_says_of_the_record(self, store: Store, rng: random.Random) -> None:
        now = {f"actor-{number}": actor(f"actor-{number}") for number in range(10)}
        put(store, *now.values())
        for _ in range(15):
            step = [
                changed(now[id], name=f"name {rng.random()}") for id in rng.sample(sorted(now), rng.randrange(1, 6))
            ]
            put(store, *step)
            now |= {change.id: change.record for change in step}
        log = store.log(0)
        for _ in range(10):
            ids = rng.sample(sorted(now), rng.randrange(1, 4))
            assert [(entry.version, entry.changes) for entry in store.past(ids)] == filtered(log, ids)

    def test_an_entry_without_changes_is_in_the_log_and_in_no_past(self, store: Store) -> None:
        entry = put(store)
        assert store.log(0) == [entry]
        assert store.past(["a"]) == []
