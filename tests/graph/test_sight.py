"""The log shows a viewer what it could see then and can see now, and nothing else."""

from typing import Any

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.graph.edits import erasing, merging, updating
from graphsvc.graph.graph import Graph
from graphsvc.graph.sight import seen_changes
from graphsvc.model.changes import Change, ChangeSet, Entry, Erased, created
from graphsvc.model.vocabularies import ChangeAction
from tests.records import actor, area, link, tie

PARTNER = Viewer(role=Role.PARTNER, name="partner")
ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")


class Log:
    def __init__(self):
        self.graph, self.entries = Graph(), []

    def write(self, *changes):
        entry = Entry(version=len(self.entries) + 1, changes=ChangeSet(changes=changes, by="test"))
        self.graph.apply(entry)
        self.entries.append(entry)

    def update(self, id, **values):
        found: Any = self.graph.find(id)
        self.write(updating(self.graph, id, found.revision, values))

    def seen(self, viewer, since=0):
        found = seen_changes(self.entries[since:], self.graph.find, viewer)
        return [(one.version, one.id, one.before is not None, one.after is not None) for one in found]


def test_a_record_that_was_hidden_shows_its_changes_from_when_it_was_seen():
    log = Log()
    log.write(created(actor("a", visibility="RESTRICTED")))
    log.update("a", name="Secret")
    log.update("a", visibility="PARTNERS")
    log.update("a", name="Open")
    assert log.seen(PARTNER) == [(3, "a", False, True), (4, "a", True, True)]
    assert log.seen(ADMIN) == [(1, "a", False, True), *((n, "a", True, True) for n in (2, 3, 4))]
    assert log.seen(PUBLIC) == []


def test_a_record_that_is_hidden_now_shows_none_of_its_past():
    log = Log()
    log.write(created(actor("a", visibility="PUBLIC")))
    log.update("a", visibility="ADVISORS")
    assert (log.seen(PUBLIC), len(log.seen(ADVISOR))) == ([], 2)


@pytest.mark.parametrize("since", [0, 3])
def test_a_tie_is_seen_with_both_its_ends_as_they_were_then(since):
    log = Log()
    log.write(created(actor("a", visibility="PUBLIC")), created(actor("b", visibility="ADVISORS")), created(area("w")))
    log.write(created(tie("a", "b", visibility="PUBLIC")), created(link("b", "ACTIVE_IN", "w")))
    log.update("w", visibility="PUBLIC")
    log.update("a-KNOWS-b", intensity=4)
    log.update("b", visibility="PUBLIC")
    log.update("a-KNOWS-b", intensity=3)
    ties = [row for row in log.seen(PUBLIC, since) if row[1] == "a-KNOWS-b"]
    assert ties == [(6, "a-KNOWS-b", True, True)]
    assert [row[0] for row in log.seen(ADVISOR, since) if row[1] == "a-KNOWS-b"] == [n for n in (2, 4, 6) if n > since]


def test_a_tie_whose_end_is_hidden_now_shows_none_of_its_past():
    log = Log()
    log.write(created(actor("a", visibility="PUBLIC")), created(actor("b", visibility="PUBLIC")))
    log.write(created(tie("a", "b", visibility="PUBLIC")))
    log.update("b", visibility="ADVISORS")
    assert [row[1] for row in log.seen(PUBLIC)] == ["a"]


def test_a_record_that_is_gone_is_shown_to_who_saw_it_last():
    log = Log()
    log.write(created(actor("a", visibility="PUBLIC")), created(actor("b", visibility="PUBLIC")))
    log.write(created(actor("c", visibility="PUBLIC")), created(tie("b", "c", visibility="PUBLIC")))
    log.update("b", visibility="PARTNERS")
    log.write(*merging(log.graph, "a", "b"))
    assert [row[0] for row in log.seen(PARTNER) if row[1] == "b"] == [1, 3, 4]
    assert [row for row in log.seen(PUBLIC) if row[1] == "b"] == []
    # The kept record took the narrower visibility, and its ties with it.
    assert [row[1] for row in log.seen(PUBLIC)] == ["c"]


def test_of_erased_values_only_who_sees_everything_is_told():
    log = Log()
    log.write(created(actor("a", visibility="PUBLIC")))
    log.write(*erasing(log.graph, "a"))
    first = Change(action=ChangeAction.CREATED, erased=Erased("a", log.entries[0].changes.changes[0].kind, True))
    gone = Change(action=ChangeAction.ERASED, erased=Erased("a", first.kind, False))
    log.entries = [
        Entry(version=number, changes=ChangeSet(changes=(change,), by="x"))
        for number, change in ((1, first), (2, gone))
    ]
    assert log.seen(ADMIN) == [(1, "a", False, False), (2, "a", False, False)]
    assert log.seen(ADVISOR) == []
