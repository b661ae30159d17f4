"""Documents that clients name instead of sending: those on the list of the service, and those that clients sent before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec

from graphsvc.access.policy import may_ask_anything
from graphsvc.access.viewer import Viewer
from graphsvc.api.limits import SOURCE
from graphsvc.api.refusals import BadRequest, PersistedQueryNotFound
from graphsvc.errors import Forbidden, SettingError
from graphsvc.forgetting import when_erased

KEPT = 1_000
"""Documents that clients sent, kept under their hash."""
HASHED = "sha256:"
"""How the id of a document begins that is its hash."""


class Persisted:
    """Documents by hash and by name.

    `listed`: name -> document. With `only` no others are answered, but to those who may ask anything. Without, a client
    may send a document together with its hash, and from then on its hash alone ("automatic persisted queries").
    """

    def __init__(self, listed: Mapping[str, str] | None = None, *, only: bool = False, kept: int = KEPT) -> None:
        self.listed = dict(listed or {})
        self._only, self._kept = only, kept
        self._by_hash = {hash_of(text): text for text in self.listed.values()}
        self._sent: OrderedDict[str, str] = OrderedDict()
        when_erased(self.forget)

    def forget(self) -> None:
        """Let go of what clients sent: it may name what was erased."""
        self._sent.clear()

    def find(self, id: str, viewer: Viewer) -> str:
        """The document of a name, or of `sha256:` and a hash. Raises PersistedQueryNotFound."""
        hash = id.removeprefix(HASHED).lower()
        text = self._by_hash.get(hash) or self._sent.get(hash) if id.startswith(HASHED) else self.listed.get(id)
        if text is None or not self._answers(text, viewer):
            raise PersistedQueryNotFound("No document is stored under this name.")
        if hash in self._sent:
            self._sent.move_to_end(hash)
        return text

    def take(self, text: str, hash: str | None, viewer: Viewer) -> str:
        """A document that was sent, kept when its hash came along. Raises BadRequest or Forbidden."""
        if not self._answers(text, viewer):
            raise Forbidden("Only documents of the list are answered here. Ask who runs the service to add yours.")
        if hash is not None:
            if hash.lower() != hash_of(text):
                raise BadRequest("sha256Hash is not the hash of the query.")
            self._keep(text, hash.lower())
        return text

    def _answers(self, text: str, viewer: Viewer) -> bool:
        return not self._only or may_ask_anything(viewer) or hash_of(text) in self._by_hash

    def _keep(self, text: str, hash: str) -> None:
        if hash in self._by_hash or len(text) > SOURCE:
            return
        self._sent[hash] = text
        self._sent.move_to_end(hash)
        if len(self._sent) > self._kept:
            self._sent.popitem(last=False)


def hash_of(text: str) -> str:
    """The SHA-256 of a document, in hexadecimals."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_listed(path: str) -> dict[str, str]:
    """Name -> document, of a folder of `.graphql` files or a JSON object; of "" none. Raises SettingError."""
    if not path:
        return {}
    place = Path(path)
    try:
        if place.is_dir():
            return {file.stem: file.read_text(encoding="utf-8") for file in sorted(place.rglob("*.graphql"))}
        return msgspec.json.decode(place.read_bytes(), type=dict[str, str])
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise SettingError(
            f"The documents in {path} cannot be read: {error}. Name a folder of .graphql files, or a JSON file with an "
            "object of names and documents."
        ) from None
