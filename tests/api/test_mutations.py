"""Changes: written once, refused with their place, and never against what others did meanwhile."""

import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.api.mutations import KINDS
from graphsvc.api.schema import schema
from graphsvc.model.records import TYPES, Review

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
CREATE = """mutation ($input: CreateActorInput!) {
  createActor(input: $input) { clientMutationId version actor { id name formality assumed revision validFrom extra tags } } }"""
UPDATE = """mutation ($input: UpdateActorInput!) {
  updateActor(input: $input) { version actor { name sector revision residentsReached assumed formality } } }"""
TIE = "mutation ($input: CreateTieInput!) { createTie(input: $input) { version tie { id directed intensity assumed from { id } } } }"
NEW = {"name": "Nieuw", "actorKind": "COUNCIL", "validFrom": "2026-01-01", "tags": ["a"], "extra": {"a": [1, None]}}


def test_a_new_actor_is_written_with_what_follows_from_its_values(network):
    done = network.data(CREATE, input={"clientMutationId": "m1", "reason": "found", **NEW})["createActor"]
    assert (done["clientMutationId"], done["version"]) == ("m1", 2)
    made = done["actor"]
    assert made | {"id": ""} == {
        "id": "", "name": "Nieuw", "formality": "SEMI_FORMAL", "assumed": ["formality"], "revision": 1,
        "validFrom": "2026-01-01", "extra": {"a": [1, None]}, "tags": ["a"],
    }  # fmt: skip
    [entry] = network.live.store.log(1)
    assert (entry.changes.by, entry.changes.reason, entry.changes.changes[0].id) == ("admin", "found", made["id"])


def test_the_same_change_again_gives_the_first_outcome(network):
    first = network.data(CREATE, input={"clientMutationId": "m1", **NEW})
    assert network.data(CREATE, input={"clientMutationId": "m1", **NEW}) == first
    assert network.live.graph.version == 2
    fault = network.fault(CREATE, input={"clientMutationId": "m1", **NEW, "name": "Anders"})
    assert fault["code"] == "BAD_USER_INPUT"


def test_a_change_repeated_after_the_record_changed_gives_its_first_outcome(network):
    change = {"clientMutationId": "u1", "id": "tuin", "revision": 1, "name": "Tuin"}
    assert network.data(UPDATE, input=change)["updateActor"]["version"] == 2
    network.data(UPDATE, input={"id": "tuin", "revision": 2, "name": "Hof"})
    assert network.data(UPDATE, input=change)["updateActor"]["version"] == 2
    assert network.live.graph.find("tuin").name == "Hof"


def test_an_update_changes_what_is_given_and_null_clears(network):
    done = network.data(UPDATE, input={"id": "tuin", "revision": 1, "sector": None, "formality": "FORMAL"})
    assert done["updateActor"]["actor"] == {
        "name": "Buurttuin", "sector": None, "revision": 2, "residentsReached": 40, "assumed": [], "formality": "FORMAL",
    }  # fmt: skip


def test_an_update_of_another_revision_is_a_conflict(network):
    network.data(UPDATE, input={"id": "tuin", "revision": 1, "name": "Tuin"})
    fault = network.fault(UPDATE, input={"id": "tuin", "revision": 1, "name": "Hof"})
    assert (fault["code"], fault["id"], fault["expected"], fault["found"]) == ("CONFLICT", "tuin", 1, 2)


def test_every_fault_of_an_input_is_named_with_its_place(network):
    wrong = {"name": "", "actorKind": "COUNCIL", "website": "javascript:alert(1)", "confidence": 2, "id": "a b"}
    fault = network.fault(CREATE, input=wrong)
    assert fault["code"] == "BAD_USER_INPUT"
    assert {found["place"] for found in fault["faults"]} == {
        "input.name",
        "input.website",
        "input.confidence",
        "input.id",
    }
    assert network.live.graph.version == 1


def test_a_required_value_cannot_be_cleared(network):
    fault = network.fault(UPDATE, input={"id": "tuin", "revision": 1, "name": None})
    assert fault["faults"][0] | {"remedy": ""} == {
        "place": "input.name", "code": "REQUIRED", "message": "name is required.", "remedy": "",
    }  # fmt: skip


def test_a_tie_is_made_and_filters_find_it(network):
    done = network.data(TIE, input={"tieKind": "COLLABORATES", "from": "alleen", "to": "welzijn"})["createTie"]["tie"]
    assert (done["directed"], done["intensity"], done["assumed"], done["from"]) == (
        False,
        2,
        ["intensity"],
        {"id": "alleen"},
    )
    assert "alleen" not in network.names("{ties: {count: {eq: 0}}}")


def test_a_tie_to_what_may_not_be_seen_is_refused_as_one_to_what_never_was(network):
    hidden = network.ask(TIE, ADVISOR, input={"tieKind": "KNOWS", "from": "tuin", "to": "geheim"})
    never = network.ask(TIE, ADVISOR, input={"tieKind": "KNOWS", "from": "tuin", "to": "nooit"})
    assert str(hidden).replace("geheim", "nooit") == str(never)
    assert never["errors"][0]["extensions"]["faults"][0]["code"] == "NO_SUCH_RECORD"
    update = 'mutation ($id: ID!) { updateActor(input: {id: $id, revision: 1, name: "x"}) { version } }'
    assert (
        network.fault(update, ADVISOR, id="geheim")["code"] == network.fault(update, id="nooit")["code"] == "NOT_FOUND"
    )


def test_a_link_is_made_and_one_that_does_not_fit_is_refused(network):
    query = "mutation ($input: CreateLinkInput!) { createLink(input: $input) { link { linkKind state from { id } } } }"
    made = network.data(query, input={"linkKind": "ANSWERS", "from": "tuin", "to": "stilte", "state": "DONE"})
    assert made["createLink"]["link"] == {"linkKind": "ANSWERS", "state": "DONE", "from": {"id": "tuin"}}
    fault = network.fault(query, input={"linkKind": "ACTIVE_IN", "from": "tuin", "to": "groen"})
    assert fault["faults"][0]["code"] == "WRONG_KIND_OF_END"


def test_ending_an_actor_ends_its_ties_and_links_also_those_that_are_hidden(network):
    query = """mutation { endActor(input: {id: "tuin", revision: 1, validTo: "2026-02-01", reason: "stopped"}) {
      version actor { validTo ties { totalCount } } } }"""
    assert network.data(query, ADVISOR)["endActor"] == {
        "version": 2,
        "actor": {"validTo": "2026-02-01", "ties": {"totalCount": 0}},
    }
    ended = {edge.id: edge.valid_to for edge in network.live.graph.edges if "tuin" in (edge.from_id, edge.to_id)}
    assert str(ended["geheim-KNOWS-tuin"]) == "2026-02-01"
    assert str(ended["tuin-ACTIVE_IN-oost"]) == "2026-02-01"
    assert str(ended["tuin-KNOWS-opmaak"]) == "2021-01-01"
    assert network.data('{ record(id: "tuin") { validTo } }') == {"record": {"validTo": "2026-02-01"}}


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.INITIATIVE, Role.PARTNER, Role.ANALYST])
def test_only_advisors_and_administrators_change_anything(network, role):
    fault = network.fault(CREATE, Viewer(role=role, name="x"), input=NEW)
    assert fault["code"] == "FORBIDDEN"
    assert network.live.graph.version == 1


def test_several_changes_in_one_request_are_made_in_order(network):
    query = """mutation { a: updateTheme(input: {id: "groen", revision: 1, name: "Groener"}) { version }
      b: updateTheme(input: {id: "groen", revision: 2, name: "Groenst"}) { version theme { name } }
      c: updateTheme(input: {id: "groen", revision: 1, name: "Te laat"}) { version } }"""
    body = network.ask(query)
    assert body["errors"][0]["extensions"]["code"] == "CONFLICT"
    assert network.live.graph.find("groen").name == "Groenst"


def test_every_kind_but_reviews_can_be_made_changed_and_ended():
    mutation = schema().mutation_type
    assert mutation is not None
    assert set(KINDS) == set(TYPES.values()) - {Review}
    assert set(mutation.fields) == {
        f"{verb}{struct.__name__}" for verb in ("create", "update", "end") for struct in KINDS
    }


def test_a_figure_of_an_area_is_taken_with_its_parts(network):
    query = """mutation { updateArea(input: {id: "oost", revision: 1, residents: 5000,
      figures: [{name: "armoede", value: 12.5, year: 2024, source: "CBS", meaning: MORE_IS_NEED}]}) {
      area { residents figures { name value meaning themes } } } }"""
    assert network.data(query)["updateArea"]["area"] == {
        "residents": 5000,
        "figures": [{"name": "armoede", "value": 12.5, "meaning": "MORE_IS_NEED", "themes": []}],
    }


def test_what_a_public_viewer_is_told_of_a_refused_change_is_nothing_of_the_record(network):
    update = 'mutation ($id: ID!) { updateActor(input: {id: $id, revision: 9, name: "x"}) { version } }'
    answers = {str(network.ask(update, PUBLIC, id=id)) for id in ("tuin", "geheim", "nooit")}
    assert len(answers) == 1
