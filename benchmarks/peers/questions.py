"""The same questions, asked of graphsvc and of @neo4j/graphql."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import msgspec

from graphsvc.model.vocabularies import ActorKind

FIELDS = "id name actorKind formality capacity"

Data = dict[str, Any]


class Question(msgspec.Struct, frozen=True):
    """One question in both languages, and what in each answer must be equal."""

    name: str
    ours: str
    theirs: str
    told_by_us: Callable[[Data], Any]
    told_by_them: Callable[[Data], Any]


def ask(client: httpx.Client, query: str) -> Data:
    """The data of an answer; the benchmark ends where there are errors."""
    answer = client.post("/graphql", json={"query": query}).json()
    if "errors" in answer:
        raise SystemExit(f"{query}\n{answer['errors']}")
    return answer["data"]


def subjects(client: httpx.Client) -> tuple[str, str, str]:
    """An actor, the neighbourhood with the most actors, and our cursor after 3,980 actors."""
    areas = ask(client, "{areas(first: 1000, filter: {level: {eq: NEIGHBOURHOOD}}) {nodes {id actors {totalCount}}}}")
    area = max(areas["areas"]["nodes"], key=lambda found: found["actors"]["totalCount"])["id"]
    after, actor, left = "", "", 3_980
    while left:
        size = min(1_000, left)
        clause = f', after: "{after}"' if after else ""
        page = ask(client, f"{{actors(first: {size}{clause}) {{nodes {{id}} pageInfo {{endCursor}}}}}}")["actors"]
        after, actor, left = page["pageInfo"]["endCursor"], page["nodes"][-1]["id"], left - size
    return actor, area, after


def questions(actor: str, area: str, after: str) -> list[Question]:
    """The questions, about one actor and one neighbourhood; `after` is our cursor of the 3,980th actor."""
    return [
        Question(
            "One actor by id, five fields",
            f'{{record(id: "{actor}") {{... on Actor {{{FIELDS}}}}}}}',
            f'{{actors(where: {{id: {{eq: "{actor}"}}}}) {{{FIELDS}}}}}',
            lambda data: [data["record"]],
            lambda data: data["actors"],
        ),
        Question(
            "20 sorted actors, five fields",
            f"{{actors(first: 20) {{nodes {{{FIELDS}}}}}}}",
            f"{{actors(limit: 20, sort: [{{name: ASC}}]) {{{FIELDS}}}}}",
            lambda data: len(data["actors"]["nodes"]),
            lambda data: len(data["actors"]),
        ),
        Question(
            "100 actors, five fields, areas and themes",
            f"{{actors(first: 100) {{nodes {{{FIELDS} areas {{nodes {{id name}}}} themes {{nodes {{id name}}}}}}}}}}",
            f"{{actors(limit: 100, sort: [{{name: ASC}}]) {{{FIELDS} areas {{id name}} themes {{id name}}}}}}",
            lambda data: len(data["actors"]["nodes"]),
            lambda data: len(data["actors"]),
        ),
        Question(
            "20 actors, all their ties and the other ends",
            "{actors(first: 20) {nodes {id name ties(first: 1000) "
            "{edges {node {id tieKind intensity} other {id name}}}}}}",
            "{actors(limit: 20, sort: [{name: ASC}]) {id name tiesConnection "
            "{edges {properties {id tieKind intensity} node {id name}}}}}",
            lambda data: len(data["actors"]["nodes"]),
            lambda data: len(data["actors"]),
        ),
        Question(
            "Nested none() over ties, count and first 20",
            "{actors(first: 20, filter: {formality: {eq: INFORMAL}, neighbours: {none: {formality: {eq: FORMAL}}}}) "
            "{totalCount nodes {id name}}}",
            '{actorsConnection(first: 20, where: {formality: {eq: "INFORMAL"}, '
            'ties: {none: {formality: {eq: "FORMAL"}}}}, sort: [{name: ASC}]) {totalCount edges {node {id name}}}}',
            lambda data: data["actors"]["totalCount"],
            lambda data: data["actorsConnection"]["totalCount"],
        ),
        Question(
            "Counts per kind in one area",
            f'{{actors(filter: {{within: "{area}"}}) {{groups(by: [ACTOR_KIND]) {{key count}}}}}}',
            "{" + " ".join(_count(kind, area) for kind in ActorKind) + "}",
            lambda data: {group["key"]["ACTOR_KIND"]: group["count"] for group in data["actors"]["groups"]},
            lambda data: {
                kind: count for kind, found in data.items() if (count := found["aggregate"]["count"]["nodes"])
            },
        ),
        Question(
            "Page 200 of 20, sorted",
            f'{{actors(first: 20, after: "{after}") {{nodes {{{FIELDS}}}}}}}',
            f"{{actors(limit: 20, offset: 3980, sort: [{{name: ASC}}]) {{{FIELDS}}}}}",
            lambda data: len(data["actors"]["nodes"]),
            lambda data: len(data["actors"]),
        ),
    ]


def _count(kind: ActorKind, area: str) -> str:
    where = f'{{actorKind: {{eq: "{kind}"}}, areas: {{some: {{id: {{eq: "{area}"}}}}}}}}'
    return f"{kind}: actorsConnection(where: {where}) {{aggregate {{count {{nodes}}}}}}"
