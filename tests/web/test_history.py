from graphsvc.graph.sight import seen_changes
from graphsvc.model.changes import Change, ChangeSet, Entry, created, updated
from graphsvc.model.make import remade
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.web.history import history_shown, told_changes
from tests.records import actor, area, link, tie, view_of

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


def test_links_to_which_the_same_was_done_stand_as_one_entry_with_its_parts():
    areas = [area(f"wijk{number}") for number in range(5)]
    links = [link("kring", "ACTIVE_IN", one.id) for one in areas]
    view = view_of([KRING, *areas], day=None)
    changes = [Change(action=ChangeAction.GONE, before=one) for one in (KRING, *links)]
    entry = Entry(version=1, changes=ChangeSet(changes=tuple(changes), by="anna"))
    seen = seen_changes([entry], view.graph.find, view.viewer)
    own, folded = told_changes(view, "kring", seen, "nl")
    assert own["action"] == "weggehaald"
    assert folded["action"] == "koppeling weggehaald"
    assert [part["text"] for part in folded["parts"]] == [f"actief in – wijk{number}" for number in range(5)]


def test_a_tie_stands_in_the_history_of_both_its_ends_by_the_name_of_the_other():
    view, seen = past([created(KRING), created(HULP), created(tie("kring", "hulp"))])
    for id, other in (("kring", "Hulp"), ("hulp", "Buurtkring")):
        (version,) = history_shown(view, id, [one for one in seen if one.id in (id, "kring-KNOWS-hulp")], "nl")
        assert {"action": "band gemaakt", "text": f"kent – {other}", "fields": []} in version["what"]
