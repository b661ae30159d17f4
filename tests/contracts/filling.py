"""What every store must do to take over all that another holds."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from graphsvc.errors import StoreExists
from graphsvc.model.changes import Change, Entry, Erased
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import AnyRecord
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.stores.contract import Side, Store
from tests.contracts.filled import every_kind, filled
from tests.contracts.store import by_id, changed, changes, contents, put
from tests.records import actor, tie


def put_away(version: int, *made: Change | AnyRecord, **given: Any) -> Entry:
    """A line of another store's log."""
    return Entry(
        version=version, changes=changes(*made, at=datetime(2025, 3, version, 10, 30, 59, 123456, UTC), **given)
    )


class FillingContract:
    """Beside StoreContract, whose fixtures it uses."""

    def test_small_documents_are_listed_with_their_group_and_end(self, store: Store) -> None:
        store.side_put("keys", "a", b"\x00\xff")
        store.side_put("sessions", "a", b"2", seconds=600)
        store.side_put("sessions", "b", b"3", seconds=0.1)
        time.sleep(0.2)
        ever, ends = sorted(store.sides(), key=lambda side: side.group)
        assert ever == Side("keys", "a", b"\x00\xff", None)
        assert (ends.group, ends.key, ends.value) == ("sessions", "a", b"2")
        assert 500 < (ends.expires or 0) - time.time() < 600

    def test_an_empty_store_takes_over_records_log_and_small_documents(self, store: Store) -> None:
        records = [*every_kind(filled)]
        made = actor("new")
        log = [
            put_away(1, *records),
            put_away(2, made, mutation_id="m", digest="d"),
            put_away(3, changed(made, name="N")),
        ]
        now = changed(made, name="N").record
        store.fill(3, [now, *records], log, [Side("keys", "a", b"1", None), Side("old", "a", b"2", 1.0)])
        assert store.head().version == 3
        assert contents(store) == by_id([now, *records])
        assert store.log(0) == log
        assert store.outcome("ada", "m", "d") == log[1]
        assert store.sides() == [Side("keys", "a", b"1", None)]
        assert put(store, changed(now, name="Again"), tie("new", "ACTOR-a")).version == 4

    def test_a_log_with_erased_values_is_taken_over_as_it_is(self, store: Store) -> None:
        gone = Change(action=ChangeAction.CREATED, erased=Erased("a", RecordKind.ACTOR, True))
        erased = Change(action=ChangeAction.ERASED, erased=Erased("a", RecordKind.ACTOR, False))
        log = [put_away(1, gone, actor("b")), put_away(2, erased)]
        store.fill(2, [actor("b")], log, [])
        assert store.log(0) == log

    @pytest.mark.parametrize("held", ["record", "side"])
    def test_a_store_that_holds_anything_refuses_and_keeps_it(self, store: Store, held: str) -> None:
        if held == "record":
            put(store, actor("a"))
        else:
            store.side_put("keys", "a", b"1")
        before = (store.head().version, contents(store), store.log(0), store.sides())
        with pytest.raises(StoreExists, match="holds"):
            store.fill(1, [actor("b")], [put_away(1, actor("b"))], [Side("keys", "b", b"", None)])
        assert (store.head().version, contents(store), store.log(0), store.sides()) == before

    def test_a_filling_that_breaks_off_leaves_no_network(self, store: Store) -> None:
        def breaking() -> Any:
            yield actor("a")
            raise OSError("the other store went away")

        with pytest.raises(OSError, match="went away"):
            store.fill(1, breaking(), [put_away(1, actor("a"))], [])
        assert store.head().version == 0
        assert store.log(0) == []
