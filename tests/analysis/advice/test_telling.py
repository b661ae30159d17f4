from graphsvc.analysis.advice.adviser import advise
from graphsvc.analysis.advice.request import AdviceRequest
from graphsvc.analysis.advice.telling import OPENINGS, as_lines, as_values, way_to
from graphsvc.model.vocabularies import ParticipationLevel
from tests.analysis.advice.worlds import known, network, town
from tests.records import actor, tie, view_of

RECORDS = [
    *town("north"),
    *network("club", "north", name="Club", openToContact="YES"),
    *network("far", "north", name="Far"),
    *network("friend", "north", name="Friend"),
    *network("free", "north", name="Free", acceptedRole="LET_GO"),
    actor("library", "KNOWLEDGE", name="Library"),
    known("welfare", "library"),
    known("library", "club"),
    tie("welfare", "friend"),
]


def lines(language="en", **values):
    view = view_of(RECORDS)
    return as_lines(view, advise(view, AdviceRequest(**{"area": "town", **values})), language)


def test_an_advice_is_told_in_the_order_in_which_it_is_walked():
    told = lines()
    assert told[:4] == [
        "1. Club",
        "   You → welfare → Library → Club. Start with welfare. Ask there for Library.",
        "   Proposal: government helps where residents ask for it (facilitate). "
        "Start by making something together (coproduce). Ask whether the initiative wants this.",
        "   + Brings 1 network within reach that has no contact yet.",
    ]
    assert told[-4:] == [
        "Reached with these points: 67% of what can be reached here.",
        "Out of reach: Far. Nobody can introduce you here yet. Go by once and get acquainted.",
        "1 network is in contact already.",
        "Leave them their room: Free.",
    ]


def test_an_advice_is_told_in_dutch():
    told = lines("nl")
    assert told[1] == "   U → welfare → Library → Club. Begin bij welfare. Vraag daar naar Library."
    assert told[2] == (
        "   Voorstel: de overheid helpt waar bewoners dat vragen (faciliteren). "
        "Begin met samen iets maken (coproduceren). Vraag of het initiatief dit wil."
    )
    assert "Bereikt met deze punten: 67% van wat hier te bereiken is." in told


def test_who_asks_is_the_beginning_of_the_way():
    assert lines(asking="welfare")[1] == "   You → Library → Club. Start with Library. Ask there for Club."
    assert lines(asking="library")[1] == "   You → Club. Get in touch yourself."


def test_a_way_without_an_asking_actor_starts_with_whom_the_reader_may_know():
    view = view_of(RECORDS)
    advice = advise(view, AdviceRequest(area="town"))
    (point,) = advice.points
    assert way_to(view, advice, point, "en").startswith("You → welfare → ")


def test_an_advice_without_points_tells_why():
    view = view_of(town("north"))
    told = as_lines(view, advise(view, AdviceRequest(area="town")), "en")
    assert told == ["No plug-in point: We know no initiatives or informal networks here."]


def test_every_level_has_its_opening():
    assert OPENINGS.keys() == set(ParticipationLevel)


def test_a_machine_reads_values_and_sentences_with_their_records():
    view = view_of(RECORDS)
    told = as_values(advise(view, AdviceRequest(area="town")), "en")
    (point,) = told["points"]
    assert (told["asking"], point["actor"], point["newlyReached"]) == (None, "club", ["club"])
    assert point["reasons"][0] == {
        "text": "Brings 1 network within reach that has no contact yet.",
        "records": ["club"],
    }
