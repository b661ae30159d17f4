"""What people send who mean harm or made a mistake: answered at once, with a code, by the service as users have it."""

import base64
import hashlib
import itertools
import time
from collections.abc import Iterator

import httpx
import orjson
import pytest

from graphsvc.api.search import AFTER_START

JSON = {"content-type": "application/json"}
HANG_SECONDS = 5.0
"""A guard against what hangs, far above what an answer takes; the slowest are printed."""

PARSE, VALIDATION, INPUT = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"
LIMIT, COST, REQUEST = "LIMIT_EXCEEDED", "COST_EXCEEDED", "BAD_REQUEST"
FINE = None
"""Answered without an error."""

ACTORS = "query ($first: Int, $last: Int, $after: String, $before: String, $filter: ActorFilter, $orderBy: [ActorOrder!]) { actors(first: $first, last: $last, after: $after, before: $before, filter: $filter, orderBy: $orderBy) { totalCount pageInfo { endCursor } } }"


def asked(query, **variables):
    return orjson.dumps({"query": query, "variables": variables})


def nested_filter(levels):
    return "{not: " * levels + "{}" + "}" * levels


def introspection(levels):
    return "{ __schema { types { " + "fields { type { " * levels + "name" + " } }" * levels + " } } }"


SOURCES = {
    "a fragment that spreads itself": ("{ viewer { ...a } } fragment a on Viewer { ...a }", VALIDATION),
    "fragments in a circle": (
        "{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...c } fragment c on Viewer { ...a }",
        VALIDATION,
    ),
    "fragments that double": (
        "{ viewer { ...f0 } } "
        + "".join(f"fragment f{n} on Viewer {{ ...f{n + 1} ...f{n + 1} }} " for n in range(40))
        + "fragment f40 on Viewer { role }",
        LIMIT,
    ),
    "inline fragments within each other": ("{ viewer " + "{ ... on Viewer " * 300 + "{ role }" + " }" * 301, None),
    "10,000 aliases": ("{ " + " ".join(f"a{n}:viewer{{role}}" for n in range(10_000)) + " }", LIMIT),
    "900 aliases": ("{ " + " ".join(f"a{n}:__typename" for n in range(900)) + " }", LIMIT),
    "one alias for two fields": ("{ a: viewer { role } a: service { version } }", VALIDATION),
    "directives repeated": ("{ viewer { role" + " @include(if: true)" * 500 + " } }", LIMIT),
    "an unknown directive": ("{ viewer @boom { role } }", VALIDATION),
    "one directive twice": ("{ viewer { role @skip(if: false) @skip(if: false) } }", VALIDATION),
    "deep nesting": ("{ record(id: 1) { ... on Actor " + "{ neighbours { nodes " * 50 + "{ id }" + " } }" * 50 + " } }", LIMIT),
    "brackets without end": ("{" * 5_000, PARSE),
    "fields without end": ("{" + "a{" * 900, LIMIT),
    "lists without end": ("{ records(ids: " + "[" * 1_900, LIMIT),
    "a list in a list in a list": ("{ records(ids: " + "[" * 900 + "]" * 900 + ") { id } }", LIMIT),
    "a deep filter": (f"{{ actors(filter: {nested_filter(100)}) {{ totalCount }} }}", LIMIT),
    "endless introspection": (introspection(4), VALIDATION),
    "nothing": ("", PARSE),
    "a comment": ("# nothing", PARSE),
    "text without end": ('{ search(text: "', PARSE),
    "a block text without end": ('{ search(text: """', PARSE),
    "a lone surrogate": (r'{ search(text: "\ud800") { totalCount } }', PARSE),
    "a code point that does not exist": (r'{ search(text: "\u{110000}") { totalCount } }', PARSE),
    "a pair of surrogates": (r'{ search(text: "\ud83d\ude42") { totalCount } }', FINE),
    "zero bytes": ('{ search(text: "\\u0000") { totalCount } }', FINE),
    "letters from right to left": ('{ search(text: "\u202egnijw") { totalCount } }', FINE),
    "a zero byte in a name": ("{ view\u0000er { role } }", PARSE),
    "a name in Greek letters": ("{ νiewer { role } }", PARSE),
    "a mark at the start": ("\ufeff{ viewer { role } }", FINE),
    "no-break spaces": ("{\u00a0viewer { role } }", PARSE),
    "an integer that is too large": ("{ actors(first: 99999999999999999999) { totalCount } }", VALIDATION),
    "an integer of 5,000 digits": ("{ actors(first: " + "9" * 5_000 + ") { totalCount } }", LIMIT),
    "a number without bounds": ("{ plugInAdvice(input: { minimumStrength: 1e400 }) { base } }", None),
    "a number with leading zero": ("{ actors(first: 007) { totalCount } }", PARSE),
    "a negative page": ("{ actors(first: -1) { totalCount } }", INPUT),
    "a huge page": ("{ actors(first: 2147483647) { nodes { id } } }", None),
    "null for an argument with a default": ("{ actors(includeEnded: null) { totalCount } }", None),
    "null for a round of figures": ("{ graph(freshFigures: null) { viewer { role } } }", None),
    "null for the length of a path": ('{ paths(from: "a", to: "b", maxLength: null, limit: null) { length } }', None),
    "null for a number of steps": ('{ surroundings(of: ["a"], steps: null) { actors { id } } }', None),
    "null for a budget": ("{ plugInAdvice(input: { budget: null, seed: null, fair: null }) { base } }", None),
    "null for a direction": (
        "{ actors(first: 1) { nodes { ties(direction: null) { totalCount } neighbours(direction: null) { totalCount } } } }",
        None,
    ),
    "null for the direction of an order": ("{ actors(orderBy: [{field: NAME, direction: null}]) { totalCount } }", None),
    "null for a comparison": ("{ actors(filter: {name: {contains: null, in: null, isNull: null}}) { totalCount } }", None),
    "null within a list": ("{ actors(filter: {name: {in: [null]}}) { totalCount } }", VALIDATION),
    "null for what is required": ("{ search(text: null) { totalCount } }", VALIDATION),
    "a text for a number": ('{ actors(first: "1") { totalCount } }', VALIDATION),
    "a number for an enum": ("{ gaps(kinds: [1]) { totalCount } }", VALIDATION),
    "an unknown enum value": ("{ gaps(kinds: [NOTHING]) { totalCount } }", VALIDATION),
    "a day that does not exist": ('{ graph(asOf: "2026-02-30") { viewer { role } } }', VALIDATION),
    "a day before time": ('{ graph(asOf: "0000-00-00") { viewer { role } } }', VALIDATION),
    "the first day there is": ('{ graph(asOf: "0001-01-01") { actors { totalCount } } }', FINE),
    "the last day there is": ('{ graph(asOf: "9999-12-31") { actors { totalCount } } }', FINE),
    "days without end": ("{ " + " ".join(f'g{n}: graph(asOf: "2026-01-0{n}") {{ viewer {{ role }} }}' for n in range(1, 9)) + " }", None),
    "a path to itself": ('{ paths(from: "a", to: "a") { length } }', None),
    "a path of 2,000,000,000 steps": ('{ paths(from: "a", to: "b", maxLength: 2000000000) { length } }', None),
    "a path of -1 steps": ('{ paths(from: "a", to: "b", maxLength: -1, limit: -1) { length } }', None),
    "surroundings of nothing": ("{ surroundings(of: []) { actors { id } } }", None),
    "very many ids": ("query { records(ids: [" + '"a",' * 900 + "]) { id } }", None),
    "an id of 10,000 letters": ('{ record(id: "' + "x" * 10_000 + '") { id } }', FINE),
    "an id that is a program": ("""{ record(id: "'; DROP TABLE records; --") { id } }""", FINE),
    "two operations and no name": ("query a { viewer { role } } query b { viewer { role } }", "OPERATION_RESOLUTION_FAILURE"),
    "only fragments": ("fragment a on Viewer { role }", None),
    "a subscription as a question": ("subscription { changes { version } }", "OPERATION_RESOLUTION_FAILURE"),
    "a subscription of two": ("subscription { a: changes { version } b: changes { version } }", VALIDATION),
    "a variable that is not declared": ("{ actors(first: $n) { totalCount } }", VALIDATION),
    "a type that does not exist": ("query ($x: Nothing) { viewer { role } }", VALIDATION),
    "a mutation that erases nothing": ('mutation { eraseRecord(input: { id: "nothing" }) { version } }', "NOT_FOUND"),
    "an advice over everything again and again": (
        "{ " + " ".join(f"a{n}: plugInAdvice(input: {{ budget: {n} }}) {{ base }}" for n in range(15)) + " }",
        COST,
    ),
    "everything at once": (
        "{ " + " ".join(f"a{n}: actors(first: 100) {{ nodes {{ ties {{ nodes {{ from {{ ties {{ nodes {{ id }} }} }} }} }} }} }}" for n in range(9)) + " }",
        COST,
    ),
}  # fmt: skip

VARIABLES = {
    "a text for a number": ({"first": "1"}, INPUT),
    "half a number": ({"first": 1.5}, INPUT),
    "a number too large": ({"first": 2**31}, INPUT),
    "a number far too large": ({"first": 2**63}, INPUT),
    "yes for a number": ({"first": True}, INPUT),
    "a list for a number": ({"first": [1]}, INPUT),
    "first and last": ({"first": 1, "last": 1}, INPUT),
    "a negative last": ({"last": -5}, INPUT),
    "a page too large": ({"last": 1_001}, LIMIT),
    "no page": ({"first": 0}, FINE),
    "null for all": (dict.fromkeys(("first", "last", "after", "before", "filter", "orderBy")), FINE),
    "a filter that is a text": ({"filter": "all"}, INPUT),
    "a filter that does not exist": ({"filter": {"password": {"eq": "x"}}}, INPUT),
    "a filter of a prototype": ({"filter": {"__proto__": {"admin": True}}}, INPUT),
    "an order that is an object": ({"orderBy": {"field": "NAME"}}, FINE),
    "an order by nothing": ({"orderBy": [{}]}, INPUT),
    "orders without end": ({"orderBy": [{"field": "NAME"}] * 5_000}, LIMIT),
    "values without end": ({"filter": {"name": {"in": ["x"] * 20_000}}}, None),
    "an or without end": ({"filter": {"or": [{"name": {"contains": "x"}}] * 2_000}}, LIMIT),
    "a text of 200,000 letters": ({"filter": {"name": {"contains": "é" * 100_000}}}, FINE),
    "a cursor that is a number": ({"after": 5}, INPUT),
    "variables of another name": ({"frist": 5}, FINE),
}

BODIES = {
    "nothing": (b"", REQUEST),
    "a number": (b"1", REQUEST),
    "a text": (b'"{ viewer { role } }"', REQUEST),
    "null": (b"null", REQUEST),
    "half an object": (b'{"query": "{ viewer', REQUEST),
    "a batch": (b'[{"query": "{ viewer { role } }"}, {"query": "{ viewer { role } }"}]', REQUEST),
    "an empty batch": (b"[]", REQUEST),
    "broken UTF-8": (b'{"query": "{ viewer { role } } #\xff\xfe"}', REQUEST),
    "UTF-8 of a surrogate": (b'{"query": "{ viewer { role } } #\xed\xa0\x80"}', REQUEST),
    "UTF-16": ('{"query": "{ viewer { role } }"}'.encode("utf-16"), REQUEST),
    "a lone surrogate": (b'{"query": "{ search(text: \\"\\ud800\\") { totalCount } }"}', REQUEST),
    "a lone surrogate in a variable": (
        b'{"query": "query ($t: String!) { search(text: $t) { totalCount } }", "variables": {"t": "\\ud800"}}',
        REQUEST,
    ),
    "a number without bounds": (asked(ACTORS)[:-3] + b'{"first": 1e400}}', None),
    "no number": (asked(ACTORS)[:-3] + b'{"first": NaN}}', REQUEST),
    "1 MB": (b'{"query": "' + b"#" * 1_000_000 + b'"}', LIMIT),
    "1 MB of brackets": (b"[" * 1_000_000, LIMIT),
    "200,000 brackets": (b"[" * 200_000, REQUEST),
    "variables without end": (b'{"query": "{ viewer { role } }", "variables": {"a": ' + b"[" * 500 + b"]" * 500 + b"}}", None),
    "a query that is a list": (b'{"query": ["{ viewer { role } }"]}', REQUEST),
    "no query": (b"{}", REQUEST),
    "variables that are a text": (b'{"query": "{ viewer { role } }", "variables": "{}"}', REQUEST),
    "an operation that is a number": (b'{"query": "{ viewer { role } }", "operationName": 1}', REQUEST),
    "an operation that is not there": (b'{"query": "{ viewer { role } }", "operationName": "x"}', "OPERATION_RESOLUTION_FAILURE"),
    "one name twice": (b'{"query": "{", "query": "{ viewer { role } }"}', FINE),
}  # fmt: skip

spent: list[tuple[float, str]] = []


@pytest.fixture(scope="module")
def client(site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, timeout=HANG_SECONDS) as client:
        client.post(
            "/graphql", content=asked('{ actors { totalCount } search(text: "a") { totalCount } }'), headers=JSON
        )
        time.sleep(AFTER_START + 1)  # what is made ready after the start is
        yield client
    print(
        "\nslowest:", *(f"{1000 * took:.0f} ms {what}" for took, what in sorted(spent, reverse=True)[:10]), sep="\n  "
    )


def codes_of(client, body: bytes, what: str = "", **more):
    """The codes of the errors in the answer to a request; [None] when there are none."""
    start = time.perf_counter()
    response = client.post("/graphql", content=body, headers={**JSON, **more.pop("headers", {})}, **more)
    spent.append((time.perf_counter() - start, what))
    answer = response.json()
    assert response.status_code < 500, answer
    for error in answer.get("errors", ()):
        assert error["extensions"]["requestId"]
        assert "Traceback" not in error["message"]
    return [error["extensions"]["code"] for error in answer.get("errors", ())] or [None]


def require(codes, expected):
    """`expected` None in a table means: whatever the service makes of it, it knows what."""
    assert "INTERNAL_SERVER_ERROR" not in codes
    if expected is not None:
        assert set(codes) == {expected}


@pytest.mark.parametrize("what", SOURCES)
def test_a_document(client, what):
    source, expected = SOURCES[what]
    require(codes_of(client, asked(source), what), expected)


@pytest.mark.parametrize("what", VARIABLES)
def test_variables(client, what):
    variables, expected = VARIABLES[what]
    body = orjson.dumps({"query": ACTORS, "variables": variables}, option=orjson.OPT_PASSTHROUGH_DATETIME)
    require(codes_of(client, body, what), expected)


@pytest.mark.parametrize("what", BODIES)
def test_a_body(client, what):
    body, expected = BODIES[what]
    require(codes_of(client, body, what), expected)


@pytest.mark.parametrize(
    "media",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16"],
)
def test_another_type_of_body(client, media):
    assert codes_of(client, asked("{ viewer { role } }"), media, headers={"content-type": media}) == [REQUEST]


@pytest.mark.parametrize(
    "query",
    [
        "{ paths(from: $one, to: $other, maxLength: null, limit: null) { length } }",
        "{ surroundings(of: [$one], steps: null) { actors { id } } }",
        "{ plugInAdvice(input: { asking: $one, budget: null, maxPerActor: null, minimumStrength: null, fair: null, seed: null, reachedBy: null }) { base } }",
        "{ plugInAdvice(input: { asking: $one, budget: -1, maxPerActor: -1, minimumStrength: -1e300, seed: -1 }) { base } }",
        "{ plugInAdvice(input: { asking: $one, budget: 2147483647, minimumStrength: 1e400 }) { base } }",
        "{ paths(from: $one, to: $other, maxLength: 2147483647) { length } }",
        "{ surroundings(of: [$one, $one, $one], steps: 2147483647) { actors { id } } }",
    ],
)
def test_null_and_extremes_with_records_that_are_there(client, query):
    found = client.post(
        "/graphql", content=asked("{ ties(first: 1) { nodes { from { id } to { id } } } }"), headers=JSON
    )
    [tie] = found.json()["data"]["ties"]["nodes"]
    declared = "$one: ID!, $other: ID!" if "$other" in query else "$one: ID!"
    body = asked(f"query ({declared}) {query}", one=tie["from"]["id"], other=tie["to"]["id"])
    require(codes_of(client, body, query), FINE)


def test_fine_is_fine(client):
    assert codes_of(client, asked("{ viewer { role } }")) == [None]


def forged() -> dict[str, str]:
    """Cursors that nobody gave out, or not for this list."""

    def signed(*parts, key=b"graphsvc cursor"):
        body = orjson.dumps(parts)
        mark = hashlib.blake2b(body, key=key, digest_size=6).digest()
        return base64.urlsafe_b64encode(mark + body).decode().rstrip("=")

    return {
        "empty": "",
        "no base64": "€€€",
        "one letter": "a",
        "zero bytes": "\x00\x00",
        "huge": "A" * 100_000,
        "only a mark": "AAAAAAAA",
        "another key": signed("Actor,NAME+", None, "a", "b", key=b"guessed"),
        "an object": base64.urlsafe_b64encode(b'{"id": 1}').decode(),
        "signed, of another order": signed("Actor,ID+", None, "a", "b"),
        "signed, too short": signed("Actor,NAME+", None),
        "signed, too long": signed("Actor,NAME+", None, "a", "b", "c"),
        "signed, of another type": signed("Actor,NAME+", None, {"a": 1}, 5),
        "signed, of an old state": signed("Actor,NAME+", 7, "a", "b"),
    }


@pytest.mark.parametrize("what", forged())
@pytest.mark.parametrize("side", ["after", "before"])
def test_a_forged_cursor(client, what, side):
    codes = codes_of(client, asked(ACTORS, **{side: forged()[what]}), f"cursor: {what}")
    assert codes in ([INPUT], ["CURSOR_EXPIRED"])


def test_a_cursor_of_another_list_cut_off_or_changed(client):
    """Real cursors of every list, given to every other."""
    lists = {
        "actors": "actors(first: 1, after: $after)",
        "by kind": "actors(first: 1, after: $after, orderBy: [{field: ACTOR_KIND}])",
        "upside down": "actors(first: 1, after: $after, orderBy: [{field: NAME, direction: DESC}])",
        "areas": "areas(first: 1, after: $after)",
        "gaps": "gaps(first: 1, after: $after)",
        "search": 'search(text: "tuin", first: 1, after: $after)',
        "another search": 'search(text: "soep", first: 1, after: $after)',
        "changes": "changes(sinceVersion: 0, first: 1, after: $after)",
    }

    def document(name):
        return f"query ($after: String) {{ found: {lists[name]} {{ totalCount pageInfo {{ endCursor }} }} }}"

    cursors = {}
    for name in lists:
        found = client.post("/graphql", content=asked(document(name)), headers=JSON).json()["data"]["found"]
        if cursor := found["pageInfo"]["endCursor"]:
            cursors[name] = cursor
    assert len(cursors) >= 6
    for (one, cursor), other in itertools.product(cursors.items(), lists):
        codes = codes_of(client, asked(document(other), after=cursor), f"cursor of {one} for {other}")
        assert codes == ([None] if one == other else [INPUT]), (one, other)
    for name, cursor in cursors.items():
        for changed in (cursor[:-1], cursor[:10], cursor + cursor, cursor.swapcase(), cursor[::-1]):
            assert codes_of(client, asked(document(name), after=changed)) == [INPUT]


def test_a_hundred_at_once(client):
    """The service is still well after all of it."""
    for what, (source, _) in list(SOURCES.items())[:100]:
        codes_of(client, asked(source), f"once more: {what}")
    assert client.get("/healthz").status_code == 200
