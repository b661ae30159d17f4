import pytest

from graphsvc.access.viewer import PUBLIC
from graphsvc.model.kinds import RecordKind
from graphsvc.web.forms.names import Names, plain, told
from tests.records import actor, area, link, theme, view_of

RECORDS = [
    actor("kring", name="Buurtkring Zuid", otherNames=["De Kring", "BKZ"]),
    actor("cafe", name="Café Ûnzicht"),
    actor("noord", name="Buurtkring Noord"),
    actor("hulp", name="Stichting Hulp in de Buurt"),
    area("GM0599", "MUNICIPALITY", name="Rotterdam", code="GM0599"),
    area("centrum", "DISTRICT", name="Centrum"),
    area("centrum-elders", "DISTRICT", name="Centrum"),
    theme("eenzaamheid"),
    link("centrum", "WITHIN", "GM0599"),
    link("kring", "ACTIVE_IN", "centrum"),
]
ACTOR, AREA = [RecordKind.ACTOR], [RecordKind.AREA]


@pytest.fixture
def names():
    return Names(view_of(RECORDS))


def ids(records):
    return [record.id for record in records]


@pytest.mark.parametrize(
    "typed", ["kring", "Buurtkring Zuid", "buurtkring  zuid", "BUURTKRING-ZUID", "bkz", "de kring"]
)
def test_a_record_is_called_by_its_id_name_or_other_names(names, typed):
    assert ids(names.called(typed, ACTOR)) == ["kring"]


def test_accents_are_forgiven(names):
    assert ids(names.called("cafe unzicht", ACTOR)) == ["cafe"]
    assert plain("Café  Ûnzicht!") == "cafe unzicht"


def test_an_area_is_called_by_its_code_too_and_never_taken_for_an_actor(names):
    assert ids(names.called("gm0599", AREA)) == ["GM0599"]
    assert names.called("GM0599", ACTOR) == []


def test_a_name_that_two_have_calls_both(names):
    assert ids(names.called("centrum", AREA)) == ["centrum"]  # that is an id
    assert sorted(ids(names.called("Centrum!", AREA))) == ["centrum", "centrum-elders"]


def test_what_begins_as_typed_comes_before_what_holds_it(names):
    assert ids(record for record, _ in names.suggested("hulp", ACTOR)) == ["hulp"]
    assert ids(record for record, _ in names.suggested("kring", ACTOR)) == ["kring", "noord"]
    assert ids(record for record, _ in names.suggested("zuid buurt", ACTOR)) == ["kring"]
    assert names.suggested("iets anders", ACTOR) == []


def test_a_suggestion_tells_whether_it_needs_a_slip_forgiven(names):
    assert [begun for _, begun in names.suggested("centr", AREA)] == [True, True]
    assert [begun for _, begun in names.suggested("rotterdmam", AREA)] == [False]


@pytest.mark.parametrize(
    "typed", ["Buurtkring Zuid", "Buurtkrng Zuid", "Stichting Buurtkring Zuid", "buurt-kring zuid"]
)
def test_another_spelling_of_a_name_is_found_first(names, typed):
    assert ids(names.alike(typed, RecordKind.ACTOR))[0] == "kring"


@pytest.mark.parametrize("typed", ["", "bu", "Voetbalclub De Adelaar"])
def test_what_is_not_alike_is_not_suggested(names, typed):
    assert names.alike(typed, RecordKind.ACTOR) == []


def test_what_the_viewer_may_not_see_has_no_name_for_it():
    names = Names(view_of(RECORDS, PUBLIC))
    assert names.called("kring", ACTOR) == names.alike("Buurtkring Zuid", RecordKind.ACTOR) == []


def test_what_has_ended_is_found_as_a_double_that_tells_its_last_day_and_is_never_chosen():
    ended = actor("soep", name="Soepclub De Ketel", validTo="2026-05-01")
    view, always = view_of([ended]), view_of([ended], day=None)
    names = Names(view, always)
    assert ids(names.doubles("soepclub de ketel", RecordKind.ACTOR)) == ["soep"]
    assert ids(names.alike("Soepclub Ketel", RecordKind.ACTOR)) == ["soep"]
    assert names.called("Soepclub De Ketel", ACTOR) == []
    assert names.suggested("soepclub", ACTOR) == []
    assert told(view, ended, "nl")["note"] == "bewonersinitiatief, gestopt op 1 mei 2026"


def test_a_suggestion_tells_what_sets_it_apart():
    view = view_of(RECORDS)
    records = {record.id: record for record in RECORDS}
    assert told(view, records["centrum"], "nl") == {"id": "centrum", "name": "Centrum", "note": "wijk, Rotterdam"}
    assert told(view, records["kring"], "nl")["note"] == "bewonersinitiatief, Centrum"
    assert told(view, records["eenzaamheid"], "nl")["note"] == ""
