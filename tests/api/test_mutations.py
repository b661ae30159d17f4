"""Changes: written once, refused with their place, and never against what others did meanwhile."""

from datetime import timedelta

import msgspec
import pytest

from graphsvc.access.viewer import PUBLIC, Role, Viewer
from graphsvc.api.schema import schema
from graphsvc.api.steps import KINDS
from graphsvc.model.changes import ChangeSet, created, updated
from graphsvc.model.days import today
from graphsvc.model.records import TYPES, Review
from graphsvc.stores.address import open_store
from tests.api.conftest import asker_at
from tests.records import actor

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
    others = {"applyChanges", "confirmTie", "eraseRecord", "mergeRecords", "reviewFinding", "undo"}
    kinds = {f"{verb}{struct.__name__}" for verb in ("create", "update", "end") for struct in KINDS}
    assert set(mutation.fields) == kinds | others


def test_a_conflict_tells_the_record_as_it_was_known_and_as_it_is(network):
    network.data(UPDATE, input={"id": "tuin", "revision": 1, "sector": "zorg"})
    fault = network.fault(UPDATE, ADVISOR, input={"id": "tuin", "revision": 1, "name": "x"})
    assert (fault["code"], fault["id"], fault["expected"], fault["found"]) == ("CONFLICT", "tuin", 1, 2)
    assert (fault["known"]["sector"], fault["current"]["sector"]) == ("groen", "zorg")
    assert fault["current"]["contactPoint"] == "tuin@example.org"


def test_a_tie_is_confirmed_by_one_of_its_ends(network):
    query = """mutation ($by: ID!) { confirmTie(input: {id: "tuin-KNOWS-welzijn", by: $by, date: "2026-11-01"}) {
      version tie { confirmation lastVerified } } }"""
    assert network.fault(query, by="soep")["faults"][0]["place"] == "input.by"
    assert network.data(query, by="welzijn")["confirmTie"] == {
        "version": 2,
        "tie": {"confirmation": "MUTUAL", "lastVerified": "2026-11-01"},
    }


MERGE = """mutation ($keep: ID!, $take: ID!) { mergeRecords(input: {keep: $keep, take: $take, reason: "dubbel"}) {
  version dryRun changes { recordId action before after record { id } } faults { code } } }"""


def test_two_records_become_one_with_the_ties_of_both(network):
    done = network.data(MERGE, ADVISOR, keep="tuin", take="soep")["mergeRecords"]
    assert (done["version"], done["dryRun"], done["faults"]) == (2, False, [])
    first, *others = done["changes"]
    assert (first["recordId"], first["action"], first["record"]) == ("tuin", "MERGED", {"id": "tuin"})
    assert first["after"]["otherNames"] == ["Soepgroep", "Café Soep"]
    assert {change["recordId"]: change["action"] for change in others} == {
        "tuin-COLLABORATES-soep": "MERGED", "soep-REFERS_TO-welzijn": "UPDATED", "soep-ACTIVE_IN-oost": "MERGED", "soep": "MERGED",
    }  # fmt: skip
    assert network.data('{ record(id: "soep") { id } }') == {"record": None}
    for keep, take in (("tuin", "geheim"), ("tuin", "nooit")):
        assert network.fault(MERGE, ADVISOR, keep=keep, take=take)["code"] == "NOT_FOUND"


REVIEW = """mutation ($subject: ID!) { reviewFinding(input: {subject: $subject, status: DECLINED, by: INITIATIVE, note: "Nee"}) {
  version review { id subject status by note visibility about { nodes { id } } } } }"""


@pytest.mark.parametrize(
    ("subject", "visibility", "about"),
    [("tuin", "PARTNERS", ["tuin"]), ("geheim", "RESTRICTED", ["geheim"]), ("tuin-KNOWS-welzijn", "PARTNERS", []),
     ("point-0123456789abcdef-0123456789abcdef-0123456789ab", "ADVISORS", [])],
)  # fmt: skip
def test_a_record_gap_or_point_is_reviewed(network, subject, visibility, about):
    review = network.data(REVIEW, subject=subject)["reviewFinding"]["review"]
    assert (review["subject"], review["status"], review["by"]) == (subject, "DECLINED", "INITIATIVE")
    assert (review["visibility"], [node["id"] for node in review["about"]["nodes"]]) == (visibility, about)


def test_a_review_of_a_gap_is_found_at_the_gap(network):
    query = "{ gaps(kinds: [ISOLATED]) { nodes { id review { status note } } } }"
    first, *others = network.data(query)["gaps"]["nodes"]
    assert first["review"] is None
    network.data(REVIEW, subject=first["id"])
    reviewed = {**first, "review": {"status": "DECLINED", "note": "Nee"}}
    assert network.data(query)["gaps"]["nodes"] == [reviewed, *others]


def test_what_cannot_be_seen_cannot_be_reviewed(network):
    hidden, never = (network.ask(REVIEW, ADVISOR, subject=id) for id in ("geheim", "nooit!"))
    assert str(hidden).replace("geheim", "nooit!") == str(never)
    assert never["errors"][0]["extensions"]["code"] == "NOT_FOUND"


UNDO = """mutation ($version: Int!) { undo(input: {version: $version, reason: "vergissing"}) {
  version changes { recordId action } } }"""


def test_a_version_is_taken_back_as_a_new_one(network):
    network.data('mutation { endActor(input: {id: "tuin", revision: 1, validTo: "2026-02-01"}) { version } }')
    before = {edge.id: edge.valid_to for edge in network.live.graph.edges}
    done = network.data(UNDO, ADVISOR, version=2)["undo"]
    assert done["version"] == 3
    assert done["changes"][0] == {"recordId": "tuin", "action": "UPDATED"}
    # What changed along is taken back too, also what this viewer does not see and is not told of.
    assert "geheim-KNOWS-tuin" not in {change["recordId"] for change in done["changes"]}
    assert {edge.id for edge in network.live.graph.edges if edge.valid_to != before[edge.id]} >= {"geheim-KNOWS-tuin"}
    fault = network.fault(UNDO, version=2)
    assert fault["faults"][0]["place"] == "input.version"
    assert len(fault["faults"]) == 1
    assert fault["faults"][0]["remedy"] == "Undo version 3 first."
    assert {"code": "CHANGED_SINCE", "id": "geheim-KNOWS-tuin", "version": 3} in fault["blockedBy"]
    assert network.fault(UNDO, ADVISOR, version=2)["message"].count("geheim") == 0
    for version in (0, -1, 9):
        assert network.fault(UNDO, version=version)["code"] == "NOT_FOUND"


def test_a_version_about_a_hidden_record_is_taken_back_by_who_sees_it_only(network):
    network.data(UPDATE, input={"id": "geheim", "revision": 1, "name": "Anders"})
    assert network.fault(UNDO, ADVISOR, version=2)["code"] == "NOT_FOUND"
    assert network.data(UNDO, version=2)["undo"]["version"] == 3


def test_an_erased_record_leaves_no_value_in_the_log_and_the_fact_stays(network):
    erase = 'mutation { eraseRecord(input: {id: "opmaak", reason: "verzoek"}) { version changes { recordId action before after } } }'
    done = network.data(erase)["eraseRecord"]
    assert done["version"] == 2
    assert {"recordId": "opmaak", "action": "ERASED", "before": None, "after": None} in done["changes"]
    assert "a < b" not in repr(network.live.store.log(0))
    rows = network.data("{ changes(sinceVersion: 1) { nodes { version recordId action reason } } }")["changes"]["nodes"]
    assert {"version": 2, "recordId": "opmaak", "action": "ERASED", "reason": "verzoek"} in rows
    assert network.fault(UNDO, version=2)["faults"][0]["code"] == "ERASED"


def test_a_change_on_a_version_that_another_process_wrote_is_no_conflict(network, tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'network.db'}") as other:
        found = network.live.graph.find("tuin")
        change = updated(found, msgspec.structs.replace(found, sector="zorg"))
        other.commit(ChangeSet(changes=(change, created(actor("ver", visibility="PUBLIC"))), by="other"), 1)
    assert network.data(UPDATE, input={"id": "tuin", "revision": 2, "name": "Anders"})["updateActor"]["version"] == 3
    assert network.data(TIE, input={"tieKind": "KNOWS", "from": "ver", "to": "tuin"})["createTie"]["version"] == 4


@pytest.mark.parametrize("day", [str(today() + timedelta(days=1)), "9999-12-31"])
def test_nothing_has_happened_on_a_day_to_come(network, day):
    update = 'mutation ($day: Date) { updateActor(input: {id: "tuin", revision: 1, lastVerified: $day}) { version } }'
    confirm = (
        'mutation ($day: Date) { confirmTie(input: {id: "tuin-KNOWS-welzijn", by: "tuin", date: $day}) { version } }'
    )
    for mutation, place in ((update, "input.lastVerified"), (confirm, "input.date")):
        [fault] = network.fault(mutation, day=day)["faults"]
        assert (fault["place"], fault["code"]) == (place, "DATE_IN_FUTURE")
        assert fault["remedy"] == "Give the day on which it happened: today or earlier."
    assert network.data(update, day=str(today()))["updateActor"]["version"] == 2
    assert network.data(confirm, day=str(today()))["confirmTie"]["version"] == 3


def test_an_end_takes_along_a_tie_that_somebody_changed_meanwhile(network, tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'network.db'}") as other:
        tie = network.live.graph.find("tuin-KNOWS-welzijn")
        other.commit(ChangeSet(changes=(updated(tie, msgspec.structs.replace(tie, intensity=4)),), by="other"), 1)
    end = 'mutation { endActor(input: {id: "tuin", revision: 1, validTo: "2026-02-01"}) { version } }'
    assert network.data(end)["endActor"]["version"] == 3
    tie = network.live.graph.find("tuin-KNOWS-welzijn")
    assert (tie.intensity, str(tie.valid_to), tie.revision) == (4, "2026-02-01", 3)


def test_the_same_change_from_another_process_gives_the_first_outcome(network, tmp_path):
    asked = {"clientMutationId": "m1", **NEW}
    first = network.data(CREATE, ADVISOR, input=asked)
    with asker_at(tmp_path / "network.db") as again:  # a process that began later, or after a crash
        assert again.data(CREATE, ADVISOR, input=asked) == first
        assert again.live.graph.version == 2
        fault = again.fault(CREATE, ADVISOR, input={**asked, "name": "Anders"})
        assert fault["faults"][0]["code"] == "MUTATION_ID_USED"
        # An id is of who used it: of somebody else it is a first time.
        assert again.data(CREATE, input=asked)["createActor"]["version"] == 3


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
