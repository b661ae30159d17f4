import inspect

import pytest

from graphsvc.access import viewer
from graphsvc.model import kinds, vocabularies
from graphsvc.model.words import Vocabulary

VOCABULARIES = [
    member
    for module in (vocabularies, kinds, viewer)
    for _, member in inspect.getmembers(module, inspect.isclass)
    if issubclass(member, Vocabulary) and member is not Vocabulary
]


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)
def test_every_value_has_a_dutch_and_an_english_label_and_a_sentence_that_defines_it(vocabulary):
    assert vocabulary.__doc__
    for value in vocabulary:
        assert value == value.name
        assert value.words.nl, value
        assert value.words.en, value
        assert value.words.definition_nl.endswith("."), value
        assert value.words.definition_en.endswith("."), value


def test_a_value_is_its_own_name_as_text():
    assert vocabularies.ActorKind["CARE"] is vocabularies.ActorKind.CARE
    assert f"{vocabularies.ActorKind.CARE}" == "CARE"
    assert {"CARE": 1}[vocabularies.ActorKind.CARE] == 1


def test_labels_come_in_two_languages():
    words = vocabularies.ActorKind.INITIATIVE.words
    assert (words.label("nl"), words.label("en")) == ("bewonersinitiatief", "citizens' initiative")
    assert words.definition("nl").startswith("Bewoners die samen")


def test_no_two_values_of_a_vocabulary_share_a_label():
    for vocabulary in VOCABULARIES:
        for language in ("nl", "en"):
            labels = [value.words.label(language).casefold() for value in vocabulary]
            assert len(labels) == len(set(labels)), vocabulary
