"""Entity tags: a client that holds the answer to a question on this very state hears 304, and nothing is run."""

from __future__ import annotations

import secrets
from functools import lru_cache
from hashlib import blake2b

import orjson

from graphsvc.access.viewer import Viewer
from graphsvc.analysis.figures import FigureDesk
from graphsvc.api.answers import Answer
from graphsvc.api.execution import Asked
from graphsvc.language import Language
from graphsvc.live import LiveGraph
from graphsvc.model.days import today

_named = lru_cache(64)(repr)
"""A viewer as text."""


class Etags:
    """The tags of answers. Each is of a state (graph version, day, figures version), a viewer and a question.

    They hold for this process only: another may run other software, or serve another store under the same address.
    """

    def __init__(self, live: LiveGraph, desk: FigureDesk) -> None:
        self._live, self._desk = live, desk
        self._process = secrets.token_bytes(16)

    def question(self, asked: Asked, viewer: Viewer, language: Language, media: str) -> bytes:
        """What is asked, by whom and how, of any state."""
        asks = [asked.query, asked.operation, asked.variables, _named(viewer), language, media]
        return orjson.dumps(asks, option=orjson.OPT_NON_STR_KEYS)

    def held(self, header: str, question: bytes, viewer: Viewer) -> str | None:
        """The tag in If-None-Match that is the one of the answer there would be now; None when there is none."""
        figures = self._desk.newest(self._live.view(viewer))
        versions = (None, figures.version) if figures else (None,)
        tags = [self._tag(question, self._live.graph.version, version) for version in versions]
        held = {part.strip().removeprefix("W/") for part in header.split(",")}
        return next((tag for tag in tags if tag.removeprefix("W/") in held), None)

    def of(self, answer: Answer, question: bytes) -> str | None:
        """The tag of an answer; None when the same question may get another on the same state."""
        if not answer.lasting or answer.version is None:
            return None
        return self._tag(question, answer.version, answer.figures)

    def _tag(self, question: bytes, version: int, figures: int | None) -> str:
        state = f"{version} {figures} {today()} ".encode()
        return f'W/"{blake2b(state + question, digest_size=12, key=self._process).hexdigest()}"'
