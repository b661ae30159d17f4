"""The kinds of record and of link, and which kinds a link may join."""

from __future__ import annotations

from graphsvc.model.words import Vocabulary, Words


class RecordKind(Vocabulary):
    """What a record is."""

    ACTOR = (
        "actor",
        "actor",
        "Een partij: initiatief, organisatie of overheid.",
        "A party: initiative, organisation or government.",
    )
    AREA = (
        "gebied",
        "area",
        "Een regio, gemeente, wijk, buurt of eigen gebied.",
        "A region, municipality, district, neighbourhood or own area.",
    )
    THEME = (
        "thema",
        "theme",
        "Een onderwerp; het omvat zijn deelthema's.",
        "A subject; it includes its narrower ones.",
    )
    TARGET_GROUP = ("groep bewoners", "target group", "Bewoners om wie het gaat.", "Residents it is about.")
    OFFERING = ("aanbod", "offering", "Wat een actor aanbiedt.", "What an actor offers.")
    MEETING_PLACE = ("ontmoetingsplek", "meeting place", "Waar groepen elkaar treffen.", "Where groups meet.")
    SIGNAL = ("signaal", "signal", "Wat bewoners nodig hebben of zeggen.", "What residents need or say.")
    PROCESS = (
        "traject met bewoners",
        "process",
        "Een traject waarin bewoners meedoen.",
        "A process in which residents take part.",
    )
    FUNDING_SCHEME = ("regeling", "funding scheme", "Een subsidie of programma.", "A grant or programme.")
    CHALLENGE = (
        "uitdaagverzoek",
        "challenge",
        "Bewoners willen een taak overnemen.",
        "Residents want to take over a task.",
    )
    GATHERING = ("bijeenkomst", "gathering", "Wie wie trof, waar en wanneer.", "Who met whom, where and when.")
    AGREEMENT = ("afspraak", "agreement", "Wie doet wat, en wanneer.", "Who does what, and by when.")
    NOTE = ("notitie", "note", "Een tekst bij een gegeven.", "A text on a record.")
    SOURCE = ("bron", "source", "Waar gegevens vandaan komen.", "Where records come from.")
    ROUND = ("meetronde", "round", "Een keer dat het netwerk is gemeten.", "One time the network was measured.")
    REVIEW = ("beoordeling", "review", "Wat mensen van een bevinding vinden.", "What people decided about a finding.")
    TIE = ("band", "tie", "Een band tussen twee actoren.", "A tie between two actors.")
    LINK = ("koppeling", "link", "Een koppeling tussen twee gegevens.", "A link between two records.")


NODE_KINDS = tuple(kind for kind in RecordKind if kind not in (RecordKind.TIE, RecordKind.LINK))


class LinkKind(Vocabulary):
    """What a link says."""

    ACTIVE_IN = ("actief in", "active in", "De actor is actief in het gebied.", "The actor is active in the area.")
    FOCUSES_ON = ("richt zich op", "focuses on", "Het gaat over dit thema.", "It is about this theme.")
    SERVES = ("is er voor", "serves", "Het is voor deze bewoners.", "It is for these residents.")
    OFFERS = ("biedt", "offers", "De actor biedt dit aan.", "The actor offers this.")
    USES = ("komt samen in", "uses", "De actor gebruikt deze plek.", "The actor uses this place.")
    LOCATED_IN = ("ligt in", "located in", "Het ligt of gebeurt in dit gebied.", "It lies or happens in this area.")
    WITHIN = ("ligt binnen", "within", "Het ene gebied ligt in het andere.", "One area lies in the other.")
    BROADER = ("hoort bij", "broader", "Het thema hoort bij een ruimer thema.", "The theme belongs to a broader one.")
    RAISED = ("gaf dit signaal", "raised", "Van wie het signaal komt.", "Whom the signal comes from.")
    ANSWERS = ("beantwoordt", "answers", "Het is een antwoord op het signaal.", "It is an answer to the signal.")
    TAKES_PART = (
        "doet mee aan",
        "takes part in",
        "De actor doet mee aan het traject.",
        "The actor takes part in the process.",
    )
    DECLINED = ("zag af van", "declined", "De actor wilde niet meedoen.", "The actor did not want to take part.")
    FUNDED_BY = ("betaald uit", "funded by", "Het geld komt uit de regeling.", "The money comes from the scheme.")
    CHALLENGES = (
        "vraagt (uitdaagverzoek)",
        "challenges",
        "De actor deed het uitdaagverzoek.",
        "The actor made the challenge.",
    )
    ADDRESSED_TO = (
        "gericht aan",
        "addressed to",
        "Aan wie het verzoek is gericht.",
        "To whom the challenge is addressed.",
    )
    ATTENDED = ("was bij", "attended", "De actor was bij de bijeenkomst.", "The actor attended the gathering.")
    OBSERVED_IN = ("gemeten in", "observed in", "De bron hoort bij de meetronde.", "The source belongs to the round.")
    INVITED = (
        "uitgenodigd voor",
        "invited to",
        "De actor is gevraagd voor de meetronde.",
        "The actor was asked in the round.",
    )
    CONCERNS = (
        "is voor",
        "concerns",
        "Het traject is voor deze bewoners.",
        "The process concerns these residents.",
    )
    AGREED = ("sprak af", "agreed", "De actor maakte de afspraak.", "The actor made the agreement.")
    ABOUT = (
        "slaat op",
        "about",
        "Waar de notitie, afspraak of beoordeling over gaat.",
        "What the note, agreement or review is about.",
    )


_K = RecordKind

ENDS: dict[LinkKind, tuple[frozenset[RecordKind], frozenset[RecordKind]]] = {
    link: (frozenset(start), frozenset(end))
    for link, start, end in (
        (LinkKind.ACTIVE_IN, [_K.ACTOR], [_K.AREA]),
        (
            LinkKind.FOCUSES_ON,
            [_K.ACTOR, _K.OFFERING, _K.SIGNAL, _K.PROCESS, _K.GATHERING, _K.FUNDING_SCHEME],
            [_K.THEME],
        ),
        (LinkKind.SERVES, [_K.ACTOR, _K.OFFERING], [_K.TARGET_GROUP]),
        (LinkKind.OFFERS, [_K.ACTOR], [_K.OFFERING]),
        (LinkKind.USES, [_K.ACTOR], [_K.MEETING_PLACE]),
        (LinkKind.LOCATED_IN, [_K.MEETING_PLACE, _K.SIGNAL, _K.PROCESS, _K.GATHERING, _K.OFFERING], [_K.AREA]),
        (LinkKind.WITHIN, [_K.AREA], [_K.AREA]),
        (LinkKind.BROADER, [_K.THEME], [_K.THEME]),
        (LinkKind.RAISED, [_K.ACTOR, _K.TARGET_GROUP], [_K.SIGNAL]),
        (LinkKind.ANSWERS, [_K.ACTOR, _K.OFFERING, _K.PROCESS], [_K.SIGNAL]),
        (LinkKind.TAKES_PART, [_K.ACTOR], [_K.PROCESS]),
        (LinkKind.DECLINED, [_K.ACTOR], [_K.PROCESS]),
        (LinkKind.FUNDED_BY, [_K.ACTOR, _K.PROCESS], [_K.FUNDING_SCHEME]),
        (LinkKind.CHALLENGES, [_K.ACTOR], [_K.CHALLENGE]),
        (LinkKind.ADDRESSED_TO, [_K.CHALLENGE], [_K.ACTOR]),
        (LinkKind.ATTENDED, [_K.ACTOR], [_K.GATHERING]),
        (LinkKind.OBSERVED_IN, [_K.SOURCE], [_K.ROUND]),
        (LinkKind.INVITED, [_K.ACTOR], [_K.ROUND]),
        (LinkKind.CONCERNS, [_K.PROCESS], [_K.TARGET_GROUP]),
        (LinkKind.AGREED, [_K.ACTOR], [_K.AGREEMENT]),
        (LinkKind.ABOUT, [_K.NOTE, _K.AGREEMENT, _K.REVIEW], NODE_KINDS),
    )
}
"""Which kinds each kind of link runs from and to."""

EXTRA_FIELDS: dict[LinkKind, frozenset[str]] = {
    LinkKind.ANSWERS: frozenset({"state"}),
    LinkKind.TAKES_PART: frozenset({"role", "level", "phase"}),
    LinkKind.INVITED: frozenset({"answered"}),
}
"""The fields that only links of this kind may hold."""

INVERSE: dict[LinkKind, Words] = {
    LinkKind.ACTIVE_IN: Words("wie hier actief is", "who is active here"),
    LinkKind.FOCUSES_ON: Words("wat hierover gaat", "what is about this"),
    LinkKind.SERVES: Words("wie er voor hen is", "who is there for them"),
    LinkKind.OFFERS: Words("aangeboden door", "offered by"),
    LinkKind.USES: Words("wie hier samenkomt", "who meets here"),
    LinkKind.LOCATED_IN: Words("wat hier ligt of gebeurt", "what lies or happens here"),
    LinkKind.WITHIN: Words("gebieden hierbinnen", "areas inside it"),
    LinkKind.BROADER: Words("deelthema's", "narrower themes"),
    LinkKind.RAISED: Words("gegeven door", "raised by"),
    LinkKind.ANSWERS: Words("beantwoord door", "answered by"),
    LinkKind.TAKES_PART: Words("wie meedoet", "who takes part"),
    LinkKind.DECLINED: Words("wie ervan afzag", "who declined"),
    LinkKind.FUNDED_BY: Words("wat hieruit is betaald", "what it funds"),
    LinkKind.CHALLENGES: Words("gevraagd door", "made by"),
    LinkKind.ADDRESSED_TO: Words("uitdaagverzoeken aan deze actor", "challenges to this actor"),
    LinkKind.ATTENDED: Words("wie erbij was", "who attended"),
    LinkKind.OBSERVED_IN: Words("bronnen", "sources"),
    LinkKind.INVITED: Words("wie is gevraagd", "who was invited"),
    LinkKind.CONCERNS: Words("trajecten voor hen", "processes about them"),
    LinkKind.AGREED: Words("afgesproken door", "agreed by"),
    LinkKind.ABOUT: Words("notities, afspraken en beoordelingen", "notes, agreements and reviews"),
}
"""What people call each kind of link, seen from the record at its end."""
