import pytest

from graphsvc.errors import BadInput
from graphsvc.exchange.columns import MANAGED, Headings, as_key, check_columns, fold
from graphsvc.model.fields import fields_of
from graphsvc.model.records import Actor, Tie


@pytest.mark.parametrize("struct", [Actor, Tie])
def test_every_field_is_found_by_its_key_in_any_writing(struct: type[Actor] | type[Tie]) -> None:
    headings = Headings(struct, {}, {})
    for field in fields_of(struct):
        if field.key not in MANAGED:
            assert headings.key(field.key) == field.key
            assert headings.key(field.name.upper().replace("_ID", "")) == field.key or field.key == "id"


@pytest.mark.parametrize("struct", [Actor, Tie])
def test_every_label_leads_to_one_field(struct: type[Actor] | type[Tie]) -> None:
    headings = Headings(struct, {}, {})
    for field in fields_of(struct):
        if field.key not in MANAGED:
            assert {headings.key(field.words.nl), headings.key(field.words.en)} == {field.key}


def test_what_an_import_fills_in_itself_is_no_column() -> None:
    headings = Headings(Actor, {}, {})
    assert [headings.key(key) for key in sorted(MANAGED)] == [None] * len(MANAGED)


def test_links_are_columns_only_where_the_format_has_them() -> None:
    with_links = Headings(Actor, {}, {}, links=True)
    assert [with_links.key(word) for word in ("areas", "Thema's", "target groups", "gebied")] == [
        "areas",
        "themes",
        "targetGroups",
        "areas",
    ]
    assert Headings(Actor, {}, {}).key("areas") is None


def test_a_chosen_column_goes_before_what_its_heading_says() -> None:
    headings = Headings(Actor, {"Sector": "omschrijving"}, {})
    assert headings.key("sector") == "description"


def test_the_nearest_field_is_found_by_word_and_by_letters() -> None:
    headings = Headings(Actor, {}, {})
    for heading, target in (("vertex.names", "name"), ("discription", "description"), ("type", "actorKind")):
        assert f"Did you mean {target}?" in headings.unknown("a.csv", heading).remedy
    assert "Did you mean" not in headings.unknown("a.csv", "qqq").remedy


def test_a_target_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="nmae is not a field of an actor or a tie") as caught:
        check_columns({"x": "nmae"})
    assert caught.value.faults[0].place == "--column x=nmae"
    check_columns({"x": "name", "y": "extra", "z": "Soort band", "w": "gebieden"})


@pytest.mark.parametrize(
    ("raw", "text"), [(1.0, "1"), (1, "1"), ("1 ", "1"), (0.5, "0.5"), (True, "true"), (None, "null"), ([1], "[1]")]
)
def test_a_key_is_the_same_text_in_every_format(raw: object, text: str) -> None:
    assert as_key(raw) == text


def test_headings_are_compared_without_case_spaces_and_signs() -> None:
    assert fold("Actor_Kind") == fold("actor kind") == fold("actorKind")
