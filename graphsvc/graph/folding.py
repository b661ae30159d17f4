"""Texts without case and accents: what people search and sort by."""

from __future__ import annotations

import unicodedata


class _Folds(dict[int, str]):
    """Each letter met -> its fold. Letters fold one by one, so that no text needs to be remembered."""

    def __missing__(self, point: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(point).casefold())
        fold = self[point] = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        return fold


_folds = _Folds()


def folded(text: str) -> str:
    """A text without case and accents, to compare and to search by."""
    return text.lower() if text.isascii() else text.translate(_folds)
