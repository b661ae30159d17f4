import json
import re
from pathlib import Path

import pytest

from graphsvc.exchange.draft import Notice
from graphsvc.exchange.summary import COUNTED, NOTICES, as_values, headline, sentence, summarise
from graphsvc.graph.graph import Graph
from graphsvc.language import catalogue
from tests.exchange.planning import imported, plan_of

TUTORIAL = "kumu/kumu-snap-to-tutorial-project.json"


def test_a_plan_tells_what_is_new_and_which_types_are_unknown(shared_data: Path) -> None:
    plan = plan_of(Graph(), [shared_data / TUTORIAL])
    assert summarise(plan, "en") == [
        "51 new actors, 113 new ties",
        'No kind of actor is called "State" (51 times). It becomes OTHER. Choose a kind with --kind "State=…".',
        "113 ties have no kind in the file. They become KNOWS.",
    ]
    assert summarise(plan, "nl")[:2] == [
        "51 nieuwe actoren, 113 nieuwe banden",
        'Wij kennen geen soort actor "State" (51 keer). Het wordt “anders”. Kies een soort met --kind "State=…".',
    ]


def test_an_import_that_changes_nothing_says_so() -> None:
    graph = imported({"a.csv": "name,actorKind\nA,CARE\n"})
    plan = plan_of(graph, {"a.csv": "name,actorKind\nA,CARE\n"})
    assert headline(plan, "nl") == "0 wijzigingen, 1 actor ongewijzigd"
    assert headline(plan, "en") == "0 changes, 1 actor unchanged"


def test_faults_are_listed_and_what_follows_from_them_is_said() -> None:
    plan = plan_of(Graph(), {"a.csv": "name,actorKind,capacity\nA,CARE,HALF\n"})
    lines = summarise(plan, "en")
    assert lines[0] == "0 changes, 1 actor left out"
    assert lines[1].startswith("a.csv, row 2, column capacity: 'HALF'")
    assert lines[1].endswith("is not known here. Allowed are: has room, full, overasked, unknown.")
    assert lines[-1] == "1 fault. Nothing is written."
    assert summarise(plan, "nl")[1:] == [
        "a.csv, rij 2, kolom capacity: 'HALF' kennen wij hier niet. "
        "Kies uit: heeft ruimte, nu geen ruimte, overvraagd, onbekend.",
        "1 fout. Er wordt niets opgeslagen.",
    ]


def test_what_is_left_out_is_listed() -> None:
    plan = plan_of(Graph(), {"a.csv": "name,actorKind,capacity\nA,CARE,HALF\nB,CARE,\n"}, leave_out_faults=True)
    lines = summarise(plan, "en")
    assert lines[:2] == ["1 new actor, 1 actor left out", "a.csv, row 2 is left out."]
    assert lines[-1] == "1 fault. Rows with faults are left out."
    assert summarise(plan, "nl")[1] == "a.csv, rij 2 is weggelaten."


def test_a_type_with_percent_signs_and_markup_is_shown_as_it_is() -> None:
    text = json.dumps({"nodes": [{"id": "a", "type": "100%(s) <b>"}], "edges": []})
    assert '"100%(s) <b>"' in summarise(plan_of(Graph(), {"g.json": text}), "nl")[1]


@pytest.mark.parametrize("message", sorted({text for pair in NOTICES.values() for text in pair}))
def test_every_notice_can_be_said_with_the_values_it_has(message: str) -> None:
    code = next(code for code, pair in NOTICES.items() if message in pair)
    values: dict[str, str | int] = dict.fromkeys(re.findall(r"%\((\w+)\)s", message), "x")
    values.pop("count", None)
    for count in (1, 2):
        assert "%(" not in sentence(Notice(code, values, count), "nl")


def test_every_sentence_has_its_dutch() -> None:
    dutch = catalogue("nl")
    pairs = [pair for words in COUNTED.values() for pair in words.values()] + list(NOTICES.values())
    for one, many in pairs:
        if one == many:
            assert dutch.gettext(one) != one
        else:
            assert {dutch.ngettext(one, many, 1), dutch.ngettext(one, many, 2)}.isdisjoint({one, many})


def test_a_machine_reads_counts_notices_and_faults() -> None:
    plan = plan_of(Graph(), {"a.csv": "name,actorKind\nA,CLUBB\n"})
    told = json.loads(json.dumps(as_values(plan)))
    assert (told["ready"], told["source"]) == (False, "a.csv")
    assert told["counts"]["ACTOR"] == {"created": 0, "updated": 0, "unchanged": 0, "left_out": 1}
    (fault,) = told["faults"]
    assert fault.keys() == {"place", "code", "message", "remedy"}
    assert (fault["place"], fault["code"]) == ("a.csv, row 2, column actorKind", "INVALID_VALUE")
    assert "INFORMAL_NETWORK, ASSOCIATION" in fault["remedy"]
