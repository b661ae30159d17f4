import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC
from graphsvc.analysis.reach import headline, reach_in, told_residents
from tests.analysis.reach.places import TOWN, offering, process, review, serving
from tests.records import link, signal, view_of

COUNTED = {"source": "talk", "lastVerified": "2026-10-01", "visibility": "PUBLIC"}
VOICE = [signal("s"), link("s", "LOCATED_IN", "north"), link("old", "RAISED", "s")]


def said(records, language="en", viewer=ADMIN):
    view = view_of([*TOWN, *records], viewer)
    [old] = [row for row in reach_in(view, "north") if row.target_group == "old"]
    return headline(view, old, language)


def test_no_evidence_is_not_known_and_never_nobody():
    assert said([]) == "Whether they are reached is not known. No actor that works here says it reaches them."
    assert said([], "nl") == "Of zij worden bereikt, is niet bekend. Geen actor die hier werkt, zegt hen te bereiken."


def test_claims_stand_beside_it():
    assert said(serving("a", "old", "north")) == "Whether they are reached is not known. 1 actor says it reaches them."
    wide = [*serving("a", "old", "north"), *serving("b", "old", "north"), *serving("c", "old", "town")]
    assert said(wide).endswith("2 actors say they reach them. So does 1 actor that only works more widely.")
    assert said(serving("c", "old", "town")).endswith(
        "No actor that works here says it reaches them. 1 actor that only works more widely does."
    )


def test_counts_and_voices_come_first():
    records = [
        *serving("a", "old", "north", residentsReached=40, **COUNTED),
        *serving("b", "old", "north", residentsReached=25, **COUNTED),
        *VOICE,
        *process("p", "old", "north", residentsJoined="DESIGN"),
        *offering("o", "a", "old"),
        review("r", "o"),
    ]
    assert said(records) == (
        "Residents counted by 2 actors, some perhaps more than once: 40 to 65. "
        "They were heard: 1 signal, 1 process they took part in, 1 confirmation. 2 actors say they reach them."
    )
    assert said(records, "nl") == (
        "Bewoners geteld door 2 actoren, sommigen misschien meer dan één keer: 40 tot 65. Zij zijn gehoord: 1 signaal, "
        "1 traject waaraan zij meededen, 1 bevestiging. 2 actoren zeggen hen te bereiken."
    )


@pytest.mark.parametrize(("viewer", "number"), [(ADMIN, "3"), (PUBLIC, "<5")])
def test_a_small_number_is_for_advisors(viewer, number):
    records = [*serving("a", "old", "north", residentsReached=3, **COUNTED)]
    public = [record for record in TOWN if record.id == "talk"]
    assert public
    view = view_of([*TOWN, *records], ADMIN)
    [old, _] = reach_in(view, "north")
    seen = view_of([*TOWN, *records], viewer)
    assert told_residents(seen, old.counted, "en") == number


def test_without_a_count_the_number_is_not_known():
    assert told_residents(view_of(TOWN), (), "en") == "not known"
