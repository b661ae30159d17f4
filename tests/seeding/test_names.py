from graphsvc.model.records import Actor, AnyRecord, Area, Challenge, Gathering, MeetingPlace, Process, Round
from graphsvc.model.vocabularies import ActorKind
from graphsvc.seeding.areas import areas
from graphsvc.seeding.chance import Chance
from graphsvc.seeding.names import MARKER, Names

REAL = """
    Humanitas, Leger des Heils, Pameijer, Antes, Parnassia, Aafje, Laurens, Lelie Zorggroep, Zorgwaard, Careyn, Curadomi,
    WMO Radar, DOCK Rotterdam, SOL, Buurtwerk, TOS Rotterdam, JOZ, Mozaïek, Samergo, Zorgimpuls, ConForte, Stichting MEE,
    MEE Rotterdam Rijnmond, Samen 010, Opzoomer Mee, Vrijwilligerswerk Rotterdam, Rotterdams Wijktheater, Thuis in West,
    Woonstad Rotterdam, Havensteder, Vestia, Hef Wonen, Woonbron, Woonkracht10, Maasdelta, Trivire, Patrimonium,
    Gemeente Rotterdam, Gemeente Dordrecht, GGD Rotterdam-Rijnmond, Voedselbank Rotterdam, Rotterdam de Boer!, ZonMw,
    Oranje Fonds, Fonds Schiedam Vlaardingen, VSBfonds, Stichting DOEN, CZ, Zilveren Kruis, VGZ, Menzis, DSW, Achmea,
    Erasmus MC, Hogeschool Rotterdam, Maasstad Ziekenhuis, Ikazia, Movisie, Vilans, Pharos, Trimbos-instituut, Buurtzorg,
    Nederland Zorgt Voor Elkaar, LSA Bewoners, Huis van de Wijk, Delfshaven Coöperatie, Afrikaanderwijk Coöperatie,
    Bewoners van Bospolder, Leeszaal West, De Kracht van Rotterdam, Krachtvrouwen, Cultuurhuis, Rode Kruis, Zonnebloem,
    KBO-PCOB, Slachtofferhulp, Alzheimer Nederland, Stichting Lezen en Schrijven, Dona Daria, Formupgrade, Schuldhulpmaatje
"""


PLACES = {area.name for area in areas() if isinstance(area, Area)} - {"Dorp", "Cool"}


def named(region: list[AnyRecord]) -> list[str]:
    return [
        record.name
        for record in region
        if isinstance(record, Actor | MeetingPlace | Process | Challenge | Gathering | Round)
    ]


def test_every_invented_name_says_that_it_is_invented(region: list[AnyRecord]) -> None:
    assert all(MARKER in name for name in named(region))


def test_no_invented_name_is_that_of_a_real_organisation(region: list[AnyRecord]) -> None:
    real = {name.strip().casefold() for name in REAL.split(",")}
    assert not real & {name.casefold() for name in named(region)}


def test_no_invented_name_holds_the_name_of_a_place(region: list[AnyRecord]) -> None:
    assert not [name for name in named(region) for place in PLACES if place in name]


def test_no_two_actors_have_the_same_name(region: list[AnyRecord]) -> None:
    names = [record.name for record in region if isinstance(record, Actor)]
    assert len(set(names)) == len(names) == 400


def test_a_name_is_short_enough_for_a_map(region: list[AnyRecord]) -> None:
    assert max(len(record.name) for record in region if isinstance(record, Actor)) <= 50


def test_names_stay_different_when_the_words_run_out() -> None:
    names = Names(Chance(1), plain=True)
    given = [names.actor(ActorKind.OTHER) for _ in range(1_000)]
    assert len(set(given)) == 1_000
    assert any(name[-1].isdigit() for name in given)
