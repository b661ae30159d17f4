"""Search finds what people mean, names first, and knows nothing of what is gone or hidden."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from graphsvc.access.viewer import ADMIN, PUBLIC, Role, Viewer
from graphsvc.graph import search
from graphsvc.graph.graph import Graph
from graphsvc.graph.search import SearchIndex, search_index
from graphsvc.graph.view import View
from graphsvc.graph.words import asked_words, words_in
from graphsvc.model.changes import Change, ChangeSet, Entry, created
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import ChangeAction
from tests.records import actor, area, signal

TODAY = date(2026, 11, 24)


def network(*names, **more):
    return Graph.of([actor(f"a{number}", name=name, **more) for number, name in enumerate(names)])


def found(graph, text, viewer=ADMIN, kinds=None):
    """The names that a search finds, in order."""
    _, hits = View(graph, viewer, TODAY).search(text, kinds).page(100)
    return [getattr(hit.record, "name", hit.record.id) for hit in hits]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("cafe", "Café Soep"),
        ("CAFÉ", "cafe soep"),
        ("ijselmonde", "IJsselmonde"),
        ("Yselmonde", "IJsselmonde"),
        ("wi", "Wijkteam Noord"),
        ("wijk team", "Wijkteam Noord"),
        ("wijkteam", "Wijk Team Noord"),
        ("bemiddeling", "Buurtbemiddeling"),
        ("buurtbemideling", "Buurtbemiddeling"),
        ("burutbemiddeling", "Buurtbemiddeling"),
        ("sint joris", "St. Joris"),
        ("st joris", "Sint Joris"),
        ("st", "Stichting Samen"),
        ("'s-Gravenhage", "’s-Gravenhage"),
        ("sgravenhage", "’s-Gravenhage"),
        ("den gravenhage", "’s-Gravenhage"),
        ("noordholland", "Noord-Holland"),
        ("noord holland", "Noord-Holland"),
        ("JP Heije", "J.P. Heije"),
        ("j p heije", "J.P. Heije"),
        ("kunst en cultuur", "Kunst & Cultuur"),
        ("kunst cultuur", "Kunst en Cultuur"),
        ("3071AB", "Zaal 3071 AB"),
        ("3071 ab", "Zaal 3071AB"),
        ("smorrebrod", "Smørrebrød"),
        ("huis vd wijk", "Huis v.d. wijk"),
    ],
)
def test_a_name_is_found_by_what_people_type(typed, name):
    assert found(network("Iets anders", name), typed) == [name]


@pytest.mark.parametrize("typed", ["", "  ", "-", "tuin soep", "soop van", "3072"])
def test_what_no_record_holds_is_not_found(typed):
    assert found(network("Buurttuin", "Soepgroep 3071"), typed) == []


def test_whole_names_go_before_words_beginnings_parts_and_slips():
    names = ["Tuin", "De Tuin van Oost", "Tuinploeg", "Buurttuin", "Toin"]
    assert found(network(*reversed(names)), "tuin") == names


def test_names_go_before_descriptions_and_exact_descriptions_before_misspelt_names():
    graph = Graph.of(
        [
            actor("a", name="Moestuinen", description="koken"),
            actor("b", name="Iets", description="Een moestuin"),
            actor("c", name="Moestuim"),
            actor("d", name="Moestuin"),
            actor("e", name="Nog iets", otherNames=["Moestuin"]),
        ]
    )
    assert found(graph, "moestuin") == ["Moestuin", "Nog iets", "Moestuinen", "Iets", "Moestuim"]


def test_all_words_must_be_found_but_may_stand_in_different_fields():
    graph = Graph.of([actor("a", name="Buurttuin", description="In Oost"), actor("b", name="Tuin West")])
    assert found(graph, "tuin oost") == ["Buurttuin"]


def test_every_kind_with_words_is_found_and_kinds_can_be_chosen():
    graph = Graph.of(
        [
            actor("tuin", name="Tuin"),
            signal("s", text="Een tuin graag"),
            make(RecordKind.NOTE, {"id": "n", "text": "Tuin bezocht", "date": TODAY.isoformat()}),
        ]
    )
    assert found(graph, "tuin") == ["Tuin", "n", "s"]
    assert found(graph, "tuin", kinds=[RecordKind.SIGNAL]) == ["s"]
    assert found(graph, "tuin", kinds=[RecordKind.TIE]) == []


def test_only_what_the_viewer_may_see_is_searched():
    graph = Graph.of(
        [
            actor("a", name="Geheime tuin", visibility="RESTRICTED"),
            actor("b", name="Tuin", visibility="PUBLIC", contactPoint="zonnestraat 3071 AB"),
        ]
    )
    assert found(graph, "tuin", PUBLIC) == ["Tuin"]
    assert found(graph, "zonnestraat", Viewer(role=Role.ADVISOR)) == ["Tuin"]
    assert found(graph, "zonnestraat", PUBLIC) == []
    assert found(graph, "tuin zonnestraat", PUBLIC) == []


def test_scores_do_not_tell_of_hidden_records():
    shown = actor("b", name="Tuinploeg Oost", visibility="PUBLIC")
    alone, beside = Graph.of([shown]), Graph.of([actor("a", name="Tuin", visibility="RESTRICTED"), shown])
    scores = [View(graph, PUBLIC, TODAY).search("tuin").page(5)[1][0].score for graph in (alone, beside)]
    assert scores[0] == scores[1]


def test_pages_follow_each_other_whatever_came_in_between():
    graph = network(*["Tuin"] * 25, "Buurttuin")
    view = View(graph, ADMIN, TODAY)
    before, first = view.search("tuin").page(10)
    last = first[-1]
    graph.apply(entry(graph, created(actor("a0-nieuw", name="Tuin"))))
    view.refresh()
    after, second = view.search("tuin").page(10, (last.score, last.record.id))
    ids = [hit.record.id for hit in (*first, *second)]
    assert (before, after) == (0, 11)
    assert ids == sorted(f"a{number}" for number in range(25))[:20]


def test_the_index_after_changes_is_the_one_that_would_be_made_anew():
    graph = network("Buurttuin Oost", "Café Soep", "Weg")
    search_index(graph).complete()
    old = graph.nodes[0]
    graph.apply(entry(graph, change(old, actor("a0", name="Moestuin Oost"), ChangeAction.UPDATED)))
    graph.apply(entry(graph, change(graph.nodes[2], None, ChangeAction.ERASED), created(area("x", name="Oost"))))
    assert found(graph, "buurttuin") == []
    assert found(graph, "oost") == ["Oost", "Moestuin Oost"]
    assert held(search_index(graph)) == held(made_anew(graph))


@pytest.mark.parametrize("slices", range(5))
def test_what_changes_while_the_index_is_made_is_in_it_once(monkeypatch, slices):
    monkeypatch.setattr(search, "SLICE", 2)
    graph = network("Buurttuin Oost", "Café Soep", "Weg", "Wijkhuis", "Buurtbus")
    index = search_index(graph)
    made = [index.take_slice() for _ in range(slices)]
    assert made == [False, False, True, True][:slices]
    for number in (0, 3):
        new = actor(f"a{number}", name=f"Zonnehuis {number}")
        graph.apply(entry(graph, change(graph.nodes[number], new, ChangeAction.UPDATED)))
    gone = [change(graph.nodes[number], None, ChangeAction.ERASED) for number in (1, 4)]
    graph.apply(entry(graph, *gone, created(area("x", name="Oost"))))
    assert found(graph, "zonnehuis") == ["Zonnehuis 0", "Zonnehuis 3"]
    assert held(index) == held(made_anew(graph))


def test_an_index_that_is_made_while_others_write_is_whole(rng):
    graph = network(*(f"Naam{number}" for number in range(3_000)))
    index = search_index(graph)
    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(index.complete) for _ in range(2)]
        for _ in range(200):
            number = rng.randrange(len(graph.nodes))
            if (old := graph.nodes[number]) is None:
                continue
            new = None if rng.random() < 0.3 else actor(old.id, name=f"Anders{rng.randrange(99)}")
            graph.apply(entry(graph, change(old, new, ChangeAction.UPDATED if new else ChangeAction.ERASED)))
            graph.apply(entry(graph, created(actor(f"nieuw{graph.version}", name="Nieuw"))))
        for one in done:
            one.result()
    assert held(index) == held(made_anew(graph))


def test_an_erased_record_leaves_no_letter_behind():
    graph = network("Zonnebloemstraat", "Tuin")
    index = search_index(graph)
    index.complete()
    graph.apply(entry(graph, change(graph.nodes[0], None, ChangeAction.ERASED)))
    assert b"zonne" not in bytes(index._lexicon._bytes)
    assert found(graph, "zonnebloemstraet") == []


def test_a_record_that_ended_is_not_found_today():
    graph = network("Oude tuin", validTo="2020-01-01")
    assert found(graph, "tuin") == []
    assert len(View(graph, ADMIN, None).search("tuin")) == 1


def test_words_of_a_text_hold_what_stands_together_in_print():
    assert words_in("J.P. Heije") == {"j", "p", "jp", "heije"}
    assert words_in("post@tuin.nl") == {"post", "tuin", "nl"}
    assert asked_words("De tuin, de TUIN") == ["de", "tuin"]


def test_numbers_of_fields_fit_beside_those_of_records():
    assert len(search._FIELDS) <= 1 << search._FIELD_BITS


def made_anew(graph):
    index = SearchIndex(graph)
    index.complete()
    return index


def entry(graph, *changes):
    return Entry(version=graph.version + 1, changes=ChangeSet(changes=changes, by="test"))


def change(before, after, action):
    return Change(action=action, before=before, after=after)


def held(index):
    """(word, who holds it) of every word."""
    return {(word, tuple(index._holders[number])) for word, number in index._lexicon._numbers.items()}
