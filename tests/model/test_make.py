from datetime import date

import pytest

from graphsvc.errors import BadInput
from graphsvc.model.faults import told
from graphsvc.model.fields import field_by_key
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make, read_text, remade
from graphsvc.model.records import Actor, Tie, decode, encode
from graphsvc.model.vocabularies import Formality
from tests.records import actor, area, link, tie


def faults_of(kind, values, place=""):
    with pytest.raises(BadInput) as refused:
        make(kind, values, place)
    for fault in refused.value.faults:
        told(fault, "nl")  # fails where a sentence has no Dutch
    return {(fault.place, fault.code) for fault in refused.value.faults}


def test_formality_follows_from_the_kind_and_is_named_as_assumed():
    record = actor("a", "CARE")
    assert record.formality is Formality.FORMAL
    assert record.assumed == ("formality",)


def test_formality_follows_a_later_change_of_kind_until_it_is_told():
    record = remade(actor("a", "INITIATIVE"), {"actorKind": "WELFARE"})
    assert record.formality is Formality.FORMAL
    told = remade(record, {"formality": "INFORMAL"})
    assert told.assumed == ()
    assert remade(told, {"actorKind": "CARE"}).formality is Formality.INFORMAL


@pytest.mark.parametrize("kind", ["BUSINESS", "OTHER"])
def test_businesses_and_others_belong_to_the_living_world_only_when_their_formality_was_set(kind):
    assert not actor("a", kind).is_living_world
    assert actor("a", kind, formality="SEMI_FORMAL").is_living_world
    assert not actor("a", kind, formality="FORMAL").is_living_world


def test_collaboration_is_undirected_unless_set_and_other_ties_are_directed():
    assert not tie("a", "b", "COLLABORATES").directed
    assert tie("a", "b", "COLLABORATES", directed=True).directed
    assert tie("a", "b", "KNOWS").directed


def test_a_missing_intensity_is_two_and_named_as_assumed():
    assert (tie("a", "b").intensity, tie("a", "b").assumed) == (2, ("intensity",))
    assert tie("a", "b", intensity=3).assumed == ()


def test_every_fault_is_found_at_once_each_with_its_place():
    faults = faults_of(
        RecordKind.ACTOR,
        {"id": "a b", "actorKind": "CARES", "nam": "x", "validFrom": "2026-02-30", "confidence": 2},
        "actors.csv, row 3, column ",
    )
    assert faults == {
        ("actors.csv, row 3, column nam", "UNKNOWN_FIELD"),
        ("actors.csv, row 3, column id", "INVALID_VALUE"),
        ("actors.csv, row 3, column actorKind", "INVALID_VALUE"),
        ("actors.csv, row 3, column name", "REQUIRED"),
        ("actors.csv, row 3, column validFrom", "INVALID_VALUE"),
        ("actors.csv, row 3, column confidence", "INVALID_VALUE"),
    }


def test_a_fault_says_what_is_allowed_and_what_may_have_been_meant():
    with pytest.raises(BadInput, match="Did you mean name"):
        make(RecordKind.ACTOR, {"id": "a", "nam": "x", "name": "x", "actorKind": "CARE"})
    with pytest.raises(BadInput, match="Allowed are: INITIATIVE"):
        make(RecordKind.ACTOR, {"id": "a", "name": "x", "actorKind": "CARES"})


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        (
            RecordKind.ACTOR,
            {"name": "x", "actorKind": "CARE", "validFrom": "2026-01-02", "validTo": "2026-01-02"},
            "DATES_OUT_OF_ORDER",
        ),
        (RecordKind.ACTOR, {"name": "x", "actorKind": "CARE", "capacityOn": "9999-01-01"}, "DATE_IN_FUTURE"),
        (RecordKind.SIGNAL, {"text": "x", "date": "9999-01-01"}, "DATE_IN_FUTURE"),
        (RecordKind.AREA, {"name": "x", "level": "MUNICIPALITY", "code": "GM59"}, "BAD_CODE"),
        (RecordKind.TIE, {"from": "a", "to": "a", "tieKind": "KNOWS"}, "SELF_TIE"),
        (RecordKind.LINK, {"from": "a", "to": "b", "linkKind": "SERVES", "state": "DONE"}, "NOT_OF_THIS_LINK"),
        (RecordKind.ACTOR, {"name": "x", "actorKind": "CARE", "extra": "{"}, "BAD_JSON"),
        (RecordKind.ACTOR, {"name": "x", "actorKind": ["CARE"]}, "INVALID_VALUE"),
        (RecordKind.ROUND, {"name": "x", "from": "2026-02-01", "to": "2026-01-01"}, "DATES_OUT_OF_ORDER"),
        (RecordKind.ACTOR, {"name": "x", "actorKind": "CARE", "website": "javascript:alert(1)"}, "INVALID_VALUE"),
    ],
)
def test_values_that_contradict_each_other_are_refused(kind, values, code):
    assert code in {found for _, found in faults_of(kind, {"id": "r", **values})}


def test_a_record_survives_being_written_and_read():
    for record in (
        actor("a", tags=("x",), lastVerified=date(2026, 1, 1)),
        area("b"),
        tie("a", "b"),
        link("a", "ACTIVE_IN", "b"),
    ):
        assert decode(encode(record)) == record


@pytest.mark.parametrize(
    ("struct", "key", "text", "value"),
    [
        (Actor, "actorKind", "bewonersinitiatief", "INITIATIVE"),
        (Actor, "actorKind", "Informal network", "INFORMAL_NETWORK"),
        (Actor, "actorKind", "no such kind", "no such kind"),
        (Actor, "tags", "a; b;", ["a", "b"]),
        (Actor, "residentsReached", "12", 12),
        (Tie, "confidence", "0,5", 0.5),
        (Tie, "amount", "1.234,5", "1.234,5"),
        (Tie, "amount", "nan", "nan"),
        (Tie, "directed", "nee", False),
        (Tie, "directed", "misschien", "misschien"),
        (Actor, "name", "  =1+1 ", "=1+1"),
        (Actor, "sector", "  ", None),
    ],
)
def test_text_of_a_cell_becomes_a_value_or_stays_text_to_be_refused(struct, key, text, value):
    assert read_text(field_by_key(struct)[key], text) == value
