import pytest

from graphsvc.model.fields import as_text, field_by_key, fields_of
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import TYPES, Actor, Area, Figure, Ordinance, Round, Tie
from graphsvc.model.vocabularies import ActorKind


@pytest.mark.parametrize("kind", RecordKind)
def test_every_kind_has_a_type_whose_fields_have_words_in_both_languages(kind):
    for field in fields_of(TYPES[kind]):
        assert field.words.nl
        assert field.words.en
        assert field.key[0].islower()


def test_a_field_tells_its_type_and_whether_it_may_be_empty_or_hold_many():
    fields = field_by_key(Actor)
    assert fields["actorKind"].vocabulary is ActorKind
    assert fields["actorKind"].required
    assert fields["residentsReached"].plain is int
    assert fields["residentsReached"].nullable
    assert fields["otherNames"].many
    assert fields["name"].name == "name"


def test_nested_values_are_known_by_their_structure():
    assert field_by_key(Area)["figures"].structure is Figure
    assert field_by_key(Area)["participationOrdinance"].structure is Ordinance


def test_keys_are_those_of_files_and_the_api():
    assert {"from", "to", "tieKind", "validFrom"} <= set(field_by_key(Tie))
    assert {"from", "to"} <= set(field_by_key(Round))


def test_contact_points_carriers_and_single_answers_on_trust_and_value_are_for_advisors():
    kept = {field.key for struct in TYPES.values() for field in fields_of(struct) if field.access == "advisors"}
    assert kept == {"contactPoint", "carriedBy", "trust", "value"}


def test_values_are_shown_as_plain_text():
    assert [as_text(value) for value in (None, True, ("a", "b"), ActorKind.CARE, 1.5)] == [
        "",
        "true",
        "a; b",
        "CARE",
        "1.5",
    ]
