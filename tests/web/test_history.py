from graphsvc.graph.sight import seen_changes
from graphsvc.model.changes import ChangeSet, Entry, created, updated
from graphsvc.model.make import remade
from graphsvc.web.history import history_shown
from tests.records import actor, tie, view_of

KRING, HULP = actor("kring", name="Kring"), actor("hulp", name="Hulp")
LATER = remade(KRING, {"name": "Buurtkring", "sector": "zorg"})


def past(*versions):
    entries = [
        Entry(version=number, changes=ChangeSet(changes=tuple(changes), by="anna", reason="gehoord"))
        for number, changes in enumerate(versions, start=1)
    ]
    view = view_of([updated(KRING, LATER).record, HULP, tie("kring", "hulp")], day=None)
    return view, seen_changes(entries, view.graph.find, view.viewer)


def test_a_history_tells_the_newest_first_with_who_and_why():
    view, seen = past([created(KRING)], [updated(KRING, LATER)])
    newest, oldest = history_shown(view, "kring", seen, "nl")
    assert (newest["by"], newest["reason"]) == ("anna", "gehoord")
    assert [change["action"] for change in oldest["what"]] == ["gemaakt"]
    assert newest["what"][0]["fields"] == [
        {"label": "naam", "before": "Kring", "after": "Buurtkring"},
        {"label": "sector", "before": "", "after": "zorg"},
    ]


def test_a_tie_stands_in_the_history_of_both_its_ends_by_the_name_of_the_other():
    view, seen = past([created(KRING), created(HULP), created(tie("kring", "hulp"))])
    for id, other in (("kring", "Hulp"), ("hulp", "Buurtkring")):
        (version,) = history_shown(view, id, [one for one in seen if one.id in (id, "kring-KNOWS-hulp")], "nl")
        assert {"action": "band gemaakt", "text": f"kent – {other}", "fields": []} in version["what"]
