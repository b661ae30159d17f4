"""What every store must do when records are erased: no value of theirs stays, and the fact does."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from graphsvc.errors import Conflict, HeadMoved
from graphsvc.graph.edits import erasing, merging
from graphsvc.graph.graph import Graph
from graphsvc.model.changes import Change, Entry, Erased, created
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import AnyRecord
from graphsvc.model.vocabularies import ChangeAction, Visibility
from graphsvc.stores.address import open_store
from graphsvc.stores.contract import Store
from tests.contracts.store import by_id, changed, changes, contents, put, removed
from tests.records import actor, area, link, tie

SECRET = "Zoë's secret"


def graph_of(store: Store) -> Graph:
    snapshot = store.load()
    return Graph.of(snapshot.records, snapshot.version)


def records_of(graph: Graph) -> dict[str, AnyRecord]:
    return {id: found for id in (*graph.node_number, *graph.edge_number) if (found := graph.find(id))}


def erase(store: Store, id: str, **given: Any) -> Entry:
    return put(store, *erasing(graph_of(store), id), **given)


def facts(entry: Entry) -> dict[str, tuple[str, bool, bool]]:
    """Per record the action, and whether its values before and after are kept."""
    return {
        change.id: (change.action, change.before is not None, change.after is not None)
        for change in entry.changes.changes
    }


def told(store: Store) -> str:
    """All that records and log say."""
    return msgspec.json.encode([[*store.load().records], store.log(0)]).decode()


class ErasureContract:
    """Beside StoreContract, whose fixtures it uses."""

    def test_no_value_of_an_erased_record_stays_and_all_else_does(self, store: Store) -> None:
        ada, knows = actor("a", name=SECRET), tie("a", "b", extra=f'"{SECRET}"')
        first = put(store, ada, actor("b"), area("x"), knows, link("a", "ACTIVE_IN", "x"), reason="told")
        put(store, changed(ada, description=SECRET), changed(actor("b"), name="Bob"), by="bob")
        assert SECRET in told(store)
        last = erase(store, "a", by="cleo", reason="asked to", mutation_id="m", digest="d")
        assert SECRET not in told(store)
        assert contents(store).keys() == {"b", "x"}
        log = store.log(0)
        assert [(entry.version, entry.changes.by, entry.changes.reason) for entry in log] == [
            (1, "ada", "told"),
            (2, "bob", ""),
            (3, "cleo", "asked to"),
        ]
        assert log[0].changes.at == first.changes.at
        assert log[2] == last == store.outcome("cleo", "m", "d")
        erased = (ChangeAction.CREATED, False, False)
        assert facts(log[0]) == {
            "a": erased,
            "b": (ChangeAction.CREATED, False, True),
            "x": (ChangeAction.CREATED, False, True),
            "a-KNOWS-b": erased,
            "a-ACTIVE_IN-x": erased,
        }
        assert facts(log[1]) == {"a": (ChangeAction.UPDATED, False, False), "b": (ChangeAction.UPDATED, True, True)}
        assert set(facts(last).values()) == {(ChangeAction.ERASED, False, False)}
        partners = Visibility.PARTNERS
        first_change = Erased("a", RecordKind.ACTOR, True, before=partners, after=partners)
        assert [change.erased for change in log[1].changes.changes] == [first_change, None]
        seen = {change.id: change.erased and change.erased.before for change in last.changes.changes}
        assert seen == dict.fromkeys(("a", "a-KNOWS-b", "a-ACTIVE_IN-x"), partners)
        assert {change.erased and change.erased.there for change in last.changes.changes} == {False}

    def test_the_same_erasure_asked_again_is_not_made_again(self, store: Store) -> None:
        put(store, actor("a"))
        asked = changes(*erasing(graph_of(store), "a"), mutation_id="m", digest="d")
        first = store.commit(asked, 1)
        assert store.commit(asked, 1) == store.commit(asked, 2) == first
        assert store.head().version == 2

    def test_an_erasure_that_is_refused_takes_nothing_out_of_the_log(self, store: Store) -> None:
        put(store, actor("a", name=SECRET))
        before = store.log(0)
        old = erasing(graph_of(store), "a")
        with pytest.raises(HeadMoved):
            store.commit(changes(*old), 0)
        put(store, changed(actor("a", name=SECRET), description="new"))
        with pytest.raises(Conflict):
            put(store, *old)
        assert store.log(0)[:1] == before
        assert contents(store).keys() == {"a"}

    def test_erasing_while_holding_the_lock_takes_the_values_too(self, store: Store) -> None:
        put(store, actor("a", name=SECRET))
        store.commit_holding(changes(*erasing(graph_of(store), "a")), 0, lambda since: None)
        assert SECRET not in told(store)

    def test_ties_that_ran_to_it_lose_what_they_said_then(self, store: Store) -> None:
        """A tie that was taken away before, one that ran to it for a time, and one that came to it."""
        gone, passing = tie("a", "b", origin=SECRET), tie("b", "c", "FUNDS", origin="ours")
        put(store, actor("a"), actor("b"), actor("c"), gone, passing)
        there = changed(passing, **{"from": "a"}, origin=SECRET)
        put(store, there, removed(gone))
        back = changed(there.record, **{"from": "b"}, origin="ours again")
        put(store, back)
        erase(store, "a")
        assert SECRET not in told(store)
        assert contents(store) == by_id([actor("b"), actor("c"), back.record])
        away, home = (facts(entry)[passing.id] for entry in store.log(1)[:2])
        assert away == (ChangeAction.UPDATED, True, False)
        assert home == (ChangeAction.UPDATED, False, True)

    def test_what_was_merged_into_it_goes_with_it(self, store: Store) -> None:
        put(store, actor("a", name="One"), actor("b", name=SECRET), actor("c"), tie("b", "c", origin=SECRET))
        put(store, actor("d", name=SECRET))
        for kept, taken in (("b", "d"), ("a", "b")):
            put(store, *merging(graph_of(store), kept, taken))
        assert SECRET in told(store)
        erase(store, "a")
        assert SECRET not in told(store)
        assert contents(store) == {"c": actor("c")}

    def test_what_was_merged_into_it_and_is_back_stays(self, store: Store) -> None:
        put(store, actor("a", name="One"), actor("b", name="Two"))
        put(store, *merging(graph_of(store), "a", "b"))
        put(store, msgspec.structs.replace(actor("b", name="Two"), revision=2))
        erase(store, "a")
        assert store.log(0)[0].changes.changes[1] == created(actor("b", name="Two"))
        assert contents(store).keys() == {"b"}

    def test_an_id_given_anew_is_a_record_like_any_other(self, store: Store) -> None:
        for _ in range(2):
            put(store, actor("a", name=SECRET))
            assert SECRET in told(store)
            erase(store, "a")
            assert SECRET not in told(store)
        put(store, actor("a", name="New"))
        assert contents(store) == {"a": actor("a", name="New")}

    def test_only_the_id_itself_counts_not_one_that_holds_it(self, store: Store) -> None:
        put(store, actor("a", name=SECRET), actor("aa", name="Stays"), actor('"a"', name="Stays", source="a"))
        erase(store, "a")
        kept = [change.after for change in store.log(0)[0].changes.changes[1:]]
        assert kept == [actor("aa", name="Stays"), actor('"a"', name="Stays", source="a")]

    def test_whoever_follows_comes_to_the_same_graph_from_any_version(self, store: Store, url: str) -> None:
        steps: list[list[Change | AnyRecord]] = [
            [actor("a"), actor("b"), actor("c"), area("x")],
            [tie("a", "b"), link("a", "ACTIVE_IN", "x"), tie("b", "c")],
            [changed(actor("a"), name="Other"), changed(tie("b", "c"), to="a")],
            [changed(changed(tie("b", "c"), to="a").record, to="c"), tie("a", "c"), actor("d")],
            [tie("d", "a"), removed(tie("a", "b"))],
        ]
        with open_store(url) as other:
            graphs = [graph_of(other)]
            for step in steps:
                put(store, *step)
                graphs.append(graph_of(other))
            erase(store, "a")
            put(store, actor("e"), tie("e", "d"))
            expected = contents(store)
            assert expected.keys() == {"b", "c", "d", "e", "x", "b-KNOWS-c", "e-KNOWS-d"}
            for graph in graphs:
                for entry in other.log(graph.version):
                    graph.apply(entry)
                assert records_of(graph) == expected
