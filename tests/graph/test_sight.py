"""The log shows a viewer what it could see then and can see now, and nothing else."""

from typing import cast

import msgspec
import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.graph.edits import erasing, merging
from graphsvc.graph.sight import past_with_ends, seen_changes, without_erased
from graphsvc.model.changes import Erased, created
from graphsvc.model.vocabularies import Visibility
from graphsvc.stores.entries import of_records
from tests.graph.logged import Log, erased_log
from tests.records import actor, area, link, tie

PARTNER = Viewer(role=Role.PARTNER, name="partner")
ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")


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


def test_that_values_were_erased_is_told_to_who_could_see_them():
    log = erased_log(Visibility.RESTRICTED, Visibility.PARTNERS)
    assert log.seen(ADMIN) == [(number, "a", False, False) for number in (1, 2, 3)]
    assert log.seen(PARTNER) == log.seen(ADVISOR) == [(2, "a", False, False), (3, "a", False, False)]
    assert log.seen(PUBLIC) == []


def test_what_was_erased_while_it_was_restricted_is_told_to_admins_only():
    log = erased_log(Visibility.RESTRICTED)
    assert (len(log.seen(ADMIN)), log.seen(ADVISOR)) == (2, [])


def test_of_erased_values_that_nobody_noted_who_could_see_advisors_are_told():
    log = erased_log(Visibility.PUBLIC)
    for entry in log.entries:
        (change,) = entry.changes.changes
        bare = msgspec.structs.replace(cast(Erased, change.erased), before=None, after=None)
        old = (msgspec.structs.replace(change, erased=bare),)
        log.entries[entry.version - 1] = msgspec.structs.replace(
            entry, changes=msgspec.structs.replace(entry.changes, changes=old)
        )
    assert [len(log.seen(viewer)) for viewer in (ADMIN, ADVISOR, PARTNER, PUBLIC)] == [2, 2, 0, 0]


def test_the_past_of_a_tie_comes_with_that_of_every_end_it_had():
    log = Log()
    log.write(created(actor("a")), created(actor("b")), created(actor("c")), created(actor("d")))
    log.write(created(tie("a", "b")))
    log.update("a-KNOWS-b", to="c")
    found = past_with_ends(lambda ids: list(of_records(log.entries, ids)), ["a-KNOWS-b"])
    assert {change.id for entry in found for change in entry.changes.changes} == {"a", "b", "c", "a-KNOWS-b"}


def test_what_waits_to_be_told_loses_the_values_that_are_erased_meanwhile():
    log = Log()
    log.write(created(actor("a")), created(actor("b")), created(tie("a", "b")))
    waiting = seen_changes(log.entries, log.graph.find, ADMIN)
    log.write(*erasing(log.graph, "a"))
    left = [without_erased(seen, log.entries[-1]) for seen in waiting]
    assert [(seen.id, seen.after is None) for seen in left] == [("a", True), ("b", False), ("a-KNOWS-b", True)]
