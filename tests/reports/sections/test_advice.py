from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.reports.document import Finding
from graphsvc.reports.sections.advice import plug_in
from tests.records import actor, area, link, tie
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
    assert point.action == (
        "You → Clinic → Known choir → Near garden. Start with Clinic. Ask there for Known choir. "
        "Clinic and Known choir work together. Known choir and Near garden work together. "
        "These ties were last verified on 1 November 2026."
    )
    assert point.notes[0] == (
        "Proposal: government helps where residents ask for it (facilitate). "
        "Start by making something together (coproduce). Ask whether the initiative wants this."
    )
    assert point.notes[1].startswith("Mind this:")


def test_those_who_are_no_point_have_a_part_of_their_own():
    parts = told(RECORDS)
    assert list(parts) == ["points", "out-of-sight", "already-there", "leave-be"]
    assert any(text.startswith("Lonely bench. ") for text in texts(parts["out-of-sight"]))
    assert texts(parts["already-there"]) == [
        "Government or an organisation is in contact with 1 network already. Keep this contact up."
    ]
    assert "Free kitchen." in texts(parts["leave-be"])


def test_without_a_living_world_one_reason_stands_there():
    scope = scoped([actor("clinic", "CARE")])
    section = plug_in(scope, advise(scope.view, AdviceRequest()))
    assert section.parts == ()
    assert texts(section)[1].startswith("No plug-in point is advised here. We know no initiatives")


def test_where_nobody_is_in_contact_the_parts_say_so():
    parts = told([actor("clinic", "CARE"), actor("a")])
    assert texts(parts["already-there"]) == [
        "No contact between initiatives and government or an organisation is known yet."
    ]
    assert texts(parts["leave-be"]) == [
        "It is not known whether there are initiatives that would rather go on by themselves."
    ]


def test_of_a_district_those_in_contact_are_named():
    there = [area("north"), *[link(one.id, "ACTIVE_IN", "north") for one in RECORDS[:5]]]
    scope = scoped([*RECORDS, *there], "north")
    parts = {part.key: part for part in plug_in(scope, advise(scope.view, AdviceRequest(area="north"))).parts}
    assert "Known choir." in texts(parts["already-there"])


def test_that_nobody_wants_to_be_left_alone_is_said_only_where_somebody_was_asked():
    asked = [actor("clinic", "CARE"), actor("a", openToContact="YES")]
    assert texts(told(asked)["leave-be"]) == ["No initiative that was asked told that it would rather go on by itself."]
