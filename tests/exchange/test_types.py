import pytest

from graphsvc.errors import BadInput
from graphsvc.exchange.types import SYNONYMS, chosen_kinds, kind_of
from graphsvc.model.vocabularies import ActorKind, TieKind


def written(kind: ActorKind | TieKind) -> list[str]:
    return [kind.value, kind.value.lower().replace("_", " "), kind.words.nl.upper(), f" {kind.words.en} "]


def test_values_and_labels_are_understood_in_any_case() -> None:
    for actor_kind in ActorKind:
        assert {kind_of(ActorKind, word, {}) for word in written(actor_kind)} == {actor_kind}
    for tie_kind in TieKind:
        assert {kind_of(TieKind, word, {}) for word in written(tie_kind)} == {tie_kind}


def test_no_synonym_stands_for_two_kinds_or_is_a_label_of_another() -> None:
    words = [(word, kind) for kind, synonyms in SYNONYMS.items() for word in synonyms.split("|")]
    assert len({word for word, _ in words}) == len(words)
    for word, kind in words:
        assert kind in (kind_of(ActorKind, word, {}), kind_of(TieKind, word, {}))


def test_what_nobody_knows_is_no_kind() -> None:
    assert kind_of(ActorKind, "State", {}) is None
    assert kind_of(ActorKind, "referral", {}) is None


def test_a_choice_goes_before_everything() -> None:
    assert kind_of(ActorKind, "Gemeente", chosen_kinds({"gemeente": "other"})) is ActorKind.OTHER


def test_a_kind_that_does_not_exist_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadInput, match=r"Did you mean INITIATIVE\?"):
        chosen_kinds({"Groep": "INITIATIV"})
