"""What filters find: of texts, numbers, lists that are empty, ties, areas and themes."""

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make

PARTNER = Viewer(role=Role.PARTNER, name="partner")


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        ("{}", ["alleen", "geheim", "gemeente", "opmaak", "soep", "tuin", "welzijn"]),
        ('{name: {eq: "Buurttuin"}}', ["tuin"]),
        ('{name: {eq: "buurttuin"}}', []),
        ('{name: {contains: "TUIN"}}', ["tuin"]),
        ('{name: {startsWith: "een"}}', ["alleen"]),
        ('{name: {endsWith: "groep"}}', ["soep"]),
        ('{text: "cafe soep"}', ["soep"]),
        ('{text: "soep tuin"}', []),
        ('{sector: {ne: "groen"}}', ["alleen", "geheim", "gemeente", "opmaak", "soep", "welzijn"]),
        ("{sector: {isNull: false}}", ["tuin"]),
        ('{id: {in: ["tuin", "soep", "nergens"]}}', ["soep", "tuin"]),
        ("{residentsReached: {ge: 12, lt: 900}}", ["soep", "tuin"]),
        ("{residentsReached: {isNull: true}}", ["alleen", "geheim", "gemeente", "opmaak"]),
        ("{residentsReached: {ne: 12}, formality: {eq: FORMAL}}", ["gemeente", "welzijn"]),
        ('{lastVerified: {gt: "2026-01-01"}}', ["welzijn"]),
        ("{actorKind: {in: [WELFARE, AUTHORITY]}}", ["gemeente", "welzijn"]),
        ('{tags: {some: {startsWith: "kl"}, count: {eq: 2}}}', ["alleen"]),
        ('{tags: {none: {eq: "klein"}}, formality: {eq: FORMAL}}', ["gemeente", "welzijn"]),
        ('{and: [{formality: {eq: FORMAL}}, {name: {contains: "w"}}]}', ["welzijn"]),
        ('{or: [{id: {eq: "tuin"}}, {formality: {eq: FORMAL}}]}', ["gemeente", "tuin", "welzijn"]),
        ("{or: []}", []),
        ("{and: [], formality: {eq: FORMAL}}", ["gemeente", "welzijn"]),
        ("{not: {formality: {eq: INFORMAL}}}", ["gemeente", "welzijn"]),
        ("{not: {}}", []),
        ('{within: "stad"}', ["geheim", "soep", "tuin", "welzijn"]),
        ('{within: "oost"}', ["soep", "tuin"]),
    ],
)
def test_a_filter_finds(shared, filter, found):
    assert shared.names(filter) == found


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        ('{areas: {some: {name: {eq: "oost"}}}}', ["soep", "tuin"]),
        ('{areas: {none: {name: {eq: "oost"}}}, formality: {eq: INFORMAL}}', ["alleen", "geheim", "opmaak"]),
        ("{areas: {every: {level: {eq: DISTRICT}}}}", ["alleen", "geheim", "gemeente", "opmaak", "soep", "tuin"]),
        ("{areas: {count: {gt: 0}}}", ["geheim", "soep", "tuin", "welzijn"]),
        ('{themes: {some: {id: {eq: "groen"}}}}', []),
        ('{themes: {some: {within: "groen"}}}', ["tuin"]),
        ('{themes: {some: {id: {eq: "taal"}}}}', ["tuin"]),
        ("{ties: {count: {eq: 0}}}", ["alleen", "opmaak"]),
        ("{ties: {some: {}}}", ["geheim", "gemeente", "soep", "tuin", "welzijn"]),
        ("{ties: {none: {}}}", ["alleen", "opmaak"]),
        ("{ties: {every: {tie: {tieKind: {eq: KNOWS}}}}}", ["alleen", "geheim", "opmaak"]),
        ("{ties: {some: {tie: {tieKind: {eq: FUNDS}}, direction: OUT}}}", ["gemeente"]),
        ("{ties: {some: {tie: {tieKind: {eq: FUNDS}}, direction: IN}}}", ["welzijn"]),
        ("{ties: {some: {tie: {tieKind: {eq: COLLABORATES}}, direction: IN}}}", ["soep", "tuin"]),
        ("{ties: {some: {tie: {intensity: {ge: 3}}, other: {formality: {eq: FORMAL}}}}}", ["tuin"]),
        ('{neighbours: {every: {id: {eq: "tuin"}}, count: {gt: 0}}}', ["geheim"]),
        ("{neighbours: {count: {eq: 1}}}", ["geheim", "gemeente"]),
        ("{answers: {count: {ge: 1}}}", ["welzijn"]),
        ("{isLivingWorld: {eq: false}}", ["gemeente", "welzijn"]),
    ],
)
def test_a_filter_on_lists_finds(shared, filter, found):
    assert shared.names(filter) == found


@pytest.mark.parametrize(
    ("kind", "filter", "found"),
    [
        ("ties", "{crossesWorlds: {eq: true}}", ["soep-REFERS_TO-welzijn", "tuin-KNOWS-welzijn"]),
        ("ties", '{from: {id: {eq: "gemeente"}}}', ["gemeente-FUNDS-welzijn"]),
        ("ties", '{to: {within: "oost"}, amount: {isNull: true}}', ["geheim-KNOWS-tuin", "tuin-COLLABORATES-soep"]),
        ("areas", '{within: "stad", level: {eq: DISTRICT}}', ["oost", "west"]),
        ("areas", '{actors: {some: {id: {eq: "tuin"}}}}', ["oost", "stad"]),
        ("themes", '{within: "groen"}', ["groen", "tuinieren"]),
        ("themes", '{actors: {some: {id: {eq: "tuin"}}}}', ["groen", "taal", "tuinieren"]),
        ("signals", "{answeredBy: {count: {eq: 0}}}", ["stilte"]),
        ("signals", '{answeredBy: {some: {kind: {eq: ACTOR}, id: {eq: "welzijn"}}}}', ["bankje"]),
        ("signals", '{within: "stad"}', ["bankje"]),
        ("links", "{linkKind: {eq: ANSWERS}, state: {eq: PROMISED}}", ["welzijn-ANSWERS-bankje"]),
        ("links", '{from: {eq: "tuin"}, linkKind: {eq: OFFERS}}', ["tuin-OFFERS-les"]),
    ],
)
def test_other_kinds_have_the_same_filters(shared, kind, filter, found):
    assert shared.names(filter, kind=kind) == found


def test_null_leaves_a_filter_out(shared):
    query = "query ($f: ActorFilter) { actors(filter: $f) { totalCount } }"
    assert shared.data(query, f=None) == shared.data(query, f={"and": None}) == {"actors": {"totalCount": 7}}


def test_a_comparison_with_null_is_refused(shared):
    fault = shared.fault("{ actors(filter: {name: {eq: null}}) { totalCount } }")
    assert fault["code"] == "BAD_USER_INPUT"
    assert fault["faults"][0]["place"] == "filter.name.eq"


@pytest.mark.parametrize(
    "query", ["actors(filter: {contactPoint: {isNull: false}})", "actors(orderBy: {field: CONTACT_POINT})"]
)
def test_what_a_role_may_not_see_it_may_not_filter_or_order_by(shared, query):
    assert shared.fault(f"{{ {query} {{ totalCount }} }}", PARTNER)["code"] == "FORBIDDEN"
    assert shared.data(f"{{ {query} {{ totalCount }} }}")


def test_text_looks_only_in_fields_that_the_viewer_may_see(shared):
    assert shared.names('{text: "example.org"}') == ["tuin"]
    assert shared.names('{text: "example.org"}', PUBLIC) == []


def test_a_hidden_source_is_no_source(shared):
    assert shared.names('{source: {eq: "stil"}}') == ["gemeente"]
    assert shared.names('{source: {eq: "stil"}}', PUBLIC) == []
    assert shared.data('{ record(id: "gemeente") { source { name } } }', PUBLIC) == {"record": {"source": None}}


def test_metrics_can_be_asked(shared):
    assert shared.names("{metrics: {degree: {ge: 3}, isCutPoint: {eq: true}}}") == ["tuin", "welzijn"]
    assert shared.names("{metrics: {constraint: {isNull: true}}}") == ["alleen", "opmaak"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("actors(filter: {within: $id}) { totalCount }", "filter.within"),
        ("actors(filter: {or: [{not: {within: $id}}]}) { totalCount }", "filter.or[0].not.within"),
        ("ties(filter: {from: {within: $id}}) { totalCount }", "filter.from.within"),
        ("areas(filter: {actors: {none: {within: $id}}}) { totalCount }", "filter.actors.none.within"),
        ("actors(filter: {themes: {some: {within: $id}}}) { totalCount }", "filter.themes.some.within"),
        ("network(actors: {within: $id}) { actorCount }", "actors.within"),
    ],
)
def test_an_area_or_theme_that_is_not_seen_is_not_found(shared, query, place):
    """The same for what never was, what is hidden and what is something else."""
    kind = "theme" if "themes" in place else "area"
    for id, viewer in (("nergens", ADMIN), ("geheim", PUBLIC), ("tuin", ADMIN)):
        fault = shared.fault(f"query ($id: ID!) {{ {query} }}", viewer, id=id)
        assert (fault["code"], fault["message"]) == ("NOT_FOUND", f"{place}: there is no {kind} {id}.")
        written = shared.fault(f"{{ {query.replace('$id', chr(34) + id + chr(34))} }}", viewer)
        assert written == fault


def test_an_area_that_is_null_is_not_asked(shared):
    query = "query ($id: ID) { actors(filter: {within: $id}) { totalCount } }"
    assert shared.data(query, id=None) == shared.data(query) == {"actors": {"totalCount": 7}}


def test_rounds_are_ordered_by_their_days(network):
    for name, start, end in (("first", "2024-01-01", "2024-03-01"), ("second", "2025-01-01", "2025-02-01")):
        network.add(make(RecordKind.ROUND, {"id": name, "name": name, "from": start, "to": end}))
    query = "{ rounds(orderBy: [{field: %s, direction: DESC}], first: 1) { nodes { id } } }"
    for field in ("FROM", "TO"):
        assert network.data(query % field)["rounds"]["nodes"] == [{"id": "second"}]
