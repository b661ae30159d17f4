"""A piece of the log shows what the whole log shows of it."""

import msgspec
import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.graph.edits import erasing
from graphsvc.graph.pieces import seen_by_follower, seen_in_piece
from graphsvc.graph.sight import Seen, seen_changes
from graphsvc.model.changes import Entry, created
from graphsvc.model.vocabularies import Visibility
from tests.graph.logged import Log, erased_log, random_log
from tests.records import actor, area, link, tie

PARTNER = Viewer(role=Role.PARTNER, name="partner")
ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
VIEWERS = (ADMIN, ADVISOR, PARTNER, PUBLIC)


def followed(log, viewer, since=0, size=None):
    """What a follower is told who reads by pieces of so many entries."""
    told: list[Seen] = []
    left: set[str] = set()
    entries = log.entries[since:]
    for start in range(0, len(entries), size or len(entries) or 1):
        piece = entries[start : start + size] if size else entries
        told += seen_by_follower(piece, log.later, log.graph.find, viewer, log.graph.edges_at, left)
    return [(one.version, one.action, one.id) for one in told]


def parted(entry, rng):
    """An entry in two, each with some of its changes in their order."""
    first = {change.id for change in entry.changes.changes if rng.random() < 0.5}
    for ids in (first, {change.id for change in entry.changes.changes} - first):
        some = tuple(change for change in entry.changes.changes if change.id in ids)
        yield Entry(version=entry.version, changes=msgspec.structs.replace(entry.changes, changes=some))


def order(seen):
    return seen.version, seen.id


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role.lower())
def test_pieces_of_any_size_tell_what_the_whole_log_tells(viewer, rng, dose):
    for _ in range(dose(15)):
        log = random_log(rng, 40)
        whole = seen_changes(log.entries, log.graph.find, viewer)
        for size in (1, 3, 11):
            pieces = [log.entries[at : at + size] for at in range(0, len(log.entries), size)]
            found = [seen for piece in pieces for seen in seen_in_piece(piece, log.later, log.graph.find, viewer)]
            assert found == whole


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role.lower())
def test_parts_of_an_entry_tell_what_the_entry_tells(viewer, rng, dose):
    for _ in range(dose(15)):
        log = random_log(rng, 30)
        whole = seen_changes(log.entries, log.graph.find, viewer)
        parts = [part for entry in log.entries for part in parted(entry, rng)]
        found = [seen for part in parts for seen in seen_in_piece([part], log.later, log.graph.find, viewer)]
        assert sorted(found, key=order) == sorted(whole, key=order)


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.role.lower())
def test_a_follower_is_told_the_same_by_pieces_and_at_once(viewer, rng, dose):
    for _ in range(dose(15)):
        log = random_log(rng, 40)
        since = rng.randrange(10)
        whole = followed(log, viewer, since)
        assert all(followed(log, viewer, since, size) == whole for size in (1, 4, 13))
        seen = [(one.version, one.action, one.id) for one in seen_changes(log.entries[since:], log.graph.find, viewer)]
        left = [row for row in whole if row not in seen]
        assert [row for row in whole if row in seen] == seen
        assert {action for _, action, _ in left} <= {"GONE"}
        assert len({id for _, _, id in left}) == len(left)


def test_only_what_a_piece_does_not_tell_itself_is_read_besides(rng):
    log = Log()
    log.write(*(created(actor(f"a{number}", visibility="PUBLIC")) for number in range(50)))
    log.write(created(tie("a1", "a2", visibility="PUBLIC")))
    for number in range(50):
        log.update(f"a{number}", description="later")
    asked: list[set[str]] = []

    def later(ids, since):
        asked.append(set(ids))
        return log.later(ids, since)

    assert len(seen_in_piece(log.entries[:1], later, log.graph.find, PUBLIC)) == 50
    assert asked == []
    seen_in_piece(log.entries[1:2], later, log.graph.find, PUBLIC)
    assert asked == [{"a1", "a2"}]
    asked.clear()
    assert len(seen_in_piece(log.entries, later, log.graph.find, ADMIN)) == 101
    assert asked == []


def test_what_left_twice_is_told_when_it_left_first():
    log = Log()
    log.write(created(actor("a", visibility="PUBLIC")))
    for visibility in ("PARTNERS", "PUBLIC", "PARTNERS"):
        log.update("a", visibility=visibility)
    assert followed(log, PUBLIC) == followed(log, PUBLIC, size=1) == [(2, "GONE", "a")]
    assert followed(log, PUBLIC, since=2) == [(4, "GONE", "a")]


def test_who_was_away_hears_that_what_it_could_see_is_gone():
    log = erased_log(Visibility.PUBLIC, Visibility.ADVISORS)
    assert followed(log, PUBLIC, since=1) == [(2, "GONE", "a")]
    assert followed(log, PARTNER, since=2) == []
    assert followed(log, ADVISOR, since=2) == [(3, "ERASED", "a")]


def test_a_tie_that_was_erased_with_its_end_is_told_to_who_saw_both_ends():
    log = Log()
    log.write(created(actor("a", visibility="PUBLIC")), created(actor("b", visibility="PARTNERS")), created(area("w")))
    log.write(created(tie("a", "b", visibility="PUBLIC")), created(link("b", "ACTIVE_IN", "w")))
    changes = erasing(log.graph, "b")
    noted = {change.id: change.erased.before for change in changes if change.erased}
    assert noted == dict.fromkeys(("b", "a-KNOWS-b", "b-ACTIVE_IN-w"), Visibility.PARTNERS)
    log.write(*changes)
    assert {id for _, action, id in followed(log, PARTNER, since=2) if action == "ERASED"} == set(noted)
    assert followed(log, PUBLIC, since=2) == []
