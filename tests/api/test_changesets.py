"""Many changes at once: all or none, tried before they are made, and each fault at its place."""

import pytest

from graphsvc.access.viewer import Role, Viewer
from graphsvc.api.inputs import MOST_CHANGES
from tests.api.conftest import asker_at
from tests.records import actor, tie

ADVISOR = Viewer(role=Role.ADVISOR, name="advisor")
APPLY = """mutation ($changes: [ChangeInput!]!, $dry: Boolean, $id: String) {
  applyChanges(input: {changes: $changes, dryRun: $dry, clientMutationId: $id, reason: "samen"}) {
    clientMutationId version dryRun changes { version recordId action before after record { id } } faults { place code message } } }"""
KOOR = {"createActor": {"id": "koor", "name": "Koor", "actorKind": "ASSOCIATION"}}


def create_tie(start, end, **more):
    return {"createTie": {"tieKind": "KNOWS", "from": start, "to": end, **more}}


def end(id, revision=1, day="2026-02-01"):
    return {"end": {"id": id, "revision": revision, "validTo": day}}


def apply(network, *changes, viewer=ADVISOR, **more):
    return network.data(APPLY, viewer, changes=list(changes), **more)["applyChanges"]


def tried(network, *changes, viewer=ADVISOR):
    done = apply(network, *changes, viewer=viewer, dry=True)
    return {fault["place"]: fault["code"] for fault in done["faults"]}


def test_many_changes_are_one_version_whatever_their_order(network):
    done = apply(
        network,
        create_tie("koor", "tuin", id="t"),
        KOOR,
        {"createLink": {"id": "l", "linkKind": "ACTIVE_IN", "from": "koor", "to": "oost"}},
        {"updateTheme": {"id": "groen", "revision": 1, "name": "Groener"}},
        {"confirmTie": {"id": "tuin-KNOWS-welzijn", "by": "welzijn"}},
    )
    assert (done["version"], done["dryRun"], done["faults"]) == (2, False, [])
    assert {change["recordId"]: change["action"] for change in done["changes"]} == {
        "t": "CREATED", "koor": "CREATED", "l": "CREATED", "groen": "UPDATED", "tuin-KNOWS-welzijn": "UPDATED",
    }  # fmt: skip
    [entry] = network.live.store.log(1)
    assert (entry.changes.reason, entry.changes.by) == ("samen", "advisor")


def test_a_dry_run_tells_what_the_changes_would_do_and_does_nothing(network):
    changes = [KOOR, create_tie("koor", "tuin", id="t"), end("welzijn")]
    tried_first = apply(network, *changes, dry=True, id="m1")
    assert (network.live.graph.version, network.live.store.head().version) == (1, 1)
    assert (tried_first["version"], tried_first["dryRun"], tried_first["faults"]) == (1, True, [])
    done = apply(network, *changes, id="m1")  # the dry run did not use the id up
    assert (done["version"], done["dryRun"]) == (2, False)
    shown = [(change["recordId"], change["action"], change["before"], change["after"]) for change in done["changes"]]
    assert shown == [
        (change["recordId"], change["action"], change["before"], change["after"]) for change in tried_first["changes"]
    ]
    assert {change["version"] for change in tried_first["changes"]} == {2}


def test_every_fault_is_told_at_once_with_its_place_and_nothing_is_written(network):
    changes = [
        KOOR,
        {"createActor": {"name": "", "actorKind": "COUNCIL", "website": "javascript:1"}},
        create_tie("koor", "nooit"),
        create_tie("tuin", "tuin"),
        {"updateActor": {"id": "tuin", "revision": 7, "name": "x"}},
        {"updateActor": {"id": "geheim", "revision": 1, "name": "x"}},
        {"createLink": {"linkKind": "ACTIVE_IN", "from": "tuin", "to": "groen"}},
        {"createLink": {"linkKind": "WITHIN", "from": "stad", "to": "oost"}},
        {},
        {**KOOR, "end": end("soep")["end"]},
        {"createTheme": {"name": "Taal", "id": "taal"}},
        end("alleen") | {},
        {"updateActor": {"id": "alleen", "revision": 1, "name": "Toch"}},
        {"createTheme": {"name": "Z", "clientMutationId": "m"}},
    ]
    places = {
        "changes[1].createActor.name": "INVALID_VALUE",
        "changes[1].createActor.website": "INVALID_VALUE",
        "changes[2].createTie.to": "NO_SUCH_RECORD",
        "changes[3].createTie.to": "SELF_TIE",
        "changes[4].updateActor.revision": "CONFLICT",
        "changes[5].updateActor.id": "NOT_FOUND",
        "changes[6].createLink.to": "WRONG_KIND_OF_END",
        "changes[7].createLink": "CYCLE",
        "changes[8]": "NOT_ONE",
        "changes[9]": "NOT_ONE",
        "changes[10].createTheme.id": "ID_TAKEN",
        "changes[11].end": "DUPLICATE_ID",
        "changes[13].createTheme.clientMutationId": "NOT_HERE",
    }
    assert tried(network, *changes) == places
    fault = network.fault(APPLY, ADVISOR, changes=changes)
    assert fault["code"] == "BAD_USER_INPUT"
    assert {one["place"]: one["code"] for one in fault["faults"]} == places
    assert network.live.store.head().version == 1


def test_a_tie_to_what_failed_is_not_told_of_as_well(network):
    assert tried(network, {"createActor": {"id": "x", "name": "", "actorKind": "OTHER"}}, create_tie("x", "tuin")) == {
        "changes[0].createActor.name": "INVALID_VALUE",
    }


def test_a_fault_of_form_hides_no_fault_of_the_rules(network):
    days = {"validFrom": "2026-02-01", "validTo": "2026-01-01"}
    changes = [
        create_tie("tuin", "nooit", intensity=9, **days),
        {"createActor": {"id": "tuin", "name": "", "actorKind": "COUNCIL"}},
        create_tie("soep", "groen", confidence=2),
        create_tie("soep", "soep", intensity=9),
        {"updateActor": {"id": "soep", "revision": 1, "name": "", **days}},
        {"createLink": {"linkKind": "ACTIVE_IN", "from": "tuin", "to": "soep"}},
        {"createLink": {"linkKind": "ACTIVE_IN", "from": "tuin", "to": "tuin"}},
    ]
    assert tried(network, *changes) == {
        "changes[0].createTie.intensity": "INVALID_VALUE",
        "changes[0].createTie.to": "NO_SUCH_RECORD",
        "changes[0].createTie.validTo": "DATES_OUT_OF_ORDER",
        "changes[1].createActor.name": "INVALID_VALUE",
        "changes[1].createActor.id": "ID_TAKEN",
        "changes[2].createTie.confidence": "INVALID_VALUE",
        "changes[2].createTie.to": "WRONG_KIND_OF_END",
        "changes[3].createTie.intensity": "INVALID_VALUE",
        "changes[3].createTie.to": "SELF_TIE",
        "changes[4].updateActor.name": "INVALID_VALUE",
        "changes[4].updateActor.validTo": "DATES_OUT_OF_ORDER",
        "changes[5].createLink.to": "WRONG_KIND_OF_END",
        "changes[6].createLink.to": "WRONG_KIND_OF_END",
    }
    create = 'mutation { createTie(input: {tieKind: KNOWS, from: "tuin", to: "geheim", intensity: 9}) { version } }'
    faults = network.fault(create, ADVISOR)["faults"]
    assert [(one["place"], one["code"]) for one in faults] == [
        ("input.intensity", "INVALID_VALUE"),
        ("input.to", "NO_SUCH_RECORD"),
    ]
    assert all(one["remedy"] for one in faults)
    assert network.live.store.head().version == 1


def test_a_hidden_record_is_refused_as_one_that_never_was(network):
    for id in ("geheim", "nooit"):
        assert tried(network, create_tie("tuin", id), end(id)) == {
            "changes[0].createTie.to": "NO_SUCH_RECORD",
            "changes[1].end.id": "NOT_FOUND",
        }


def test_one_change_that_is_in_conflict_is_a_conflict(network):
    fault = network.fault(APPLY, ADVISOR, changes=[KOOR, end("tuin", revision=4)])
    assert (fault["code"], fault["id"], fault["expected"], fault["found"]) == ("CONFLICT", "tuin", 4, 1)


def test_what_several_ends_take_along_ends_once_on_the_first_of_their_days(network):
    done = apply(
        network,
        end("tuin", day="2026-03-01"),
        end("welzijn", day="2026-02-01"),
        end("tuin-KNOWS-welzijn", day="2026-04-01"),
    )
    assert done["version"] == 2
    edge = network.live.graph.find("tuin-KNOWS-welzijn")
    assert (str(edge.valid_to), edge.revision) == ("2026-02-01", 2)


def test_an_end_takes_along_what_is_made_in_the_same_request(network):
    apply(network, end("tuin"), create_tie("tuin", "alleen", id="kort", validFrom="2026-01-01"))
    assert str(network.live.graph.find("kort").valid_to) == "2026-02-01"


def test_a_dry_run_tells_nothing_of_what_is_hidden(network):
    done = apply(network, end("tuin"), dry=True)
    assert "geheim" not in str(done)
    assert "geheim-KNOWS-tuin" in str(apply(network, end("tuin"), viewer=Viewer(role=Role.ADMIN, name="a"), dry=True))


def test_the_same_changes_again_give_the_first_outcome_also_elsewhere(network, tmp_path):
    first = apply(network, KOOR, create_tie("koor", "tuin"), id="m1")
    assert apply(network, KOOR, create_tie("koor", "tuin"), id="m1") == first
    with asker_at(tmp_path / "network.db") as other:
        assert apply(other, KOOR, create_tie("koor", "tuin"), id="m1") == first
        assert other.live.graph.version == 2


@pytest.mark.parametrize("count", [0, MOST_CHANGES + 1])
def test_none_and_too_many_are_refused(network, count):
    fault = network.fault(APPLY, changes=[{"createTheme": {"name": "x"}}] * count)
    assert fault["code"] == ("LIMIT_EXCEEDED" if count else "BAD_USER_INPUT")


def test_only_who_may_change_anything_may_try(network):
    for role in (Role.PUBLIC, Role.PARTNER, Role.ANALYST):
        assert network.fault(APPLY, Viewer(role=role), changes=[KOOR], dry=True)["code"] == "FORBIDDEN"


def test_two_who_each_make_half_of_a_circle_are_not_both_believed(network, tmp_path):
    with asker_at(tmp_path / "network.db") as other:
        half = {"createLink": {"linkKind": "BROADER", "from": "groen", "to": "taal"}}
        rest = {"createLink": {"linkKind": "BROADER", "from": "taal", "to": "groen"}}
        assert apply(network, half)["version"] == 2
        assert other.live.graph.version == 1
        fault = other.fault(APPLY, ADVISOR, changes=[rest])
        assert [one["code"] for one in fault["faults"]] == ["CYCLE"]
        assert fault["faults"][0]["place"] == "changes[0].createLink"


def test_it_is_the_same_on_neo4j(neo4j_url):
    records = [actor("a", visibility="PUBLIC"), actor("b", visibility="PUBLIC"), tie("a", "b")]
    with asker_at(neo4j_url, create=True) as network:
        network.add(*records)
        first = apply(
            network,
            {"createActor": {"id": "c", "name": "C", "actorKind": "OTHER"}},
            create_tie("c", "a", id="t"),
            id="m",
        )
        assert first["version"] == 2
        assert (
            apply(
                network,
                {"createActor": {"id": "c", "name": "C", "actorKind": "OTHER"}},
                create_tie("c", "a", id="t"),
                id="m",
            )
            == first
        )
        merge = 'mutation { mergeRecords(input: {keep: "a", take: "b"}) { version } }'
        assert network.data(merge, ADVISOR)["mergeRecords"]["version"] == 3
        undo = "mutation { undo(input: {version: 3}) { version } }"
        assert network.data(undo, ADVISOR)["undo"]["version"] == 4
        history = '{ record(id: "a") { revision history { nodes { version action } } } }'
        assert network.data(history, ADVISOR)["record"] == {
            "revision": 3,
            "history": {"nodes": [{"version": 4, "action": "UPDATED"}, {"version": 3, "action": "MERGED"}, {"version": 1, "action": "CREATED"}]},
        }  # fmt: skip
