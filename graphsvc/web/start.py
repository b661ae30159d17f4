"""The start page: what this is, how much is in it, and what to ask next."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from graphsvc.graph.view import View
from graphsvc.language import Language, translate
from graphsvc.model.kinds import LinkKind
from graphsvc.model.records import Area, Signal, Theme
from graphsvc.web.site import Site


async def start(site: Site, request: Request) -> Response:
    """The start page."""
    return await site.read(_page, site, request)


def _page(site: Site, request: Request) -> Response:
    view = site.view(request)
    actors = view.actors()
    counts = {
        "actors": len(actors),
        "living_world": sum(actor.is_living_world for actor in actors),
        "system_world": sum(actor.is_formal for actor in actors),
        "neither": sum(not (actor.is_living_world or actor.is_formal) for actor in actors),
        "ties": sum(1 for _ in view.ties()),
    }
    questions = next_questions(view, site.language(request), counts)
    return site.page(request, "start.html", page="start", counts=counts, next_questions=questions)


def next_questions(view: View, language: Language, counts: dict[str, int]) -> list[dict[str, str]]:
    """What a young network does not hold yet, as questions to ask."""
    if not counts["actors"]:
        return []

    def ask(title: str, text: str) -> dict[str, str]:
        return {"title": translate(language, title), "text": translate(language, text)}

    asked = []
    if not counts["ties"]:
        asked.append(ask("Who knows whom?", "Ask each initiative and organisation whom they know and work with."))
    if not counts["living_world"]:
        asked.append(
            ask("Which initiatives do residents have?", "Ask in the neighbourhood who helps whom, also without a name.")
        )
    if not view.records(Area) or not any(True for _ in view.links(LinkKind.ACTIVE_IN)):
        asked.append(
            ask("Where is each of them active?", "Add the neighbourhood or district, so that places can be compared.")
        )
    if not view.records(Theme) or not any(True for _ in view.links(LinkKind.FOCUSES_ON)):
        asked.append(
            ask("What is each of them about?", "Add a theme, such as loneliness or debts, so that missing links show.")
        )
    if not view.records(Signal):
        asked.append(ask("What do residents need?", "Write down what residents say, in their own words."))
    return asked
