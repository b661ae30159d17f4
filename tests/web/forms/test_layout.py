import pytest

from graphsvc.model.fields import fields_of
from graphsvc.model.kinds import NODE_KINDS, RecordKind
from graphsvc.model.records import TYPES
from graphsvc.web.forms.layout import (
    CONTACT,
    FIRST,
    FOLLOWS,
    KINDS,
    LINKS,
    NOT_TYPED,
    OWN_SAY,
    choices_of,
    groups_of,
    needed,
)

EVERY_KEY = {field.key for kind in KINDS for field in fields_of(TYPES[kind])}


def test_every_kind_of_record_has_a_form_but_reviews_which_belong_to_a_finding():
    assert {RecordKind.TIE, *NODE_KINDS} - set(KINDS) == {RecordKind.REVIEW}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_that_people_type_stands_in_exactly_one_group(kind):
    shown = [field.key for group in groups_of(kind) for field in group.fields]
    typed = [field.key for field in fields_of(TYPES[kind]) if field.key not in NOT_TYPED and field.structure is None]
    assert sorted(shown) == sorted(typed)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_required_stands_open_at_the_top(kind):
    first = groups_of(kind)[0]
    assert first.title == ""
    assert {field for field in fields_of(TYPES[kind]) if needed(field) and field.key not in NOT_TYPED} <= set(
        first.fields
    )


def test_no_name_of_a_field_in_the_layout_is_a_slip():
    assert {*CONTACT, *OWN_SAY, *FIRST, *FOLLOWS, *NOT_TYPED} <= EVERY_KEY


def test_a_form_sets_the_links_that_its_kind_may_have():
    assert [choice.name for choice in choices_of(RecordKind.ACTOR)] == ["ACTIVE_IN", "FOCUSES_ON", "SERVES"]
    assert [choice.name for choice in choices_of(RecordKind.SIGNAL)] == ["LOCATED_IN", "FOCUSES_ON", "RAISED"]
    assert [choice.name for choice in choices_of(RecordKind.AGREEMENT)] == ["AGREED", "ABOUT"]
    assert len({link for link, _ in LINKS}) == len(LINKS)
