"""Values of records as the pages show them to who looks."""

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.graph.sight import seen_changes
from graphsvc.model.changes import ChangeSet, Entry, updated
from graphsvc.model.make import remade
from graphsvc.web.history import history_shown
from graphsvc.web.record import fields_shown
from tests.records import actor, area, signal, view_of

PARTNER = Viewer(role=Role.PARTNER, name="partner")
PUBLIC_RECORD = {"visibility": "PUBLIC"}
RECORDS = [
    (actor("a", residentsReached=4, **PUBLIC_RECORD), "bewoners bereikt", "4"),
    (signal("b", weight=1, **PUBLIC_RECORD), "aantal mensen", "1"),
    (area("c", residents=2, **PUBLIC_RECORD), "inwoners", "2"),
]


@pytest.mark.parametrize(("record", "label", "number"), RECORDS, ids=lambda value: getattr(value, "id", ""))
def test_a_few_residents_are_shown_as_fewer_than_five_outside_advisors(record, label, number):
    for viewer, shown in ((PUBLIC, "<5"), (PARTNER, "<5"), (ADMIN, number)):
        values = {one["label"]: one.get("value") for one in fields_shown(view_of([record], viewer), record, "nl")}
        assert values[label] == shown


def test_five_residents_and_none_are_told():
    for reached in (0, 5):
        record = actor("a", residentsReached=reached, **PUBLIC_RECORD)
        values = {one["label"]: one.get("value") for one in fields_shown(view_of([record], PUBLIC), record, "nl")}
        assert values["bewoners bereikt"] == str(reached)


@pytest.mark.parametrize(("viewer", "shown"), [(PUBLIC, ("<5", "7")), (ADMIN, ("3", "7"))])
def test_the_history_of_a_record_tells_no_few(viewer, shown):
    before = actor("a", residentsReached=3, **PUBLIC_RECORD)
    change = updated(before, remade(before, {"residentsReached": 7}))
    view = view_of([change.record], viewer, day=None)
    past = seen_changes([Entry(version=2, changes=ChangeSet(changes=(change,), by="anna"))], view.graph.find, viewer)
    [version] = history_shown(view, "a", past, "nl")
    [field] = version["what"][0]["fields"]
    assert (field["before"], field["after"]) == shown
