import pytest

from graphsvc.errors import BadInput, Fault
from graphsvc.graph.graph import Graph
from graphsvc.model.changes import Change
from graphsvc.model.fields import fields_of
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.records import TYPES
from graphsvc.model.rules import violations
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.web.forms.layout import KINDS, groups_of
from graphsvc.web.forms.saving import told_faults
from graphsvc.web.forms.sentences import OTHERWISE, SENTENCES, bounds, sentence
from tests.records import actor, tie

ACTOR = {"name": "Kring", "actorKind": "INITIATIVE"}


def told(kind, values):
    with pytest.raises(BadInput) as raised:
        make(kind, values)
    return told_faults(kind, raised.value.faults, "nl")


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("name", None, "Vul dit in."),
        ("actorKind", None, "Maak een keuze."),
        ("actorKind", "CLUB", "Kies iets uit de lijst."),
        ("name", "x" * 301, "Schrijf hoogstens 300 letters."),
        ("website", "kring", "Schrijf een webadres, zoals www.example.org."),
        ("residentsReached", "veel", "Schrijf een heel getal, 0 of meer."),
        ("confidence", 7, "Schrijf een getal van 0 tot en met 1."),
        ("capacityOn", "ooit", "Schrijf een datum zo: 24-11-2026."),
    ],
)
def test_a_fault_of_a_value_is_a_sentence_beside_its_field(key, value, says):
    assert told(RecordKind.ACTOR, {"id": "kring", **ACTOR, key: value}) == {key: says}


def test_a_contradiction_stands_beside_its_field():
    values = {"id": "kring", **ACTOR, "validFrom": "2026-02-01", "validTo": "2026-01-01"}
    assert told(RecordKind.ACTOR, values) == {"validTo": "Deze dag moet na de begindag komen."}


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("record, validTo", "validTo"),
        ("record", ""),
        ("website", "website"),
        ("tie.3, to", "tie.3.other"),
        ("tie.3", "tie.3.other"),
        ("tie.3.tieKind", "tie.3.tieKind"),
        ("ACTIVE_IN, to", "ACTIVE_IN"),
        ("clientMutationId", ""),
    ],
)
def test_a_place_in_the_rules_is_a_control_of_the_form(place, name):
    assert list(told_faults(RecordKind.ACTOR, [Fault(place, "CYCLE", "")], "nl")) == [name]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", [*SENTENCES, "SOMETHING_NEW"])
def test_every_code_has_a_sentence_without_terms_of_the_model(code, language):
    text = sentence(Fault("", code, "validTo is not after validFrom."), None, language)
    assert text
    assert "validTo" not in text
    if language == "en":
        assert text == SENTENCES.get(code, OTHERWISE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_that_fits_no_field_gets_a_sentence_in_both_languages(kind):
    for field in (field for group in groups_of(kind) for field in group.fields):
        for language in ("nl", "en"):
            assert sentence(Fault(field.key, "INVALID_VALUE", ""), field, language).endswith(".")


def test_bounds_are_read_from_the_declaration():
    found = {field.key: bounds(field) for field in fields_of(TYPES[RecordKind.TIE])}
    assert found["intensity"] == (1, 4, None)
    assert found["carriedBy"] == (None, None, 300)
    assert found["lastVerified"] == (None, None, None)


def test_a_rule_that_has_no_sentence_of_its_own_is_told_as_the_rule_says_it():
    known = Graph.of([actor("kring"), actor("hulp"), tie("kring", "hulp")])
    faults = violations([Change(action=ChangeAction.GONE, before=actor("kring"))], known, {"kring": "record"})
    assert told_faults(RecordKind.ACTOR, faults, "nl") == {
        "": "Aan kring hangen nog banden of koppelingen (1), zoals kring-KNOWS-hulp. Haal die tegelijk weg."
    }
