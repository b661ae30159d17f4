"""What every store must do. Each store runs this suite by a subclass that says where its stores are."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from graphsvc.errors import BadInput, Conflict, HeadMoved, StoreMissing, StoreNewer, StoreUnavailable
from graphsvc.model.changes import Change, ChangeSet, Entry, created, updated
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import remade
from graphsvc.model.records import AnyRecord
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import SCHEMA_VERSION, Store
from tests.contracts.filled import bare, every_kind, filled
from tests.contracts.process import finish, start
from tests.records import actor, area, link, theme, tie

SOON = 10
"""Seconds within which a store that cannot be used must say so."""
WRITERS = 8


def changes(*made: Change | AnyRecord, by: str = "ada", **given: Any) -> ChangeSet:
    return ChangeSet(changes=tuple(one if isinstance(one, Change) else created(one) for one in made), by=by, **given)


def put(store: Store, *made: Change | AnyRecord, **given: Any) -> Entry:
    return store.commit(changes(*made, **given), store.head().version)


def removed(record: AnyRecord) -> Change:
    return Change(action=ChangeAction.MERGED, before=record)


def changed(record: AnyRecord, **values: Any) -> Change:
    return updated(record, remade(record, values))


def contents(store: Store) -> dict[str, AnyRecord]:
    records = list(store.load().records)
    assert store.misfits == []
    found = {record.id: record for record in records}
    assert len(found) == len(records)
    return found


def by_id(records: Iterable[AnyRecord]) -> dict[str, AnyRecord]:
    return {record.id: record for record in records}


class StoreContract:
    """A subclass gives the fixtures `nowhere` (an address where nothing is yet) and `url`, and the two methods."""

    def locked(self, url: str) -> AbstractContextManager[None]:
        """Holds the lock that every writer needs."""
        raise NotImplementedError

    def relabel(self, url: str, layout: int) -> None:
        """Makes the store say that it has this layout."""
        raise NotImplementedError

    @pytest.fixture
    def store(self, url: str) -> Iterator[Store]:
        with open_store(url, create=True) as store:
            yield store

    # Records

    @pytest.mark.parametrize("make_one", [filled, bare])
    def test_every_kind_of_record_comes_back_as_it_was(self, store: Store, make_one: Callable[..., AnyRecord]) -> None:
        records = list(every_kind(make_one))
        put(store, *records)
        assert contents(store) == by_id(records)

    def test_nodes_come_before_the_edges_that_join_them(self, store: Store) -> None:
        put(store, tie("a", "b"), actor("a"), actor("b"))
        put(store, actor("c"), tie("c", "a"))
        kinds = [record.kind for record in store.load().records]
        assert kinds == sorted(kinds, key=lambda kind: kind is RecordKind.TIE)

    def test_a_change_puts_every_field_in_the_place_of_the_old(self, store: Store) -> None:
        before = list(every_kind(filled))
        put(store, *before)
        cleared = [updated(old, new) for old, new in zip(before, every_kind(bare), strict=True)]
        put(store, *cleared)
        assert contents(store) == by_id(change.record for change in cleared)
        refilled = [updated(change.record, old) for change, old in zip(cleared, before, strict=True)]
        put(store, *refilled)
        assert contents(store) == by_id(change.record for change in refilled)
        assert {record.revision for record in contents(store).values()} == {3}

    def test_an_edge_can_get_other_ends_and_another_kind(self, store: Store) -> None:
        knows, lives = tie("a", "b"), link("a", "ACTIVE_IN", "x")
        put(store, actor("a"), actor("b"), area("x"), area("y"), knows, lives)
        turned = changed(knows, **{"from": "b", "to": "a"})
        moved = changed(lives, to="y")
        put(store, turned, moved)
        funds = changed(turned.record, tieKind="FUNDS", amount=10.5)
        put(store, funds)
        found = contents(store)
        assert (found[knows.id], found[lives.id]) == (funds.record, moved.record)

    def test_what_is_removed_is_gone_with_its_figures(self, store: Store) -> None:
        place, knows = filled(RecordKind.AREA, id="x"), tie("a", "b")
        put(store, actor("a"), actor("b"), place, knows)
        put(store, removed(place), removed(knows))
        assert contents(store).keys() == {"a", "b"}
        put(store, removed(actor("a")), removed(actor("b")))
        assert contents(store) == {}
        put(store, place)
        assert contents(store) == {"x": place}

    def test_many_records_are_written_at_once(self, store: Store) -> None:
        people = [actor(f"actor-{number}") for number in range(2_500)]
        ties = [tie(f"actor-{number}", f"actor-{number + 1}") for number in range(2_499)]
        entry = put(store, *people, *ties)
        assert contents(store) == by_id([*people, *ties])
        assert store.log(0) == [entry]

    def test_loading_shows_one_version_whatever_is_written_meanwhile(self, store: Store, url: str) -> None:
        first, second = [actor("a"), actor("b"), tie("a", "b")], [actor("c"), tie("c", "a")]
        put(store, *first)
        snapshot = store.load()
        seen = [next(snapshot.records)]
        with open_store(url) as other:
            put(other, *second, removed(tie("a", "b")), removed(actor("b")), changed(actor("a"), name="Other"))
        seen += snapshot.records
        assert snapshot.version == 1
        assert by_id(seen) == by_id(first)
        assert store.load().version == 2

    # Commits

    def test_a_commit_is_the_next_version_and_is_in_the_log_as_it_was_made(self, store: Store) -> None:
        assert store.head().version == 0
        first = put(store, actor("a"), reason="Zoë told it", mutation_id="m1", digest="d1")
        second = put(store, changed(actor("a"), name="Other"), by="bob", mutation_id="m2")
        assert [first.version, second.version, store.head().version] == [1, 2, 2]
        assert first.changes == changes(
            actor("a"), reason="Zoë told it", mutation_id="m1", digest="d1", at=first.changes.at
        )
        assert store.log(0) == [first, second]
        assert store.log(1) == [second]
        assert store.log(2) == []

    def test_a_commit_on_another_version_than_the_newest_is_refused(self, store: Store) -> None:
        put(store, actor("a"))
        for base in (0, 2):
            with pytest.raises(HeadMoved) as refused:
                store.commit(changes(actor("b")), base)
            assert refused.value.head == 1
        assert contents(store).keys() == {"a"}
        assert len(store.log(0)) == 1

    @pytest.mark.parametrize("kind", [RecordKind.ACTOR, RecordKind.TIE, RecordKind.LINK])
    def test_a_change_of_another_revision_than_there_is_is_refused(self, store: Store, kind: RecordKind) -> None:
        records = {
            RecordKind.ACTOR: actor("lone"),
            RecordKind.TIE: tie("a", "b"),
            RecordKind.LINK: link("a", "ACTIVE_IN", "x"),
        }
        put(store, actor("a"), actor("b"), area("x"), *records.values())
        old = records[kind]
        new = changed(old, extra='"new"')
        put(store, new)
        for late in (changed(old, extra='"late"'), removed(old)):
            with pytest.raises(Conflict) as refused:
                put(store, late)
            assert (refused.value.record_id, refused.value.expected, refused.value.found) == (old.id, 1, 2)
        assert contents(store)[old.id] == new.record
        put(store, removed(new.record))
        with pytest.raises(Conflict) as refused:
            put(store, changed(new.record, extra='"late"'))
        assert (refused.value.expected, refused.value.found) == (2, 0)

    def test_an_id_is_given_once_over_all_kinds(self, store: Store) -> None:
        put(store, actor("a"), actor("b"), area("x"), tie("a", "b", id="t"), link("a", "ACTIVE_IN", "x", id="l"))
        for id in ("a", "x", "t", "l"):
            for taker in (
                actor(id),
                theme(id),
                tie("a", "b", id=id),
                tie("b", "a", "FUNDS", id=id),
                link("b", "ACTIVE_IN", "x", id=id),
            ):
                with pytest.raises(Conflict) as refused:
                    put(store, taker)
                assert (refused.value.record_id, refused.value.found) == (id, 1)
        assert store.head().version == 1

    def test_nothing_is_written_when_one_change_of_many_is_refused(self, store: Store) -> None:
        put(store, actor("a"), actor("b"))
        many = [actor(f"new-{number}") for number in range(50)]
        wrong = updated(remade(actor("b"), {"revision": 7}), actor("b"))
        before = contents(store)
        with pytest.raises(Conflict):
            put(store, *many, changed(actor("a"), name="Other"), wrong, tie("a", "new-1"), mutation_id="m")
        assert contents(store) == before
        assert store.head().version == 1
        assert len(store.log(0)) == 1
        assert store.outcome("ada", "m", "") is None

    # The same change asked again

    def test_a_change_asked_again_under_its_id_is_not_made_again(self, store: Store, url: str) -> None:
        asked = changes(actor("a"), mutation_id="m", digest="d")
        first = store.commit(asked, 0)
        put(store, actor("b"))
        assert store.commit(asked, 0) == first
        assert store.commit(changes(actor("c"), mutation_id="m", digest="d"), 2) == first
        assert store.commit_holding(asked, 0, lambda _: pytest.fail("a repeat is not checked again")) == first
        assert store.outcome("ada", "m", "d") == first
        assert finish(start("repeat", url, "ada", "m", "d", "e")) == "1"
        assert contents(store).keys() == {"a", "b"}

    def test_another_change_under_a_used_id_is_refused(self, store: Store) -> None:
        put(store, actor("a"), mutation_id="m", digest="d")
        for ask in (
            lambda: put(store, actor("b"), mutation_id="m", digest="other"),
            lambda: store.outcome("ada", "m", "other"),
        ):
            with pytest.raises(BadInput) as refused:
                ask()
            assert refused.value.faults[0].code == "MUTATION_ID_USED"
        assert contents(store).keys() == {"a"}

    def test_ids_of_changes_are_those_of_their_writer(self, store: Store) -> None:
        put(store, actor("a"), mutation_id="m", digest="d")
        assert store.outcome("bob", "m", "other") is None
        put(store, actor("b"), by="bob", mutation_id="m", digest="other")
        put(store, actor("c"))
        put(store, actor("d"))
        assert contents(store).keys() == {"a", "b", "c", "d"}

    # Several writers

    def test_eight_writers_each_write_all_they_have_once(
        self, store: Store, url: str, dose: Callable[[int], int]
    ) -> None:
        commits = dose(12)
        writers = [start("write", url, f"writer-{number}", commits) for number in range(WRITERS)]
        versions = [list(map(int, finish(writer).split())) for writer in writers]
        assert all(own == sorted(own) for own in versions)
        everything = range(1, WRITERS * commits + 1)
        assert sorted(version for own in versions for version in own) == list(everything)
        entries = store.log(0)
        assert [entry.version for entry in entries] == list(everything)
        ids = [f"writer-{writer}-{number}" for writer in range(WRITERS) for number in range(commits)]
        assert sorted(change.id for entry in entries for change in entry.changes.changes) == sorted(ids)
        assert sorted(contents(store)) == sorted(ids)

    def test_several_processes_may_make_and_open_a_store_at_once(self, nowhere: str) -> None:
        openers = [start("make", nowhere) for _ in range(4)]
        for opener in openers:
            assert opener.stdin is not None
            opener.stdin.write("now\n")
            opener.stdin.flush()
        assert [finish(opener) for opener in openers] == ["0"] * 4
        with open_store(nowhere) as store:
            put(store, actor("a"))

    def test_holding_the_lock_shows_what_others_wrote_and_keeps_them_out(self, store: Store, url: str) -> None:
        with open_store(url) as other:
            theirs = [put(other, actor("a")), put(other, actor("b"))]
        seen: list[list[Entry]] = []
        late: list[Any] = []

        def check(since: list[Entry]) -> None:
            seen.append(since)
            late.append(start("write", url, "late", 1))
            time.sleep(0.5)

        entry = store.commit_holding(changes(actor("c")), 0, check)
        assert seen == [theirs]
        assert entry.version == 3
        assert finish(late[0]) == "4"
        assert contents(store).keys() == {"a", "b", "c", "late-0"}

    def test_a_check_that_fails_while_holding_the_lock_writes_nothing_and_lets_go(self, store: Store) -> None:
        def check(since: list[Entry]) -> None:
            raise BadInput.of("no")

        with pytest.raises(BadInput, match="no"):
            store.commit_holding(changes(actor("a")), 0, check)
        assert store.head().version == 0
        put(store, actor("b"))
        assert contents(store).keys() == {"b"}

    def test_a_store_that_another_holds_says_so_soon_and_works_again_after(self, store: Store, url: str) -> None:
        put(store, actor("a"))
        with self.locked(url):
            began = time.monotonic()
            with pytest.raises(StoreUnavailable, match=r"another .*again"):
                put(store, actor("b"))
            assert time.monotonic() - began < SOON
            assert contents(store).keys() == {"a"}
        put(store, actor("c"))
        assert contents(store).keys() == {"a", "c"}

    # Small documents

    def test_small_documents_are_kept_by_group_and_key(self, store: Store) -> None:
        store.side_put("keys", "b", b"\x00\xffone")
        store.side_put("keys", "a", b"")
        store.side_put("sessions", "a", b"other")
        store.side_put("keys", "b", b"two")
        assert store.side_get("keys", "b") == b"two"
        assert store.side_get("keys", "c") is None
        assert store.side_scan("keys") == {"a": b"", "b": b"two"}
        store.side_remove("keys", "b")
        store.side_remove("keys", "never there")
        assert store.side_scan("keys") == {"a": b""}
        assert store.side_get("sessions", "a") == b"other"
        assert store.head().version == 0

    def test_small_documents_expire(self, store: Store) -> None:
        store.side_put("keys", "short", b"1", seconds=0.2)
        store.side_put("keys", "long", b"2", seconds=600)
        store.side_put("keys", "ever", b"3")
        time.sleep(0.3)
        assert store.side_get("keys", "short") is None
        assert store.side_scan("keys") == {"long": b"2", "ever": b"3"}
        store.side_put("keys", "short", b"4", seconds=600)
        assert store.side_get("keys", "short") == b"4"

    # Opening

    def test_a_store_opened_again_holds_what_was_written(self, url: str) -> None:
        records = list(every_kind(filled))
        with open_store(url, create=True) as store:
            entry = put(store, *records)
            store.side_put("keys", "a", b"kept")
        for create in (True, False):
            with open_store(url, create=create) as store:
                assert contents(store) == by_id(records)
                assert store.log(0) == [entry]
                assert store.side_get("keys", "a") == b"kept"

    def test_a_store_that_is_not_there_is_refused_and_not_made(self, nowhere: str) -> None:
        for _ in range(2):
            with pytest.raises(StoreMissing, match="ake one with: graphsvc load"):
                open_store(nowhere)

    def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(self, url: str) -> None:
        with open_store(url, create=True) as store:
            put(store, actor("a"))
        self.relabel(url, SCHEMA_VERSION + 1)
        for create in (True, False):
            with pytest.raises(StoreNewer, match="newer version of graphsvc"):
                open_store(url, create=create)
        self.relabel(url, SCHEMA_VERSION)
        with open_store(url) as store:
            assert contents(store).keys() == {"a"}

    # Random changes, against a plain dictionary

    def test_random_changes_leave_what_a_dictionary_would_hold(
        self, store: Store, rng: random.Random, dose: Callable[[int], int]
    ) -> None:
        known: dict[str, AnyRecord] = {}
        fresh = list(every_kind(filled))
        rng.shuffle(fresh)
        fresh.sort(key=lambda record: record.kind in (RecordKind.TIE, RecordKind.LINK))
        nodes = [record for record in fresh if record.kind not in (RecordKind.TIE, RecordKind.LINK)]
        put(store, *nodes)
        known = by_id(nodes)
        edges = fresh[len(nodes) :]
        for _ in range(dose(20)):
            made = [edges.pop() for _ in range(min(len(edges), rng.randrange(4)))]
            touched = rng.sample(sorted(known), rng.randrange(4))
            step: list[Change] = [created(record) for record in made]
            for id in touched:
                record = known[id]
                edge = record.kind in (RecordKind.TIE, RecordKind.LINK)
                if edge and rng.random() < 0.3:
                    step.append(removed(record))
                    edges.insert(0, record)
                else:
                    step.append(changed(record, origin=f"key {rng.random()}", validTo=None))
            rng.shuffle(step)
            put(store, *step)
            for change in step:
                known.pop(change.id, None)
                if change.after is not None:
                    known[change.id] = change.after
        assert contents(store) == known
