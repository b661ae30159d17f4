"""What each edit becomes in changes, with nothing of a kind in it."""

from datetime import date
from typing import Any

import pytest

from graphsvc.errors import BadInput, Conflict, NotFound
from graphsvc.graph.edits import confirming, creation, ending, erasing, merging, undoing, updating
from graphsvc.graph.graph import Graph
from graphsvc.model.changes import Change, ChangeSet, Entry, Erased, created
from graphsvc.model.kinds import RecordKind
from graphsvc.model.rules import violations
from graphsvc.model.vocabularies import ChangeAction
from tests.records import actor, area, link, theme, tie

DAY = date(2026, 6, 1)


class Logged:
    """A graph and its log, changed as a store would."""

    def __init__(self, *records):
        self.graph, self.log = Graph.of(records), []

    def write(self, *changes):
        assert violations(changes, self.graph) == []
        entry = Entry(version=self.graph.version + 1, changes=ChangeSet(changes=changes, by="test"))
        self.graph.apply(entry)
        self.log.append(entry)
        return entry

    def undo(self, entry):
        return self.write(*undoing(self.graph, entry, self.log[entry.version :]))

    def find(self, id) -> Any:
        return self.graph.find(id)

    def state(self):
        """Everything but the count of revisions."""
        return {record.id: _values(record) for record in self.graph.records()}


def _values(record):
    return {name: getattr(record, name) for name in record.__struct_fields__ if name != "revision"}


def after(change) -> Any:
    return change.after


def code(caught):
    return [fault.code for fault in caught.value.faults]


@pytest.mark.parametrize("kind", RecordKind)
def test_a_record_of_any_kind_without_values_is_refused_where_they_are_missing(kind):
    with pytest.raises(BadInput) as caught:
        creation(kind, {}, "input.")
    assert set(code(caught)) == {"REQUIRED"}
    assert all(fault.place.startswith("input.") for fault in caught.value.faults)


def test_a_new_record_gets_an_id_unless_it_has_one():
    made = [creation(RecordKind.THEME, {"name": "Groen"}) for _ in range(2)]
    assert made[0].id != made[1].id
    assert (made[0].action, made[0].before, after(made[0]).revision) == (ChangeAction.CREATED, None, 1)
    assert creation(RecordKind.THEME, {"name": "Groen", "id": "groen"}).id == "groen"


def test_an_update_changes_what_is_told_and_clears_what_is_none():
    graph = Graph.of([actor("a", sector="zorg", website="https://a.nl")])
    change: Any = updating(graph, "a", 1, {"sector": None, "name": "A"})
    assert (change.after.sector, change.after.name, change.after.website) == (None, "A", "https://a.nl")
    assert (change.before.revision, change.after.revision) == (1, 2)


def test_another_revision_conflicts_and_what_is_not_there_is_not_found():
    graph = Graph.of([actor("a")])
    edits = (
        lambda id, revision: updating(graph, id, revision, {}),
        lambda id, revision: ending(graph, id, revision, DAY),
    )
    for edit in edits:
        with pytest.raises(Conflict) as caught:
            edit("a", 3)
        assert (caught.value.expected, caught.value.found) == (3, 1)
        with pytest.raises(NotFound):
            edit("b", 1)


def test_an_end_takes_along_the_ties_and_links_that_would_hold_longer():
    graph = Graph.of([
        actor("a"), actor("b"), area("w"), link("a", "ACTIVE_IN", "w"), tie("a", "b"),
        tie("b", "a", id="over", validTo="2026-05-01"), tie("b", "a", id="later", validFrom="2026-06-01"),
        tie("b", "a", id="long", validTo="2027-01-01"),
    ])  # fmt: skip
    first, *along = ending(graph, "a", 1, DAY)
    assert first.id == "a"
    assert {change.id for change in along} == {"a-ACTIVE_IN-w", "a-KNOWS-b", "long"}
    assert {change.action for change in (first, *along)} == {ChangeAction.ENDED}
    assert {after(change).valid_to for change in (first, *along)} == {DAY}
    with pytest.raises(BadInput, match="validTo is not after validFrom"):
        ending(graph, "later", 1, DAY)


@pytest.mark.parametrize(
    ("by", "was", "becomes"),
    [("b", "NOT_ASKED", "MUTUAL"), ("b", "ONE_SIDED", "MUTUAL"), ("a", "NOT_ASKED", "NOT_ASKED"), ("a", "MUTUAL", "MUTUAL")],
)  # fmt: skip
def test_a_tie_is_mutual_once_the_end_that_did_not_tell_it_confirms_it(by, was, becomes):
    graph = Graph.of([actor("a"), actor("b"), tie("a", "b", confirmation=was, lastVerified="2025-01-01")])
    confirmed = after(confirming(graph, "a-KNOWS-b", by, DAY))
    assert (confirmed.confirmation, confirmed.last_verified) == (becomes, DAY)
    newer = Graph.of([actor("a"), actor("b"), confirmed])
    assert after(confirming(newer, "a-KNOWS-b", by, date(2024, 1, 1))).last_verified == DAY


def test_only_an_end_of_a_tie_confirms_it():
    graph = Graph.of([actor("a"), actor("b"), actor("c"), tie("a", "b")])
    with pytest.raises(BadInput) as caught:
        confirming(graph, "a-KNOWS-b", "c", DAY, "input.")
    assert (code(caught), caught.value.faults[0].place) == (["NOT_AN_END"], "input.by")
    with pytest.raises(NotFound):
        confirming(graph, "a", "a", DAY)


def test_erasing_takes_the_record_and_all_its_ties_and_links():
    graph = Graph.of(
        [actor("a"), actor("b"), area("w"), tie("a", "b"), link("a", "ACTIVE_IN", "w"), link("b", "ACTIVE_IN", "w")]
    )
    changes = erasing(graph, "a")
    assert changes[0].id == "a"
    assert {change.id for change in changes} == {"a", "a-KNOWS-b", "a-ACTIVE_IN-w"}
    assert all(change.after is None and change.action is ChangeAction.ERASED for change in changes)
    assert violations(changes, graph) == []


UNDONE = {
    "a creation": lambda graph: [created(actor("new")), created(tie("new", "a", id="t2"))],
    "an update": lambda graph: [updating(graph, "a", 1, {"name": "Other", "tags": ["x"]})],
    "an end": lambda graph: ending(graph, "a", 1, DAY),
    "a tie that moves": lambda graph: [updating(graph, "a-KNOWS-b", 1, {"to": "c"})],
    "a merge": lambda graph: merging(graph, "b", "a"),
    "a confirmation": lambda graph: [confirming(graph, "a-KNOWS-b", "b", DAY)],
}


@pytest.mark.parametrize("make", UNDONE.values(), ids=UNDONE)
def test_what_is_undone_is_as_before_and_undoing_that_makes_it_again(make):
    logged = Logged(
        actor("a"), actor("b"), actor("c"), area("w"), tie("a", "b"), tie("a", "c"), link("a", "ACTIVE_IN", "w")
    )
    before = logged.state()
    done = logged.write(*make(logged.graph))
    after = logged.state()
    undone = logged.undo(done)
    assert logged.state() == before
    redone = logged.undo(undone)
    assert logged.state() == after
    logged.undo(redone)
    assert logged.state() == before


def test_revisions_go_up_also_when_a_change_is_undone():
    logged = Logged(actor("a"), actor("b"))
    logged.undo(logged.write(updating(logged.graph, "a", 1, {"name": "Other"})))
    assert logged.find("a").revision == 3
    logged.undo(logged.write(*merging(logged.graph, "b", "a")))
    assert logged.find("a").revision == 4


def test_a_version_on_which_later_ones_build_is_not_undone_and_says_which():
    logged = Logged(actor("a"))
    made = logged.write(created(actor("b")))
    changed = logged.write(updating(logged.graph, "a", 1, {"name": "One"}))
    logged.write(updating(logged.graph, "a", 2, {"name": "Two"}))
    logged.write(created(tie("a", "b")))
    with pytest.raises(BadInput, match=r"Version 3 changed a since\. Undo version 3 first\.") as caught:
        undoing(logged.graph, changed, logged.log[2:])
    assert (code(caught), caught.value.faults[0].place) == (["CHANGED_SINCE"], "version")
    with pytest.raises(BadInput, match=r"Version 4 tied something to b since\. Undo version 4 first\.") as caught:
        undoing(logged.graph, made, logged.log[1:])
    assert code(caught) == ["TIED_SINCE"]


def test_each_version_in_the_way_is_told_once_and_every_record_stands_in_the_extensions():
    logged = Logged(*(actor(id) for id in "abcde"))
    made = logged.write(*(updating(logged.graph, id, 1, {"sector": "x"}) for id in "abcde"))
    logged.write(*(updating(logged.graph, id, 2, {"sector": "y"}) for id in "abcd"))
    logged.write(updating(logged.graph, "e", 2, {"sector": "z"}))
    with pytest.raises(BadInput) as caught:
        undoing(logged.graph, made, logged.log[1:])
    assert [str(fault) for fault in caught.value.faults] == [
        "version: Version 2 changed a, b, c and 1 more since. Undo version 2 first.",
        "version: Version 3 changed e since. Undo version 3 first.",
    ]
    blocked = caught.value.extensions["blockedBy"]
    assert [(one["id"], one["version"]) for one in blocked] == [*((id, 2) for id in "abcd"), ("e", 3)]
    assert {one["code"] for one in blocked} == {"CHANGED_SINCE"}


def test_once_what_came_later_is_undone_too_a_version_can_be():
    logged = Logged(actor("a"))
    first = logged.write(updating(logged.graph, "a", 1, {"name": "One"}))
    logged.undo(logged.write(updating(logged.graph, "a", 2, {"name": "Two"})))
    logged.undo(first)
    assert logged.find("a").name == "a"


def test_what_was_erased_does_not_come_back():
    logged = Logged(actor("a"), theme("t"))
    gone = logged.write(*erasing(logged.graph, "a"))
    stripped = Change(action=ChangeAction.UPDATED, before=None, erased=Erased("a", RecordKind.ACTOR, True))
    for entry in (gone, Entry(version=9, changes=ChangeSet(changes=(stripped,), by="x"))):
        with pytest.raises(BadInput) as caught:
            undoing(logged.graph, entry, [])
        assert code(caught) == ["ERASED"]
