from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.reports.document import Finding
from graphsvc.reports.sections.advice import plug_in
from tests.records import actor, tie
from tests.reports.scoping import scoped, texts

CONTACT = {"confirmation": "MUTUAL", "lastVerified": "2026-11-01", "intensity": 3}
RECORDS = [
    actor("clinic", "CARE", name="Clinic"),
    actor("known", name="Known choir"),
    actor("near", name="Near garden", capacity="ROOM", capacityOn="2026-11-01", openToContact="YES"),
    actor("free", name="Free kitchen", acceptedRole="LET_GO"),
    actor("alone", name="Lonely bench"),
    tie("clinic", "known", "COLLABORATES", **CONTACT),
    tie("known", "near", "COLLABORATES", **CONTACT),
]


def told(records):
    scope = scoped(records)
    return {part.key: part for part in plug_in(scope, advise(scope.view, AdviceRequest())).parts}


def test_a_point_says_through_whom_in_which_role_and_what_to_mind():
    (point,) = [block for block in told(RECORDS)["points"].blocks if isinstance(block, Finding)]
    assert point.title == "Near garden"
    assert point.action_title == "Through whom"
    assert point.action.startswith("Ask Known choir to introduce you.")
    assert "1 November 2026" in point.action
    assert "Role: facilitate." in point.notes[0]
    assert point.notes[1].startswith("Mind this:")


def test_those_who_are_no_point_have_a_part_of_their_own():
    parts = told(RECORDS)
    assert list(parts) == ["points", "out-of-sight", "already-there", "leave-be"]
    assert any(text.startswith("Lonely bench. ") for text in texts(parts["out-of-sight"]))
    assert "Known choir" in texts(parts["already-there"])
    assert "Free kitchen" in texts(parts["leave-be"])


def test_without_a_living_world_one_reason_stands_there():
    scope = scoped([actor("clinic", "CARE")])
    section = plug_in(scope, advise(scope.view, AdviceRequest()))
    assert section.parts == ()
    assert texts(section)[1].startswith("No plug-in point is advised here. We know no initiatives")


def test_where_nobody_is_in_contact_the_parts_say_so():
    parts = told([actor("clinic", "CARE"), actor("a")])
    assert texts(parts["already-there"]) == ["No initiative is in contact with government or an organisation yet."]
    assert texts(parts["leave-be"]) == ["No initiative told that it wants to be left alone."]
