"""Which records and fields each role may see, and who may write. The one place where this is decided."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from graphsvc.access.viewer import Role, Viewer
from graphsvc.errors import Forbidden
from graphsvc.model.fields import Field, fields_of
from graphsvc.model.vocabularies import GapKind, Visibility

_V = Visibility
VISIBLE: dict[Role, frozenset[Visibility]] = {
    Role.PUBLIC: frozenset({_V.PUBLIC}),
    Role.INITIATIVE: frozenset({_V.PUBLIC, _V.PARTNERS}),
    Role.PARTNER: frozenset({_V.PUBLIC, _V.PARTNERS}),
    Role.ADVISOR: frozenset({_V.PUBLIC, _V.PARTNERS, _V.ADVISORS}),
    Role.ANALYST: frozenset({_V.PUBLIC, _V.PARTNERS, _V.ADVISORS}),
    Role.ADMIN: frozenset(_V),
}
"""Which visibilities each role sees."""

_ADVISORY = frozenset({Role.ADVISOR, Role.ANALYST, Role.ADMIN})
_WRITERS = frozenset({Role.ADVISOR, Role.ADMIN})
FEW = 5
"""Numbers about residents below this are shown as "<5" outside advisors; so are trust and value from fewer answers."""


@cache
def visible_fields(role: Role, struct: type[msgspec.Struct]) -> tuple[Field, ...]:
    """The fields of a record that this role may see, once it may see the record."""
    return tuple(field for field in fields_of(struct) if field.access == "record" or role in _ADVISORY)


def is_advisory(viewer: Viewer) -> bool:
    """Whether the viewer works with the network by profession: advisor, analyst or admin."""
    return viewer.role in _ADVISORY


def is_few(viewer: Viewer, residents: int) -> bool:
    """Whether a number of residents is so small that it could point at persons, and the viewer is no advisor."""
    return 0 < residents < FEW and not is_advisory(viewer)


def told(viewer: Viewer, field: Field, value: Any) -> Any:
    """What a viewer who may see a field is told of its value: None for a few residents, as for what is unknown."""
    return None if is_hidden(viewer, field, value) else value


def is_hidden(viewer: Viewer, field: Field, value: Any) -> bool:
    """Whether a value of a field is a number of residents that the viewer is not told: shown as "<5" to people."""
    return field.residents and value is not None and is_few(viewer, value)


def names_single_points(viewer: Viewer) -> bool:
    """Whether the viewer is told which single actor or tie holds the network together: the public is not."""
    return viewer.role is not Role.PUBLIC


def may_ask_anything(viewer: Viewer) -> bool:
    """Whether the viewer may ask what is not on the list of documents, where only that is answered."""
    return viewer.role in (Role.ANALYST, Role.ADMIN)


def names_subjects(viewer: Viewer, gap: GapKind) -> bool:
    """Whether a gap of this kind names its subjects to the viewer: a single bridge is not pointed out to the public."""
    return gap is not GapKind.SINGLE_BRIDGE or names_single_points(viewer)


def is_writer(viewer: Viewer) -> bool:
    """Whether the viewer may change records."""
    return viewer.role in _WRITERS


def require_writer(viewer: Viewer) -> None:
    """Raises Forbidden unless the viewer may change records."""
    if not is_writer(viewer):
        raise Forbidden("Only advisors and administrators may change records. Sign in as one of them.")
