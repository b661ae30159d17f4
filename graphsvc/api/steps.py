"""What one input asks of a draft: create, update and end for every kind, and what is done with several records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from graphsvc.api.draft import Draft, Take
from graphsvc.errors import NotFound
from graphsvc.graph.edits import confirming, creation, ending, erasing, merging, updating
from graphsvc.model.changes import Change
from graphsvc.model.days import today
from graphsvc.model.fields import fields_of
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.records import TYPES, Kept, Link, Record, Review, Tie
from graphsvc.model.vocabularies import Visibility

KINDS: tuple[type[Kept], ...] = tuple(struct for struct in TYPES.values() if struct is not Review)
"""What is written by mutations of its own; a review comes with the finding it is about."""


def create(struct: type[Kept]) -> Take:
    """What makes a record of this kind."""
    return lambda input, draft, place: [creation(struct.kind, _values(struct, input), place)]


def update(struct: type[Kept]) -> Take:
    """What changes some fields of a record of this kind."""

    def take(input: Mapping[str, Any], draft: Draft, place: str) -> list[Change]:
        draft.known(struct, input["id"])
        values = {key: value for key, value in _values(struct, input).items() if key != "id"}
        return [updating(draft.records, input["id"], input["revision"], values, place)]

    return take


def end(struct: type[Kept] = Kept) -> Take:
    """What ends a record of this kind, with its ties and links."""

    def take(input: Mapping[str, Any], draft: Draft, place: str) -> list[Change]:
        draft.known(struct, input["id"])
        return ending(draft.records, input["id"], input["revision"], input["validTo"], place)

    return take


def confirm_tie(input: Mapping[str, Any], draft: Draft, place: str) -> list[Change]:
    """One end of a tie says that it is right."""
    draft.known(Tie, input["id"])
    return [confirming(draft.records, input["id"], input["by"], input.get("date") or today(), place)]


def merge(input: Mapping[str, Any], draft: Draft, place: str) -> list[Change]:
    """Two records of one thing become one."""
    for name in ("keep", "take"):
        draft.known(Kept, input[name])
    return merging(draft.state.live.graph, input["keep"], input["take"], place)


def erase(input: Mapping[str, Any], draft: Draft, place: str) -> list[Change]:
    """A record goes, with its ties and links and all values."""
    draft.known(Kept, input["id"])
    return erasing(draft.state.live.graph, input["id"])


def review(input: Mapping[str, Any], draft: Draft, place: str) -> list[Change]:
    """What people decided about a record, a gap or a plug-in point; a record that can be linked to is."""
    subject = input["subject"]
    about = draft.state.all.get(subject)
    if about is None and not _is_finding(subject):
        raise NotFound(f"There is no finding or record {subject}.")
    values = {key: input.get(key) for key in ("subject", "status", "by", "note")}
    kept = creation(RecordKind.REVIEW, {**values, "date": today(), "visibility": _who_sees(about)}, place)
    if about is None or isinstance(about, Tie | Link):
        return [kept]
    link = {"linkKind": LinkKind.ABOUT, "from": kept.id, "to": subject}
    return [kept, creation(RecordKind.LINK, link, place)]


def _is_finding(subject: str) -> bool:
    """Whether it is the id of a gap or point: those are derived anew, and one that is gone may still be reviewed."""
    return subject.startswith(("gap-", "point-"))


def _who_sees(about: Kept | None) -> Visibility:
    """A review is seen by no more people than its subject; of what was derived nobody knows from what: advisors."""
    if not isinstance(about, Record):
        return Visibility.ADVISORS if about is None else Visibility.PARTNERS
    return max(about.visibility, Visibility.PARTNERS, key=list(Visibility).index)


def _values(struct: type[Kept], input: Mapping[str, Any]) -> dict[str, Any]:
    values = {field.key: input[field.key] for field in fields_of(struct) if field.key in input}
    if values.get("extra") is not None:
        values["extra"] = orjson.dumps(values["extra"]).decode()
    return values
