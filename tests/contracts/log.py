"""What every store must do to tell its log by piece, and to count what is in it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from graphsvc.model.changes import ChangeSet, Entry
from graphsvc.stores.contract import Store
from tests.contracts.erasure import erase
from tests.contracts.past import MANY
from tests.contracts.store import changed, changes, put
from tests.records import actor

MORNING = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)


def several(store: Store, sizes: list[int]) -> list[Entry]:
    """Entries of so many new records each."""
    return [put(store, *(actor(f"{version}-{number}") for number in range(size))) for version, size in enumerate(sizes)]


def pieces(store: Store, most: int, moment: datetime | None = None) -> list[list[Entry]]:
    """The whole log, each piece from where the last one ended."""
    found: list[list[Entry]] = []
    while piece := store.log(found[-1][-1].version if found else 0, most, moment):
        found.append(piece)
    return found


class LogContract:
    """Beside StoreContract, whose fixtures it uses."""

    def test_a_piece_ends_with_the_entry_that_fills_it(self, store: Store) -> None:
        entries = several(store, [1, 2, 5, 0, 1, 1, 1])
        assert [[entry.version for entry in piece] for piece in pieces(store, 3)] == [[1, 2], [3], [4, 5, 6], [7]]
        assert [len(piece) for piece in pieces(store, 1)] == [1] * 7
        assert pieces(store, 100) == [entries]
        assert store.log(7, 3) == []

    def test_pieces_together_are_the_log(self, store: Store, rng: random.Random) -> None:
        entries = several(store, [rng.randrange(4) for _ in range(12)])
        for most in (1, 2, 3, 7):
            assert [entry for piece in pieces(store, most) for entry in piece] == store.log(0) == entries

    def test_a_large_entry_stays_whole_in_a_piece_and_is_counted(self, store: Store) -> None:
        _, large, last = several(store, [1, MANY, 2])
        assert store.log(1, 10) == [large]
        assert store.log(2, 10) == [last]
        assert [store.count(since, 3) for since in range(4)] == [1 + MANY + 2, MANY + 2, 2, 0]

    def test_changes_are_counted_above_a_version_up_to_another(self, store: Store) -> None:
        assert store.count(0, 0) == store.count(0, 9) == 0
        several(store, [3, 0, 1, 2])
        assert [store.count(0, until) for until in range(6)] == [0, 3, 3, 4, 6, 6]
        assert store.count(1, 3) == 1

    def test_what_was_erased_still_counts(self, store: Store) -> None:
        put(store, actor("a"), actor("b"))
        put(store, changed(actor("a"), name="Other"))
        erase(store, "a")
        assert [store.count(0, until) for until in (1, 2, 3)] == [2, 3, 4]

    @pytest.mark.parametrize("most", [None, 1, 2, 100])
    def test_only_what_was_made_from_a_moment_on_is_read_and_counted(self, store: Store, most: int | None) -> None:
        # Clocks of two writers differ, so a later version may be of an earlier moment; one has no microseconds.
        moments = [MORNING + timedelta(seconds=number) for number in (-1, 0, 0.5, -0.000001, 3600)]
        for version, at in enumerate(moments):
            made = ChangeSet(changes=changes(actor(f"a{version}"), actor(f"b{version}")).changes, by="ada", at=at)
            store.commit(made, version)
        elsewhere = MORNING.astimezone(tz=None)
        read = (
            store.log(0, None, elsewhere)
            if most is None
            else [e for one in pieces(store, most, elsewhere) for e in one]
        )
        assert [entry.version for entry in read] == [2, 3, 5]
        assert read == [entry for entry in store.log(0) if entry.changes.at >= MORNING]
        assert store.count(0, 5, elsewhere) == 6
        assert store.count(2, 4, elsewhere) == 2

    def test_the_past_is_read_from_a_version_on(self, store: Store, rng: random.Random) -> None:
        now = actor("a")
        put(store, now, *(actor(f"other-{number}") for number in range(MANY)))
        for number in range(6):
            step = changed(now, name=f"name {number}")
            put(store, step, actor(f"b{number}"))
            now = step.record
        whole = store.past(["a", "b3"])
        for since in range(9):
            assert store.past(["a", "b3"], since) == [entry for entry in whole if entry.version > since]

    def test_the_past_of_many_records_is_that_of_each(self, store: Store, rng: random.Random) -> None:
        people = [actor(f"actor-{number}") for number in range(MANY)]
        entry = put(store, *people)
        some = sorted(rng.sample(range(MANY), 200))
        (found,) = store.past([people[at].id for at in some])
        assert found.changes.changes == tuple(entry.changes.changes[at] for at in some)
