"""Filling in a form as a browser without scripts does: what the page holds, changed, goes back to where it says."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

import httpx


class Sheet(HTMLParser):
    """The form of a page, and the names and texts of its controls."""

    def __init__(self, client: httpx.Client, answer: httpx.Response) -> None:
        super().__init__()
        self.client, self.answer = client, answer
        self.action = ""
        self.pairs: list[tuple[str, str]] = []
        self._select, self._patterns = "", 0
        self._text: tuple[str, str] | None = None
        self._first: str | None = None
        self.feed(answer.text)

    @classmethod
    def at(cls, client: httpx.Client, path: str) -> Sheet:
        """The form at an address."""
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        return cls(client, answer)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        self._patterns += tag == "template"
        if self._patterns:
            return
        if tag == "form" and given.get("method") == "post":
            self.action = given["action"]
        elif (
            tag == "input"
            and given.get("name")
            and (given.get("type") not in ("checkbox", "radio") or "checked" in given)
        ):
            self.pairs.append((given["name"], given.get("value", "")))
        elif tag == "select":
            self._select, self._first = given["name"], None
        elif tag == "option" and self._select:
            self._first = given["value"] if self._first is None or "selected" in given else self._first
        elif tag == "textarea":
            self._text = (given["name"], "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text = (self._text[0], self._text[1] + data)

    def handle_endtag(self, tag: str) -> None:
        self._patterns -= tag == "template"
        if self._patterns:
            return
        if tag == "select" and self._select:
            self.pairs.append((self._select, self._first or ""))
            self._select = ""
        elif tag == "textarea" and self._text:
            self.pairs.append((self._text[0], self._text[1].removeprefix("\n")))
            self._text = None

    def __getitem__(self, name: str) -> str:
        return next(text for known, text in self.pairs if known == name)

    def fill(self, **texts: str) -> Sheet:
        """Type into controls; "tie_0_other" is the control "tie.0.other"."""
        for key, text in texts.items():
            name = key.replace("_", ".") if key.startswith("tie_") else key
            self.pairs = [pair for pair in self.pairs if pair[0] != name] + [(name, text)]
        return self

    def send(self, **headers: str) -> httpx.Response:
        """Send it, as it stands."""
        headers = {"content-type": "application/x-www-form-urlencoded", **headers}
        return self.client.post(self.action, content=urlencode(self.pairs), headers=headers)

    def saved(self) -> str:
        """Send it; it must be taken. The id of the record whose page comes next."""
        answer = self.send()
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].removeprefix("/records/").partition("?")[0]


def record(client: httpx.Client, id: str, fields: str) -> Any:
    """Fields of an actor, by the API."""
    query = f'{{ record(id: "{id}") {{ ... on Actor {{ {fields} }} }} }}'
    answer = client.post("/graphql", json={"query": query}, headers={"accept": "application/json"}).json()
    return answer["data"]["record"]
