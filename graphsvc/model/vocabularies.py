"""Every closed list of values of the domain. Members are declared as: Dutch, English, definition in both, source."""

from __future__ import annotations

from graphsvc.model.words import Vocabulary

_ROB = "Raad voor het Openbaar Bestuur, Loslaten in vertrouwen (2012)"
_LADDER = "Edelenbos en Monnikhof, Lokale interactieve beleidsvorming (2001)"
_CBS = "CBS, Wijken en buurten"


class Visibility(Vocabulary):
    """Who may see a record."""

    PUBLIC = ("openbaar", "public", "Iedereen mag dit zien.", "Everyone may see this.")
    PARTNERS = (
        "partners en initiatieven",
        "partners",
        "Partners, initiatieven en adviseurs mogen dit zien.",
        "Partners, initiatives and advisors may see this.",
    )
    ADVISORS = (
        "adviseurs",
        "advisors",
        "Alleen adviseurs en analisten mogen dit zien.",
        "Only advisors and analysts may see this.",
    )
    RESTRICTED = (
        "beperkt",
        "restricted",
        "Alleen beheerders en de adviseurs van de regio mogen dit zien.",
        "Only administrators and the advisors of the region may see this.",
    )


class Formality(Vocabulary):
    """How formal an actor is; informal and semi-formal make the living world, formal the system world."""

    INFORMAL = (
        "informeel",
        "informal",
        "Van bewoners zelf, zonder organisatie erachter.",
        "Residents' own, with no organisation behind it.",
    )
    SEMI_FORMAL = (
        "semi-formeel",
        "semi-formal",
        "Georganiseerd, en gedragen door vrijwilligers of leden.",
        "Organised, and carried by volunteers or members.",
    )
    FORMAL = (
        "formeel",
        "formal",
        "Een organisatie met betaalde taken of een overheid.",
        "An organisation with paid tasks, or government.",
    )


class ActorKind(Vocabulary):
    """What kind of party an actor is."""

    INITIATIVE = (
        "bewonersinitiatief",
        "citizens' initiative",
        "Bewoners die samen iets doen voor hun buurt of groep.",
        "Residents who do something together for their neighbourhood or group.",
    )
    INFORMAL_NETWORK = (
        "informeel netwerk",
        "informal network",
        "Mensen die elkaar kennen en helpen, zonder vaste vorm.",
        "People who know and help each other, without a fixed form.",
    )
    ASSOCIATION = ("vereniging", "association", "Een vereniging met leden.", "An association with members.")
    FAITH = (
        "geloofsgemeenschap",
        "faith community",
        "Een kerk, moskee, tempel of andere geloofsgroep.",
        "A church, mosque, temple or other faith group.",
    )
    VOLUNTEER = (
        "vrijwilligersorganisatie",
        "volunteer organisation",
        "Een organisatie die op vrijwilligers draait.",
        "An organisation that runs on volunteers.",
    )
    COOPERATIVE = (
        "bewonerscoöperatie",
        "residents' cooperative",
        "Een coöperatie van bewoners.",
        "A cooperative owned by residents.",
    )
    COUNCIL = (
        "wijkraad of cliëntenraad",
        "council",
        "Een wijkraad, dorpsraad, adviesraad of cliëntenraad.",
        "A neighbourhood, village, advisory or clients' council.",
    )
    BUSINESS = ("ondernemer", "business", "Een winkel of ander bedrijf.", "A shop or another business.")
    OTHER = (
        "anders",
        "other",
        "Een soort die nog niet is gekozen.",
        "A kind that has not been chosen yet.",
    )
    WELFARE = (
        "welzijnsorganisatie",
        "welfare organisation",
        "Een organisatie voor welzijnswerk.",
        "An organisation for social work.",
    )
    CARE = (
        "zorgorganisatie",
        "care organisation",
        "Een organisatie die zorg geeft, zoals een huisartsenpraktijk of wijkverpleging.",
        "An organisation that gives care, such as a general practice or district nursing.",
    )
    AUTHORITY = (
        "overheid",
        "government",
        "Een gemeente, GGD of andere overheid.",
        "A municipality, health authority or other government.",
    )
    PARTNERSHIP = (
        "samenwerkingsverband",
        "partnership",
        "Organisaties die onder één naam samenwerken.",
        "Organisations that work together under one name.",
    )
    KNOWLEDGE = (
        "onderwijs en kennis",
        "education and knowledge",
        "Een school, hogeschool, universiteit of kennisinstelling.",
        "A school, university or knowledge institute.",
    )
    HOUSING = (
        "woningcorporatie",
        "housing association",
        "Een verhuurder van sociale woningen.",
        "A landlord of social housing.",
    )
    FUNDER = ("fonds of verzekeraar", "fund or insurer", "Een partij die geld geeft.", "A party that gives money.")


class Capacity(Vocabulary):
    """Whether an actor has room for a new contact, in its own words."""

    ROOM = ("heeft ruimte", "has room", "Er is ruimte voor een nieuw contact.", "There is room for a new contact.")
    FULL = (
        "nu geen ruimte",
        "full",
        "Er is nu geen ruimte voor een nieuw contact.",
        "There is no room for a new contact now.",
    )
    OVERASKED = ("overvraagd", "overasked", "Er wordt te veel gevraagd.", "Too much is being asked.")
    UNKNOWN = (
        "onbekend",
        "unknown",
        "Dit is niet gevraagd of te lang geleden.",
        "This was not asked, or too long ago.",
    )


class Openness(Vocabulary):
    """Whether an actor wants contact, in its own words."""

    YES = ("ja", "yes", "Staat open voor contact.", "Is open to contact.")
    NO = ("nee", "no", "Wil geen contact.", "Wants no contact.")
    UNKNOWN = ("onbekend", "unknown", "Dit is niet gevraagd.", "This was not asked.")


class GovernmentRole(Vocabulary):
    """The steps of government participation, from the least to the most."""

    LET_GO = (
        "loslaten",
        "let go",
        "De overheid laat het aan de bewoners.",
        "Government leaves it to the residents.",
        _ROB,
    )
    FACILITATE = (
        "faciliteren",
        "facilitate",
        "De overheid helpt waar bewoners dat vragen.",
        "Government helps where residents ask for it.",
        _ROB,
    )
    STIMULATE = ("stimuleren", "stimulate", "De overheid moedigt aan.", "Government encourages.", _ROB)
    DIRECT = ("regisseren", "direct", "De overheid heeft de regie.", "Government takes the lead.", _ROB)
    REGULATE = ("reguleren", "regulate", "De overheid stelt regels.", "Government makes the rules.", _ROB)


class ParticipationLevel(Vocabulary):
    """The ladder of citizens' participation, from the lowest to the highest."""

    INFORM = ("informeren", "inform", "Bewoners horen wat er komt.", "Residents are told what will come.", _LADDER)
    CONSULT = ("raadplegen", "consult", "Bewoners geven hun mening.", "Residents give their opinion.", _LADDER)
    ADVISE = (
        "adviseren",
        "advise",
        "Bewoners geven advies dat meetelt.",
        "Residents give advice that counts.",
        _LADDER,
    )
    COPRODUCE = (
        "coproduceren",
        "coproduce",
        "Bewoners en organisaties maken het samen.",
        "Residents and organisations make it together.",
        _LADDER,
    )
    CODECIDE = ("meebeslissen", "codecide", "Bewoners beslissen mee.", "Residents share the decision.", _LADDER)
    SELF_MANAGE = (
        "zelfbeheer",
        "self-manage",
        "Bewoners beslissen en doen het zelf.",
        "Residents decide and do it themselves.",
    )


class Phase(Vocabulary):
    """The moment at which residents joined a process."""

    AGENDA = ("keuze van de vraag", "agenda", "Bij het kiezen van de vraag.", "When the question was chosen.")
    DESIGN = ("ontwerp", "design", "Bij het maken van het plan.", "When the plan was made.")
    DECISION = ("besluit", "decision", "Bij het besluit.", "When it was decided.")
    DELIVERY = ("uitvoering", "delivery", "Bij de uitvoering.", "When it was carried out.")
    EVALUATION = ("evaluatie", "evaluation", "Bij het terugkijken.", "When it was looked back on.")
    AFTERWARDS = ("pas achteraf", "only afterwards", "Toen alles klaar was.", "When all was done.")


class AreaLevel(Vocabulary):
    """How large an area is."""

    REGION = ("regio", "region", "Een zelf gekozen groep gemeenten.", "A chosen set of municipalities.")
    MUNICIPALITY = ("gemeente", "municipality", "Een gemeente.", "A municipality.", _CBS)
    DISTRICT = ("wijk", "district", "Een wijk.", "A district.", _CBS)
    NEIGHBOURHOOD = ("buurt", "neighbourhood", "Een buurt.", "A neighbourhood.", _CBS)
    OWN = (
        "eigen gebied",
        "own area",
        "Een zelf gekozen groep gebieden, zoals een wijkraad of dorp.",
        "A chosen set of areas, such as a council's ward or a village.",
    )


class FigureMeaning(Vocabulary):
    """What a high value of a figure says about need."""

    MORE_IS_NEED = (
        "meer is nood",
        "more is need",
        "Hoe hoger, hoe groter de nood.",
        "The higher, the greater the need.",
    )
    LESS_IS_NEED = (
        "minder is nood",
        "less is need",
        "Hoe lager, hoe groter de nood.",
        "The lower, the greater the need.",
    )
    NEITHER = ("geen van beide", "neither", "Zegt niets over nood.", "Says nothing about need.")


class Orientation(Vocabulary):
    """Where an offering or process starts from."""

    DEMAND_DRIVEN = (
        "vraaggericht",
        "demand-driven",
        "Begint bij wat bewoners nodig hebben.",
        "Starts from what residents need.",
    )
    SUPPLY_DRIVEN = (
        "aanbodgericht",
        "supply-driven",
        "Begint bij wat een organisatie aanbiedt.",
        "Starts from what an organisation offers.",
    )


class OfferingKind(Vocabulary):
    """What is on offer."""

    ACTIVITY = ("activiteit", "activity", "Iets om aan mee te doen.", "Something to take part in.")
    SUPPORT = ("steun", "support", "Hulp of steun voor mensen.", "Help or support for people.")
    SPACE = ("ruimte", "space", "Een plek om te gebruiken.", "A place to use.")
    ADVICE = ("advies", "advice", "Raad en uitleg.", "Counsel and explanation.")
    SKILL = (
        "vaardigheid",
        "skill",
        "Iets wat iemand kan en wil delen.",
        "Something that somebody is able and willing to share.",
    )


class ChallengeOutcome(Vocabulary):
    """What became of a right to challenge."""

    PENDING = ("loopt nog", "pending", "Er is nog niet besloten.", "It has not been decided yet.")
    ACCEPTED = ("toegekend", "accepted", "De bewoners nemen de taak over.", "The residents take over the task.")
    PARTLY = ("deels toegekend", "partly", "Een deel is toegekend.", "Part of it was granted.")
    REJECTED = ("afgewezen", "rejected", "Het verzoek is afgewezen.", "The request was turned down.")
    WITHDRAWN = (
        "ingetrokken",
        "withdrawn",
        "De bewoners trokken het verzoek in.",
        "The residents withdrew the request.",
    )


class SourceKind(Vocabulary):
    """How facts came in."""

    SURVEY = ("vragenlijst", "survey", "Uit een vragenlijst.", "From a questionnaire.")
    INTERVIEW = ("gesprek", "interview", "Uit een gesprek.", "From a conversation.")
    MEETING = ("bijeenkomst", "meeting", "Van een bijeenkomst.", "From a meeting.")
    IMPORT = ("bestand", "import", "Uit een ingelezen bestand.", "From an imported file.")
    DESK = ("bureauonderzoek", "desk research", "Opgezocht in openbare bronnen.", "Looked up in public sources.")


class ReviewStatus(Vocabulary):
    """What people decided about a finding."""

    NEW = ("nieuw", "new", "Nog niemand heeft hiernaar gekeken.", "Nobody has looked at this yet.")
    CONFIRMED = ("bevestigd", "confirmed", "Dit klopt.", "This is right.")
    DISPUTED = ("betwist", "disputed", "Dit klopt niet.", "This is not right.")
    ADOPTED = ("overgenomen", "adopted", "Hier gaan we mee aan de slag.", "We will act on this.")
    DECLINED = ("afgezien", "declined", "Dit gaan we niet doen.", "We will not do this.")
    RESOLVED = ("opgelost", "resolved", "Dit is opgelost.", "This has been solved.")


class ReviewBy(Vocabulary):
    """On whose behalf a review was written."""

    INITIATIVE = ("initiatief", "initiative", "Het initiatief zelf.", "The initiative itself.")
    ORGANISATION = ("organisatie", "organisation", "Een organisatie.", "An organisation.")
    ADVISOR = ("adviseur", "advisor", "Een adviseur van de ROS.", "An advisor of the ROS.")


class TieKind(Vocabulary):
    """What passes between two actors."""

    KNOWS = ("kent", "knows", "Zij kennen elkaar.", "They know each other.")
    EXCHANGES = (
        "wisselt uit",
        "exchanges",
        "Zij wisselen kennis, spullen of hulp uit.",
        "They exchange knowledge, goods or help.",
    )
    REFERS_TO = (
        "verwijst naar",
        "refers to",
        "De een stuurt mensen door naar de ander.",
        "One sends people on to the other.",
    )
    COLLABORATES = ("werkt samen met", "collaborates with", "Zij doen samen iets.", "They do something together.")
    FUNDS = ("geeft geld aan", "funds", "De een geeft de ander geld.", "One gives the other money.")
    FACILITATES = (
        "ondersteunt",
        "facilitates",
        "De een helpt de ander met ruimte, tijd of middelen.",
        "One helps the other with space, time or means.",
    )
    MEMBER_OF = ("is lid van", "is member of", "De een is lid van de ander.", "One is a member of the other.")
    PART_OF = (
        "is deel van",
        "is part of",
        "De een is een team of afdeling van de ander.",
        "One is a team or department of the other.",
    )


class TieBasis(Vocabulary):
    """What carries a tie."""

    PERSONAL = ("persoonlijk", "personal", "De band hangt aan één persoon.", "The tie rests on one person.")
    ORGANISATION = (
        "organisatie",
        "organisation",
        "De band is van de organisaties.",
        "The tie is of the organisations.",
    )


class Confirmation(Vocabulary):
    """Which sides named a tie."""

    NOT_ASKED = ("niet gevraagd", "not asked", "Nog niet aan beide kanten gevraagd.", "Both sides were not asked yet.")
    ONE_SIDED = (
        "eenzijdig",
        "one-sided",
        "Beide kanten zijn gevraagd en één noemde de band.",
        "Both sides were asked and one named the tie.",
    )
    MUTUAL = ("wederzijds", "mutual", "Beide kanten noemden de band.", "Both sides named the tie.")


class Frequency(Vocabulary):
    """How often two actors are in touch."""

    DAILY = ("dagelijks", "daily", "Ongeveer elke dag.", "About every day.")
    WEEKLY = ("wekelijks", "weekly", "Ongeveer elke week.", "About every week.")
    MONTHLY = ("maandelijks", "monthly", "Ongeveer elke maand.", "About every month.")
    QUARTERLY = ("elk kwartaal", "quarterly", "Ongeveer elke drie maanden.", "About every three months.")
    YEARLY = ("jaarlijks", "yearly", "Ongeveer elk jaar.", "About every year.")
    RARELY = ("zelden", "rarely", "Minder dan eens per jaar.", "Less than once a year.")


class AnswerState(Vocabulary):
    """How far the answer to a signal has come."""

    PROMISED = ("toegezegd", "promised", "Er is iets toegezegd.", "Something was promised.")
    DONE = ("gedaan", "done", "Het is gedaan.", "It was done.")
    TOLD_BACK = (
        "teruggekoppeld",
        "told back",
        "Bewoners hoorden wat ermee is gedaan.",
        "Residents heard what was done with it.",
    )


class InvitationAnswer(Vocabulary):
    """What an invited actor did in a measurement round."""

    YES = ("deed mee", "took part", "Deed mee aan de meetronde.", "Took part in the round.")
    NO = ("geen antwoord", "no answer", "Gaf geen antwoord.", "Gave no answer.")
    DECLINED = ("wilde niet", "declined", "Wilde niet meedoen.", "Did not want to take part.")


class GapKind(Vocabulary):
    """What can be missing."""

    ISOLATED = (
        "staat alleen",
        "isolated",
        "Een groep uit de leefwereld zonder bekende band.",
        "A group of the living world without any known tie.",
    )
    NO_FORMAL_TIE = (
        "geen formeel contact",
        "no formal tie",
        "Een groep uit de leefwereld met banden, maar zonder bekend contact met een organisatie of de overheid.",
        "A group of the living world with ties, but no known contact with an organisation or government.",
    )
    FORMAL_WITHOUT_INFORMAL = (
        "organisatie zonder leefwereld",
        "formal without informal",
        "Een organisatie voor bewoners zonder bekend contact met de leefwereld.",
        "An organisation for residents without known contact with the living world.",
    )
    MISSING_LINK = (
        "ontbrekende schakel",
        "missing link",
        "Een groep uit de leefwereld zonder bekend contact met een organisatie of overheid die in hetzelfde gebied "
        "aan hetzelfde thema werkt.",
        "A group of the living world without known contact with an organisation or authority that works on the same "
        "theme in the same area.",
    )
    WHITE_SPOT = (
        "witte vlek",
        "white spot",
        "Een gebied met veel nood op een thema en geen bekend initiatief.",
        "An area with great need on a theme and no known initiative.",
    )
    MISSING_SECTOR = (
        "ontbrekende sector",
        "missing sector",
        "Een sector die in vergelijkbare gebieden wel aanwezig is.",
        "A sector that is present in comparable areas.",
    )
    SINGLE_BRIDGE = (
        "enige brug",
        "single bridge",
        "Zonder deze ene schakel verliezen minstens drie initiatieven alle contact met formele partijen.",
        "Without this one link at least three initiatives lose all contact with formal parties.",
    )
    PERSONAL_TIE_ONLY = (
        "hangt aan één persoon",
        "personal tie only",
        "Al het formele contact loopt via één persoon.",
        "All formal contact runs through one person.",
    )
    UNANSWERED_SIGNAL = (
        "signaal zonder antwoord",
        "unanswered signal",
        "Van dit signaal is geen antwoord bekend.",
        "No answer to this signal is known.",
    )
    UNTESTED_OFFER = (
        "aanbod niet getoetst",
        "untested offer",
        "Aanbod waar bewoners niet over spraken.",
        "An offer that residents did not speak of.",
    )
    LATE_PARTICIPATION = (
        "te laat betrokken",
        "late participation",
        "Bewoners deden pas mee bij de uitvoering of later, of kregen minder te zeggen dan beloofd.",
        "Residents joined at delivery or later, or had less say than promised.",
    )
    NO_FEEDBACK = (
        "geen terugkoppeling",
        "no feedback",
        "Een traject is klaar. Niet bekend is of bewoners hoorden wat met hun inbreng is gedaan.",
        "A process ended. It is not known whether residents heard what was done with their input.",
    )
    ROLE_MISMATCH = (
        "rol past niet",
        "role mismatch",
        "De overheid neemt een zwaardere rol dan het initiatief wil.",
        "Government takes a heavier role than the initiative accepts.",
    )
    UNDECIDED_CHALLENGE = (
        "uitdaagverzoek zonder besluit",
        "undecided challenge",
        "Een uitdaagverzoek wacht langer dan de termijn.",
        "A challenge has waited longer than the term.",
    )
    ONE_WAY_HELP = (
        "hulp één kant op",
        "one-way help",
        "Een organisatie verwijst door en geeft, voor zover bekend, niets terug.",
        "An organisation refers people and, as far as known, gives nothing back.",
    )
    OVERASKED = (
        "overvraagd",
        "overasked",
        "Een initiatief waar te veel van wordt gevraagd.",
        "An initiative of which too much is asked.",
    )
    FUNDING_ENDS = (
        "geld stopt",
        "funding ends",
        "De enige financiering stopt binnen negen maanden.",
        "The only funding ends within nine months.",
    )
    ONE_SIDED_TIE = (
        "eenzijdige band",
        "one-sided tie",
        "Een van beide kanten noemde de band niet.",
        "One of both sides did not name the tie.",
    )
    STALE_TIE = (
        "verouderde band",
        "stale tie",
        "De band is langer dan twaalf maanden niet nagegaan.",
        "The tie has not been verified for over twelve months.",
    )


class GapFamily(Vocabulary):
    """What a gap is about."""

    NETWORK = ("netwerk", "network", "Wie met wie verbonden is.", "Who is connected with whom.")
    VOICE = ("inspraak en gehoor", "voice", "Of bewoners gehoord worden.", "Whether residents are heard.")
    LOAD = ("belasting", "load", "Of het initiatief het volhoudt.", "Whether the initiative can keep it up.")
    DATA = ("gegevens", "data", "Of wat wij weten nog klopt.", "Whether what we know still holds.")


class Move(Vocabulary):
    """Whose move it is."""

    GOVERNMENT = ("overheid", "government", "De overheid is aan zet.", "It is government's move.")
    ORGANISATION = ("organisatie", "organisation", "Een organisatie is aan zet.", "It is an organisation's move.")
    ADVISOR = ("adviseur", "advisor", "De adviseur is aan zet.", "It is the advisor's move.")
    INITIATIVE = ("initiatief", "initiative", "Het initiatief vroeg het zelf.", "The initiative asked for it itself.")


class ReachedBy(Vocabulary):
    """Whose contacts count as reaching a network today."""

    SYSTEM_WORLD = (
        "de systeemwereld",
        "the system world",
        "Elke formele partij in het gebied.",
        "Any formal party in the area.",
    )
    ASKING = ("de vrager", "the asking actor", "Alleen de partij die vraagt.", "Only the actor that asks.")


class Solver(Vocabulary):
    """How a set of points was found."""

    EXACT = ("exact", "exact", "Bewezen het beste.", "Proven best.")
    GREEDY = (
        "stap voor stap",
        "greedy",
        "Steeds de beste volgende, met een bewezen grens.",
        "Best next one each time, with a proven bound.",
    )


class StabilityState(Vocabulary):
    """Whether the stability of an advice is known."""

    PENDING = ("wordt berekend", "pending", "De berekening loopt.", "It is being computed.")
    READY = ("berekend", "ready", "De berekening is klaar.", "It has been computed.")
    NOT_ENOUGH_DATA = (
        "te weinig gegevens",
        "not enough data",
        "Van te weinig banden is bekend hoe zeker ze zijn.",
        "Too few ties have a known certainty.",
    )


class AbstainedCode(Vocabulary):
    """Why no point is advised."""

    NO_LIVING_WORLD = (
        "geen leefwereld bekend",
        "no living world",
        "Wij kennen hier geen initiatieven of informele netwerken.",
        "We know no initiatives or informal networks here.",
    )
    ALL_REACHED = (
        "al bereikt",
        "all reached",
        "Alle netwerken zijn al in contact.",
        "All networks are in contact already.",
    )
    NO_CANDIDATE = ("geen aansluitpunt", "no candidate", "Niemand komt in aanmerking.", "Nobody qualifies.")
    NO_CAPACITY = (
        "geen ruimte",
        "no capacity",
        "Wie in aanmerking komt, heeft geen ruimte.",
        "Those who qualify have no room.",
    )
    NO_WARM_PATH = (
        "niemand kan introduceren",
        "no warm path",
        "Niemand kan hier introduceren.",
        "Nobody can introduce here.",
    )


class CautionCode(Vocabulary):
    """What to take care of at a plug-in point."""

    FULL = ("nu geen ruimte", "full", "Heeft nu geen ruimte.", "Has no room now.")
    CAPACITY_UNKNOWN = (
        "ruimte onbekend",
        "capacity unknown",
        "Niet bekend of er ruimte is.",
        "Not known whether there is room.",
    )
    ROLE_UNKNOWN = ("rol onbekend", "role unknown", "Niet bekend welke rol past.", "Not known which role fits.")
    OPENNESS_UNKNOWN = (
        "openheid onbekend",
        "openness unknown",
        "Niet bekend of contact gewenst is.",
        "Not known whether contact is wanted.",
    )
    RESIDENTS_NOT_ASKED = (
        "bewoners niet gevraagd",
        "residents not asked",
        "Voor zover bekend is hier niet aan bewoners gevraagd wat zij nodig hebben.",
        "As far as known, residents were not asked here what they need.",
    )
    STALE_PATH = (
        "verouderd contact onderweg",
        "stale path",
        "Een band onderweg is lang niet nagegaan.",
        "A tie on the path was not verified for long.",
    )
    ONE_SIDED_PATH = (
        "eenzijdig contact onderweg",
        "one-sided path",
        "Maar één kant noemde een band onderweg.",
        "Only one side named a tie on the path.",
    )
    PERSONAL_PATH = (
        "persoonlijk contact onderweg",
        "personal path",
        "Een band onderweg hangt aan één persoon.",
        "A tie on the path rests on one person.",
    )
    LEANS_ON_ONE = (
        "leunt op één",
        "leans on one",
        "Zonder dit contact valt meer dan 60% van het extra bereik weg.",
        "Without this contact over 60% of the extra reach falls away.",
    )
    OTHERS_DEPEND = (
        "anderen hangen ervan af",
        "others depend on it",
        "Andere initiatieven kennen elkaar, voor zover bekend, alleen via deze groep.",
        "As far as known, other initiatives know each other through this group only.",
    )


class BrokerageRole(Vocabulary):
    """The place of the one in the middle, by the groups of the two it joins."""

    COORDINATOR = (
        "coördinator",
        "coordinator",
        "Verbindt twee uit de eigen groep.",
        "Joins two of its own group.",
        "Gould en Fernandez (1989)",
    )
    GATEKEEPER = (
        "poortwachter",
        "gatekeeper",
        "Brengt van buiten naar de eigen groep.",
        "Brings from outside to its own group.",
        "Gould en Fernandez (1989)",
    )
    REPRESENTATIVE = (
        "vertegenwoordiger",
        "representative",
        "Brengt van de eigen groep naar buiten.",
        "Brings from its own group to outside.",
        "Gould en Fernandez (1989)",
    )
    CONSULTANT = (
        "tussenpersoon",
        "consultant",
        "Verbindt twee uit eenzelfde andere groep.",
        "Joins two of one other group.",
        "Gould en Fernandez (1989)",
    )
    LIAISON = (
        "schakel",
        "liaison",
        "Verbindt twee verschillende andere groepen.",
        "Joins two different other groups.",
        "Gould en Fernandez (1989)",
    )


class ChangeAction(Vocabulary):
    """What happened to a record."""

    CREATED = ("gemaakt", "created", "Het is nieuw.", "It is new.")
    UPDATED = ("gewijzigd", "updated", "Velden zijn gewijzigd.", "Fields were changed.")
    ENDED = ("beëindigd", "ended", "Het geldt niet meer.", "It is no longer valid.")
    MERGED = ("samengevoegd", "merged", "Het ging op in een ander.", "It was taken up into another.")
    ERASED = ("gewist", "erased", "De waarden zijn gewist.", "The values were erased.")
    GONE = ("niet meer zichtbaar", "gone", "Het is niet langer te zien.", "It can no longer be seen.")


class ReachEvidence(Vocabulary):
    """What says that residents are reached."""

    CLAIMED = (
        "zegt hen te bereiken",
        "says it reaches them",
        "Een actor zegt er voor hen te zijn.",
        "An actor says that it serves them.",
        "SCP",
    )
    COUNTED = (
        "geteld",
        "counted",
        "Er is een aantal, met datum en bron.",
        "There is a number, with its date and source.",
        "SCP",
    )
    HEARD = (
        "gehoord",
        "heard",
        "Bewoners uit de groep gaven een signaal, deden mee of bevestigden het.",
        "Residents of the group raised a signal, took part or confirmed it.",
        "SCP",
    )


class ActorChangeKind(Vocabulary):
    """How an actor differs between two days."""

    CAME = ("erbij gekomen", "came", "Begon, of kwam naar het gebied.", "Began, or came to the area.")
    WENT = ("weggegaan", "went", "Stopte, of ging uit het gebied weg.", "Ended, or left the area.")
    FOUND = (
        "later bekend",
        "found",
        "Was er al, maar was nog niet vastgelegd.",
        "Was there already, but was not recorded yet.",
    )


class TieChangeKind(Vocabulary):
    """How a tie differs between two days."""

    MADE = ("erbij gekomen", "made", "Begon tussen de twee dagen.", "Began between the two days.")
    LOST = ("weggevallen", "lost", "Eindigde, of een van de twee ging weg.", "Ended, or one of the two went.")
    STRENGTHENED = ("sterker", "strengthened", "De intensiteit steeg.", "Its intensity rose.")
    WEAKENED = ("zwakker", "weakened", "De intensiteit daalde.", "Its intensity fell.")
    FOUND = (
        "later bekend",
        "found",
        "Was er al, maar was nog niet vastgelegd.",
        "Was there already, but was not recorded yet.",
    )


class DifferenceCause(Vocabulary):
    """What explains a difference between two days."""

    REAL_CHANGE = (
        "echte verandering",
        "real change",
        "Banden tussen actoren die op beide dagen bekend waren, begonnen of eindigden.",
        "Ties between actors that were known on both days began or ended.",
    )
    NEW_ACTORS = (
        "actoren erbij of weg",
        "new and gone actors",
        "Actoren kwamen of gingen, met hun banden.",
        "Actors came or went, with their ties.",
    )
    NEW_DATA = (
        "nieuwe gegevens",
        "new data",
        "Het was er al, maar was nog niet vastgelegd.",
        "It was there already, but was not recorded yet.",
    )


class NetworkFigure(Vocabulary):
    """A figure of a network as a whole, as it is compared between two days."""

    ACTORS = ("actoren", "actors", "Hoeveel actoren er zijn.", "How many actors there are.")
    LIVING_WORLD = (
        "actoren van de leefwereld",
        "actors of the living world",
        "Initiatieven en netwerken van bewoners.",
        "Initiatives and networks of residents.",
    )
    SYSTEM_WORLD = (
        "actoren van de systeemwereld",
        "actors of the system world",
        "Organisaties en overheid.",
        "Organisations and government.",
    )
    TIES = ("banden", "ties", "Hoeveel banden er zijn, van elke soort.", "How many ties there are, of any kind.")
    CROSS_WORLD_TIES = (
        "banden tussen de twee werelden",
        "ties between the two worlds",
        "Banden tussen leefwereld en systeemwereld.",
        "Ties between living world and system world.",
    )
    ISOLATES = ("actoren zonder band", "actors without a tie", "Wie geen enkele buur heeft.", "Who has no neighbour.")
    COMPONENTS = ("delen", "parts", "In hoeveel delen het netwerk valt.", "Into how many parts the network falls.")
    LARGEST_COMPONENT = (
        "actoren in het grootste deel",
        "actors in the largest part",
        "Wie elkaar kunnen bereiken.",
        "Who can reach each other.",
    )
    DENSITY = ("dichtheid", "density", "Het deel van alle paren met een band.", "The share of all pairs that are tied.")
    TRANSITIVITY = (
        "geslotenheid",
        "transitivity",
        "Het deel van de paren met een gedeelde buur dat zelf een band heeft.",
        "The share of pairs with a shared neighbour that are tied themselves.",
    )
    DEGREE_CENTRALISATION = (
        "leunen op een actor",
        "degree centralisation",
        "0 als allen evenveel buren hebben, 1 voor een ster.",
        "0 when all have as many neighbours, 1 for a star.",
        "Freeman (1979)",
    )
    FRAGMENTATION = (
        "versnippering",
        "fragmentation",
        "Het deel van de paren dat geen pad verbindt.",
        "The share of pairs that no path joins.",
        "Borgatti (2006)",
    )


class Direction(Vocabulary):
    """Which ties of an actor are meant."""

    OUT = ("uitgaand", "out", "Van deze actor naar een ander.", "From this actor to another.")
    IN = ("inkomend", "in", "Van een ander naar deze actor.", "From another to this actor.")
    ANY = ("beide", "any", "Beide kanten op.", "Either way.")


LIVING_WORLD = frozenset({Formality.INFORMAL, Formality.SEMI_FORMAL})

DEFAULT_FORMALITY = {
    kind: Formality.INFORMAL
    if kind in (ActorKind.INITIATIVE, ActorKind.INFORMAL_NETWORK)
    else Formality.SEMI_FORMAL
    if kind
    in (
        ActorKind.ASSOCIATION,
        ActorKind.FAITH,
        ActorKind.VOLUNTEER,
        ActorKind.COOPERATIVE,
        ActorKind.COUNCIL,
        ActorKind.BUSINESS,
        ActorKind.OTHER,
    )
    else Formality.FORMAL
    for kind in ActorKind
}
"""The formality an actor has when its own was not set."""

CONTACT_KINDS = frozenset(
    {TieKind.KNOWS, TieKind.EXCHANGES, TieKind.COLLABORATES, TieKind.FACILITATES, TieKind.REFERS_TO}
)
"""The kinds of tie that count as contact, when of intensity 2 or more."""

FAMILY_OF_GAP = {
    kind: GapFamily.VOICE
    if kind.name
    in {
        "UNANSWERED_SIGNAL",
        "UNTESTED_OFFER",
        "LATE_PARTICIPATION",
        "NO_FEEDBACK",
        "ROLE_MISMATCH",
        "UNDECIDED_CHALLENGE",
        "ONE_WAY_HELP",
    }
    else GapFamily.LOAD
    if kind.name in {"OVERASKED", "FUNDING_ENDS"}
    else GapFamily.DATA
    if kind.name in {"ONE_SIDED_TIE", "STALE_TIE"}
    else GapFamily.NETWORK
    for kind in GapKind
}


def living_world(kind: ActorKind, formality: Formality, formality_set: bool) -> bool:
    """Whether an actor belongs to the living world: informal or semi-formal; businesses and others when set so."""
    if kind in (ActorKind.BUSINESS, ActorKind.OTHER) and not formality_set:
        return False
    return formality in LIVING_WORLD
