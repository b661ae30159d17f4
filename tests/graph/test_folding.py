"""Texts without case and accents."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphsvc.graph.folding import folded


@pytest.mark.parametrize(
    ("text", "fold"), [("Éénling ß", "eenling ss"), ("ÅSÅ", "asa"), ("ﬁets", "fiets"), ("Tuin", "tuin")]
)
def test_text_is_folded(text, fold):
    assert folded(text) == fold


@given(st.text())
def test_letters_fold_one_by_one_as_the_text_does_as_a_whole(text):
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    assert folded(text) == "".join(letter for letter in decomposed if not unicodedata.combining(letter))
