"""Changes: the only way in which anything is written."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import AnyRecord, Kept
from graphsvc.model.vocabularies import ChangeAction, Visibility


class Erased(msgspec.Struct, frozen=True, gc=False):
    """What the log keeps of a record whose values were erased: that there was one, and who could see it."""

    id: str
    kind: RecordKind
    there: bool
    """Whether the record was there after the change."""
    before: Visibility | None = None
    """The visibility of the record before the change, of a tie or link the narrowest of itself and its ends; None when
    it was not there, when its values are still kept, or when the line was erased by a version that did not keep it."""
    after: Visibility | None = None
    """The same after the change."""


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One record before and after. It expects the record to be at the revision of `before` (none: not to exist).

    In the log, a side whose values were erased is None, and `erased` says what was changed.
    """

    action: ChangeAction
    before: AnyRecord | None = None
    after: AnyRecord | None = None
    erased: Erased | None = None

    @property
    def record(self) -> AnyRecord:
        """The record after the change, or the last one there was; ValueError when its values were erased."""
        record = self.after if self.after is not None else self.before
        if record is None:
            raise ValueError("a change has a record before it, after it, or both")
        return record

    @property
    def id(self) -> str:
        return self.erased.id if self.erased is not None else self.record.id

    @property
    def kind(self) -> RecordKind:
        return self.erased.kind if self.erased is not None else self.record.kind

    @property
    def of_edge(self) -> bool:
        """Whether a tie or link was changed."""
        return self.kind in (RecordKind.TIE, RecordKind.LINK)

    @property
    def unknown(self) -> bool:
        """Whether it was erased what the record became: nobody can do this change again."""
        return self.after is None and self.erased is not None and self.erased.there

    @property
    def expected(self) -> int:
        """The revision the record must have now; 0 when it must not exist."""
        return self.before.revision if self.before is not None else 0


class ChangeSet(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that are written all or none, in one transaction with their log entry."""

    changes: tuple[Change, ...]
    by: str
    """Who made them: a viewer's name, "import", "external"."""
    reason: str = ""
    mutation_id: str = ""
    """The client's id of this write: the same id of the same writer is never carried out twice."""
    digest: str = ""
    """Fingerprint of what the client asked, to tell a repeat from another request under the same id."""
    at: datetime = msgspec.field(default_factory=lambda: datetime.now(UTC))


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log: a change set and the graph version it made."""

    version: int
    changes: ChangeSet


def created(record: AnyRecord) -> Change:
    """The change that makes a record."""
    return Change(action=ChangeAction.CREATED, after=msgspec.structs.replace(record, revision=1))


def updated(before: AnyRecord, after: AnyRecord, action: ChangeAction = ChangeAction.UPDATED) -> Change:
    """The change from one state of a record to the next."""
    return Change(action=action, before=before, after=msgspec.structs.replace(after, revision=before.revision + 1))


def new_id() -> str:
    """A fresh id: 16 letters and digits, 80 random bits."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    return "".join(secrets.choice(alphabet) for _ in range(16))


def fingerprint(value: object) -> str:
    """A short digest of a request's input."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:32]


def differences(before: Kept, after: Kept) -> list[str]:
    """The Python names of the fields in which two states of a record differ, its revision aside."""
    names: Iterable[str] = before.__struct_fields__
    return [name for name in names if name != "revision" and getattr(before, name) != getattr(after, name)]
