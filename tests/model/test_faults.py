import pickle

import pytest

from graphsvc.errors import BadInput, Fault
from graphsvc.model.faults import place_of, told
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make

ACTOR = {"id": "a", "name": "A", "actorKind": "CARE"}
TIE = {"id": "t", "from": "a", "to": "b", "tieKind": "KNOWS"}


def fault_of(kind, values, place=""):
    with pytest.raises(BadInput) as refused:
        make(kind, values, place)
    (fault,) = refused.value.faults
    return fault


@pytest.mark.parametrize(
    ("kind", "values", "english", "dutch"),
    [
        (
            RecordKind.ACTOR,
            {**ACTOR, "website": "www.linde.example"},
            "website: 'www.linde.example' is no address of a website. It starts with http:// or https://.",
            "website: 'www.linde.example' is geen adres van een website. Een website begint met http:// of https://.",
        ),
        (RecordKind.ACTOR, {"id": "a", "actorKind": "CARE"}, "name: name is required.", "name: Vul “naam” in."),
        (
            RecordKind.ACTOR,
            {**ACTOR, "capacity": "FUL"},
            "capacity: 'FUL' is not known here. Allowed are: ROOM, FULL, OVERASKED, UNKNOWN.",
            "capacity: 'FUL' kennen wij hier niet. Kies uit: heeft ruimte, nu geen ruimte, overvraagd, onbekend.",
        ),
        (
            RecordKind.ACTOR,
            {**ACTOR, "validFrom": "1 mei"},
            "validFrom: '1 mei' is no date. Write a date as 2026-11-24.",
            "validFrom: '1 mei' is geen datum. Schrijf een datum als 2026-11-24.",
        ),
        (
            RecordKind.ACTOR,
            {**ACTOR, "residentsReached": "veel"},
            "residentsReached: 'veel' is no whole number. Write a whole number.",
            "residentsReached: 'veel' is geen heel getal. Schrijf een heel getal.",
        ),
        (
            RecordKind.ACTOR,
            {**ACTOR, "confidence": 1.5},
            "confidence: 1.5 is more than 1. Write 1 or less.",
            "confidence: 1.5 is groter dan 1. Dat kan hier niet. Schrijf 1 of minder.",
        ),
        (
            RecordKind.ACTOR,
            {**ACTOR, "name": ""},
            "name: '' is too short: it needs at least 1 letters. Write more.",
            "name: '' is te kort. Minder tekens dan 1 kan niet. Schrijf meer.",
        ),
        (
            RecordKind.ACTOR,
            {**ACTOR, "sector": "x" * 301},
            f"sector: '{'x' * 56}... is too long: at most 300 letters fit. Make it shorter.",
            f"sector: '{'x' * 56}... is te lang. Meer tekens dan 300 kan niet. Maak het korter.",
        ),
        (
            RecordKind.ACTOR,
            {**ACTOR, "id": "a b"},
            "id: 'a b' is no id. An id has no spaces in it.",
            "id: 'a b' kan geen id zijn. In een id staan geen spaties.",
        ),
        (
            RecordKind.TIE,
            {**TIE, "directed": "soms"},
            "directed: 'soms' is not true and not false. Write true or false.",
            "directed: 'soms' is geen ja en geen nee. Schrijf ja of nee.",
        ),
        (
            RecordKind.TIE,
            {**TIE, "amount": "-"},
            "amount: '-' is no number. Write a number.",
            "amount: '-' is geen getal. Schrijf een getal.",
        ),
        (
            RecordKind.TIE,
            {**TIE, "intensity": 0},
            "intensity: 0 is less than 1. Write 1 or more.",
            "intensity: 0 is kleiner dan 1. Dat kan hier niet. Schrijf 1 of meer.",
        ),
        (
            RecordKind.AREA,
            {"id": "g", "name": "G", "level": "DISTRICT", "code": "GM0599"},
            "code: GM0599 is no code of level DISTRICT. It looks like WK059901.",
            "code: GM0599 is geen code van een wijk. Zo’n code ziet eruit als WK059901.",
        ),
        (
            RecordKind.LINK,
            {"id": "l", "from": "a", "to": "b", "linkKind": "SERVES", "state": "DONE"},
            "state: A link SERVES has no state. Leave it out.",
            "state: Bij een koppeling “is er voor” hoort geen “stand”. Laat het weg.",
        ),
    ],
)
def test_a_fault_is_said_in_the_language_of_the_reader(kind, values, english, dutch):
    fault = fault_of(kind, values)
    assert str(fault) == english
    assert told(fault, "nl") == dutch


def test_a_place_in_a_file_is_said_in_the_language_of_the_reader():
    assert (
        place_of("actoren.xlsx, sheet Elements, row 3, column Label", "nl")
        == "actoren.xlsx, blad Elements, rij 3, kolom Label"
    )
    assert place_of("input.name", "nl") == "input.name"


def test_a_fault_without_words_of_its_own_stays_as_it_is():
    assert told(Fault("", "INVALID", "100% wrong.", "Mend it."), "nl") == "100% wrong. Mend it."


def test_values_with_percent_signs_stay_as_they_are():
    fault = fault_of(RecordKind.ACTOR, {**ACTOR, "capacity": "100%(value)s"})
    assert told(fault, "nl").startswith("capacity: '100%(value)s' kennen wij hier niet.")


def test_a_machine_reads_keys_and_values_not_words():
    fault = fault_of(RecordKind.ACTOR, {**ACTOR, "capacity": "FUL"})
    assert fault.plain == {
        "place": "capacity",
        "code": "INVALID_VALUE",
        "message": "'FUL' is not known here.",
        "remedy": "Allowed are: ROOM, FULL, OVERASKED, UNKNOWN.",
    }
    assert BadInput([fault]).extensions["faults"] == [fault.plain]


def test_a_fault_comes_back_from_a_worker_as_it_was():
    fault = fault_of(RecordKind.ACTOR, {**ACTOR, "capacity": "FUL"})
    assert pickle.loads(pickle.dumps(fault)) == fault
