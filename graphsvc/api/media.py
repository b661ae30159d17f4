"""Which kind of answer a client accepts, and whether compressed."""

from __future__ import annotations

from functools import lru_cache

from graphsvc.api.refusals import BadRequest

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
HTML = "text/html"
EVENTS = "text/event-stream"


def media_of(accept: str) -> str:
    """The media type to answer in. Raises BadRequest (406) when the client takes none of what there is."""
    accepted = weighed(accept)
    for media in accepted:
        if media in (GRAPHQL, EVENTS):
            return media
        if media in (JSON, "application/*", "*/*"):
            return JSON
    if accepted:
        raise BadRequest(f"Answers are {GRAPHQL}, {JSON} or {EVENTS}; Accept names none of them.", 406)
    return JSON


def wants_page(accept: str) -> bool:
    """Whether a client, as a browser does, would rather have a page."""
    found = [media for media in weighed(accept) if media in (HTML, JSON, GRAPHQL)]
    return found[:1] == [HTML]


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client takes answers compressed with gzip."""
    return bool(accept_encoding) and not {"gzip", "*"}.isdisjoint(weighed(accept_encoding))


@lru_cache(256)
def weighed(header: str) -> tuple[str, ...]:
    """What a client accepts, the dearest first; what it refuses (q=0) left out."""
    found = []
    for place, part in enumerate(header.split(",")):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((_weight(piece[2:]) for piece in parameters if piece.startswith("q=")), 1.0)
        if name and weight > 0:
            found.append((-weight, place, name))
    return tuple(name for _, _, name in sorted(found))


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
