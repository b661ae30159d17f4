"""What a form has saved, as the page after it tells: in a sentence, with how to go on and how to undo it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from graphsvc.access.policy import is_writer
from graphsvc.api.undoing import seen_version
from graphsvc.graph.sight import Seen
from graphsvc.graph.view import View
from graphsvc.language import Language, translate, translate_count
from graphsvc.model.changes import new_id
from graphsvc.model.kinds import RecordKind
from graphsvc.model.records import Kept, Link, Tie
from graphsvc.model.vocabularies import ChangeAction
from graphsvc.web.forms.layout import KINDS, joins
from graphsvc.web.forms.names import short
from graphsvc.web.forms.sheet import REASON
from graphsvc.web.forms.typed import MUTATION, TOKEN
from graphsvc.web.history import told_changes
from graphsvc.web.site import Site, link
from graphsvc.web.values import title_of
from graphsvc.web.version import VERSION, number_of

RECENT = 200
"""How many versions back a page still tells what was saved: an address that somebody kept says it no longer."""


async def saved(site: Site, request: Request, page: Kept, token: str) -> dict[str, Any] | None:
    """What the form before this page saved, by the `version` in its address. `page`: the record that the page is of."""
    version, viewer = number_of(request.query_params.get(VERSION, "")), site.viewer(request)
    if not is_writer(viewer) or version <= site.live.graph.version - RECENT:
        return None
    seen = await site.read(seen_version, site.live, viewer, version)
    if not seen:
        return None
    view, language = site.live.view(viewer, ended=True), site.language(request)
    changed = _is_change(seen[0])
    return {
        "sentence": sentence_of(view, seen, page, language),
        "made": _made(view, seen, page),
        "changes": told_changes(view, page.id, seen, language) if changed else [],
        "more": _more(site, request, seen[0], page),
        "undo": undo_form(site, request, version, token),
    }


def _is_change(first: Seen) -> bool:
    """Whether a version changed what was there; a link that is made or ended changes what it starts at."""
    return first.action is ChangeAction.UPDATED or first.kind is RecordKind.LINK


def sentence_of(view: View, seen: list[Seen], page: Kept, language: Language) -> str:
    """What was saved, in a sentence. `seen`: the changes of a version, that of its own record first."""
    first = seen[0]
    record = page if first.kind is RecordKind.LINK else first.after or first.before or page
    name = short(title_of(view, record))
    if _is_change(first):
        return translate(language, "Your change to “%(name)s” has been saved.", name=name)
    ties = sum(one.action is first.action and one.kind is RecordKind.TIE for one in seen[1:])

    def say(one: str, many: str) -> str:
        return translate_count(language, one, many, ties, name=name)

    if first.action is ChangeAction.CREATED:
        if ties:
            return say(
                "“%(name)s” has been added, with %(count)s tie.", "“%(name)s” has been added, with %(count)s ties."
            )
        return translate(language, "“%(name)s” has been added.", name=name)
    if ties:
        return say("“%(name)s” has been ended, with %(count)s tie.", "“%(name)s” has been ended, with %(count)s ties.")
    return translate(language, "“%(name)s” has been ended.", name=name)


def _made(view: View, seen: list[Seen], page: Kept) -> list[dict[str, str]]:
    """The records that were added along, or that the page is not of, to go to."""
    made = (view.get(one.id) for one in seen if one.action is ChangeAction.CREATED and one.id != page.id)
    return [
        {"id": one.id, "name": short(title_of(view, one))}
        for one in made
        if one is not None and (not isinstance(one, Tie | Link) or one.id == seen[0].id)
    ]


def _more(site: Site, request: Request, first: Seen, page: Kept) -> list[dict[str, str]]:
    """The forms in which people go on after adding something: a tie of the new actor, and one more of the same kind."""
    if first.action is not ChangeAction.CREATED or first.kind not in KINDS:
        return []
    language = site.language(request)

    def way(kind: RecordKind) -> dict[str, str]:
        text = translate(language, "One more: %(kind)s", kind=kind.words.label(language))
        joined = {control: page.id, "back": page.id} if (control := joins(kind, page.kind)) else {}
        return {"text": text, "url": link(request, language, site.settings, "/new", kind=str(kind), **joined)}

    kinds = [RecordKind.TIE, RecordKind.ACTOR] if first.kind is RecordKind.ACTOR else [first.kind]
    return [way(kind) for kind in kinds]


def undo_form(site: Site, request: Request, version: int, token: str, *more: tuple[str, str]) -> dict[str, Any]:
    """The form that takes back a version: where it goes, and what goes along unseen."""
    language = site.language(request)
    reason = translate(language, "An earlier change was undone.")
    return {
        "action": link(request, language, site.settings, "/undo"),
        "hidden": [(TOKEN, token), (MUTATION, new_id()), (VERSION, str(version)), (REASON, reason), *more],
    }
