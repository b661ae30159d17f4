"""The records of the network: one declaration a kind. Stores, imports, the API and pages read the fields from here.

Records are frozen and hold ids, texts, numbers, dates and tuples, never another record: many viewers share them, and
nothing in them needs the garbage collector.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

import msgspec

from graphsvc.model.fields import (
    Amount,
    Count,
    Day,
    Degree,
    Id,
    JsonText,
    Latitude,
    Line,
    Longitude,
    Share,
    Step,
    Text,
    Urbanity,
    Url,
    Year,
    says,
)
from graphsvc.model.kinds import LinkKind, RecordKind
from graphsvc.model.vocabularies import (
    ActorKind,
    AnswerState,
    AreaLevel,
    Capacity,
    ChallengeOutcome,
    Confirmation,
    FigureMeaning,
    Formality,
    Frequency,
    GovernmentRole,
    InvitationAnswer,
    OfferingKind,
    Openness,
    Orientation,
    ParticipationLevel,
    Phase,
    ReviewBy,
    ReviewStatus,
    SourceKind,
    TieBasis,
    TieKind,
    Visibility,
    living_world,
)


def _kind_of_class(name: str) -> str:
    """MeetingPlace -> MEETING_PLACE: the value of `kind` in files and in the store."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()


class Kept(
    msgspec.Struct,
    frozen=True,
    gc=False,
    kw_only=True,
    rename="camel",
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag=_kind_of_class,
):
    """What every record, tie and link has: an identity, a time in which it holds, and where it came from."""

    kind: ClassVar[RecordKind]

    id: Annotated[Id, says("id", "id", "Eén code over alle gegevens heen.", "One code over all records.")]
    revision: Annotated[int, says("versie", "revision", "Telt de wijzigingen.", "Counts the changes.")] = 1
    source: Annotated[Id | None, says("bron", "source", "Waar dit vandaan komt.", "Where this came from.")] = None
    origin: Annotated[
        Text | None, says("herkomst", "origin", "De sleutel in het bestand.", "The key in the file it came from.")
    ] = None
    valid_from: Annotated[Day | None, says("geldig vanaf", "valid from", "De eerste dag.", "The first day.")] = None
    valid_to: Annotated[
        Day | None,
        says(
            "geldig tot", "valid to", "De eerste dag waarop het niet meer geldt.", "The first day it no longer holds."
        ),
    ] = None
    extra: Annotated[
        JsonText | None,
        says("extra", "extra", "Wat het bestand meer zei, als JSON.", "What the file said beyond the model, as JSON."),
    ] = None
    assumed: Annotated[
        tuple[str, ...],
        says("aangenomen", "assumed", "Velden die wij zelf invulden.", "Names of fields filled in rather than told."),
    ] = ()


class Record(Kept, frozen=True, gc=False, kw_only=True):
    """What every record but the thin links has besides: who may see it and how sure it is."""

    visibility: Annotated[Visibility, says("zichtbaarheid", "visibility", "Wie dit mag zien.", "Who may see this.")] = (
        Visibility.PARTNERS
    )
    last_verified: Annotated[
        Day | None,
        says(
            "laatst nagegaan",
            "last verified",
            "Wanneer dit voor het laatst is nagegaan.",
            "When this was last checked.",
            past=True,
        ),
    ] = None
    confidence: Annotated[Share | None, says("zekerheid", "confidence", "Van 0 tot 1.", "From 0 to 1.")] = None
    tags: Annotated[tuple[Line, ...], says("labels", "tags", "Vrije trefwoorden.", "Free keywords.")] = ()


class Actor(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.ACTOR

    name: Annotated[Line, says("naam", "name")]
    other_names: Annotated[tuple[Line, ...], says("andere namen", "other names")] = ()
    actor_kind: Annotated[ActorKind, says("soort", "kind")]
    formality: Annotated[
        Formality,
        says("formaliteit", "formality", "Volgt uit de soort, tenzij gezet.", "Follows from the kind unless set."),
    ]
    sector: Annotated[Line | None, says("sector", "sector", "Het werkveld.", "The field of work.")] = None
    description: Annotated[Text | None, says("omschrijving", "description")] = None
    website: Annotated[Url | None, says("website", "website")] = None
    contact_role: Annotated[
        Line | None,
        says(
            "wie u kunt vragen (rol)",
            "contact role",
            "Een rol, geen naam van een persoon.",
            "A role, never a person's name.",
        ),
    ] = None
    contact_point: Annotated[
        Line | None,
        says(
            "contactpunt", "contact point", "Algemeen adres of nummer.", "General address or number.", access="advisors"
        ),
    ] = None
    capacity: Annotated[Capacity, says("ruimte", "capacity")] = Capacity.UNKNOWN
    capacity_on: Annotated[Day | None, says("ruimte gemeld op", "capacity told on", past=True)] = None
    open_to_contact: Annotated[Openness, says("wil contact", "open to contact")] = Openness.UNKNOWN
    accepted_role: Annotated[
        GovernmentRole | None,
        says(
            "rol van de overheid die past",
            "accepted role",
            "De zwaarste rol die past.",
            "The heaviest role of government it accepts.",
        ),
    ] = None
    wanted_level: Annotated[
        ParticipationLevel | None,
        says("gewenst niveau", "wanted level", "Hoe ver men wil meedoen.", "How far it wants to take part."),
    ] = None
    told_on: Annotated[
        Day | None,
        says("zelf gezegd op", "told on", "Wanneer dit zelf is gezegd.", "When the actor said so itself.", past=True),
    ] = None
    residents_reached: Annotated[Count | None, says("bewoners bereikt", "residents reached", residents=True)] = None

    @property
    def is_living_world(self) -> bool:
        """Whether the actor belongs to the living world (leefwereld)."""
        return living_world(self.actor_kind, self.formality, "formality" not in self.assumed)

    @property
    def is_formal(self) -> bool:
        """Whether the actor belongs to the system world (systeemwereld)."""
        return self.formality is Formality.FORMAL


class Figure(
    msgspec.Struct, frozen=True, gc=False, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True
):
    """One number about an area, such as the share of residents in poverty."""

    name: Annotated[Line, says("naam", "name")]
    value: Annotated[float, says("waarde", "value")]
    year: Annotated[Year, says("jaar", "year")]
    source: Annotated[Line, says("bron", "source")]
    themes: Annotated[tuple[Id, ...], says("thema's", "themes")] = ()
    meaning: Annotated[FigureMeaning, says("betekenis", "meaning")] = FigureMeaning.NEITHER


class Ordinance(
    msgspec.Struct, frozen=True, gc=False, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True
):
    """The participation ordinance (participatieverordening) of a municipality."""

    adopted_on: Annotated[Day | None, says("vastgesteld op", "adopted on")] = None
    reference: Annotated[Line | None, says("verwijzing", "reference")] = None
    decision_days: Annotated[Count | None, says("beslistermijn in dagen", "decision term in days")] = None


class Area(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.AREA

    name: Annotated[Line, says("naam", "name")]
    level: Annotated[AreaLevel, says("niveau", "level")]
    code: Annotated[
        Line | None,
        says("CBS-code", "CBS code", "GM + 4, WK + 6 of BU + 8 cijfers.", "GM + 4, WK + 6 or BU + 8 digits."),
    ] = None
    year: Annotated[
        Year | None, says("jaar", "year", "Het jaar van de CBS-indeling.", "The year of the CBS division.")
    ] = None
    latitude: Annotated[
        Latitude | None, says("breedtegraad", "latitude", "Van het midden, WGS84.", "Of the centre, WGS84.")
    ] = None
    longitude: Annotated[
        Longitude | None, says("lengtegraad", "longitude", "Van het midden, WGS84.", "Of the centre, WGS84.")
    ] = None
    residents: Annotated[Count | None, says("inwoners", "residents", residents=True)] = None
    urbanity: Annotated[
        Urbanity | None,
        says(
            "stedelijkheid",
            "urbanity",
            "CBS-klasse 1 (zeer sterk) tot 5 (niet).",
            "CBS class 1 (very strong) to 5 (none).",
        ),
    ] = None
    figures: Annotated[tuple[Figure, ...], says("cijfers", "figures")] = ()
    participation_ordinance: Annotated[Ordinance | None, says("participatieverordening", "participation ordinance")] = (
        None
    )


class Theme(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.THEME

    name: Annotated[Line, says("naam", "name")]
    name_en: Annotated[Line | None, says("Engelse naam", "English name")] = None
    description: Annotated[Text | None, says("omschrijving", "description")] = None


class TargetGroup(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.TARGET_GROUP

    name: Annotated[Line, says("naam", "name")]
    name_en: Annotated[Line | None, says("Engelse naam", "English name")] = None
    description: Annotated[Text | None, says("omschrijving", "description")] = None


class Offering(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.OFFERING

    name: Annotated[Line, says("naam", "name")]
    offering_kind: Annotated[OfferingKind, says("soort", "kind")]
    orientation: Annotated[Orientation | None, says("uitgangspunt", "orientation")] = None
    description: Annotated[Text | None, says("omschrijving", "description")] = None


class MeetingPlace(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.MEETING_PLACE

    name: Annotated[Line, says("naam", "name")]
    place_kind: Annotated[
        Line | None,
        says(
            "soort plek",
            "kind of place",
            "Zoals buurthuis, bibliotheek of moestuin.",
            "Such as community house, library or allotment.",
        ),
    ] = None
    description: Annotated[Text | None, says("omschrijving", "description")] = None


class Signal(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.SIGNAL

    visibility: Annotated[Visibility, says("zichtbaarheid", "visibility", "Wie dit mag zien.", "Who may see this.")] = (
        Visibility.ADVISORS
    )
    text: Annotated[
        Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)],
        says("tekst", "text", "Wat bewoners nodig hebben, in hun woorden.", "What residents need, in their words."),
    ]
    weight: Annotated[
        Count,
        says("aantal mensen", "weight", "Hoeveel mensen dit zeiden.", "How many people said this.", residents=True),
    ] = 1
    date: Annotated[Day | None, says("datum", "date", past=True)] = None


class Process(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.PROCESS

    name: Annotated[Line, says("naam", "name")]
    question: Annotated[Text | None, says("vraag", "question")] = None
    level_aimed: Annotated[ParticipationLevel | None, says("beoogd niveau", "level aimed at")] = None
    level_reached: Annotated[ParticipationLevel | None, says("bereikt niveau", "level reached")] = None
    residents_joined: Annotated[Phase | None, says("bewoners deden mee vanaf", "residents joined at")] = None
    government_role: Annotated[GovernmentRole | None, says("rol van de overheid", "role of government")] = None
    orientation: Annotated[Orientation | None, says("uitgangspunt", "orientation")] = None
    room_to_change: Annotated[
        bool | None,
        says("kon het plan nog anders", "room to change", "Toen bewoners meededen.", "When residents joined."),
    ] = None
    input_used: Annotated[Text | None, says("wat veranderde door bewoners", "what changed through residents")] = None
    decided_by: Annotated[Line | None, says("besloten door", "decided by")] = None
    feedback_given: Annotated[Day | None, says("teruggekoppeld op", "feedback given on", past=True)] = None
    compensation: Annotated[Line | None, says("vergoeding", "compensation")] = None
    brought_about: Annotated[Text | None, says("wat het bracht", "what it brought about")] = None
    start: Annotated[Day | None, says("begin", "start")] = None
    end: Annotated[Day | None, says("einde", "end")] = None


class FundingScheme(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.FUNDING_SCHEME

    name: Annotated[Line, says("naam", "name")]
    requires_participation: Annotated[bool | None, says("vraagt om participatie", "requires participation")] = None
    requirement: Annotated[Text | None, says("hoe het dat vraagt", "how it requires it")] = None
    description: Annotated[Text | None, says("omschrijving", "description")] = None


class Challenge(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.CHALLENGE

    name: Annotated[Line, says("naam", "name")]
    asked_on: Annotated[Day | None, says("gevraagd op", "asked on", past=True)] = None
    outcome: Annotated[ChallengeOutcome, says("uitkomst", "outcome")] = ChallengeOutcome.PENDING
    decided_on: Annotated[Day | None, says("besloten op", "decided on", past=True)] = None
    description: Annotated[Text | None, says("omschrijving", "description")] = None


class Gathering(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.GATHERING

    name: Annotated[Line, says("naam", "name")]
    date: Annotated[Day | None, says("datum", "date")] = None
    place: Annotated[Line | None, says("plaats", "place")] = None
    description: Annotated[Text | None, says("omschrijving", "description")] = None


class Agreement(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.AGREEMENT

    text: Annotated[Line, says("afspraak", "agreement")]
    by_when: Annotated[Day | None, says("voor wanneer", "by when")] = None
    done: Annotated[Day | None, says("gedaan op", "done on", past=True)] = None
    subject: Annotated[
        Id | None, says("komt uit", "comes from", "Een advies, gat of bijeenkomst.", "An advice, a gap or a gathering.")
    ] = None


class Note(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.NOTE

    visibility: Annotated[Visibility, says("zichtbaarheid", "visibility", "Wie dit mag zien.", "Who may see this.")] = (
        Visibility.ADVISORS
    )
    text: Annotated[Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)], says("tekst", "text")]
    date: Annotated[Day | None, says("datum", "date", past=True)] = None


class Source(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.SOURCE

    name: Annotated[Line, says("naam", "name")]
    source_kind: Annotated[SourceKind, says("soort bron", "kind of source")]
    date: Annotated[Day | None, says("datum", "date", past=True)] = None
    reference: Annotated[Text | None, says("verwijzing", "reference")] = None


class Round(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.ROUND

    name: Annotated[Line, says("naam", "name")]
    start: Annotated[Day | None, says("van", "from")] = msgspec.field(default=None, name="from")
    end: Annotated[Day | None, says("tot", "to")] = msgspec.field(default=None, name="to")
    boundary: Annotated[Text | None, says("wie meetelt", "boundary", "In woorden.", "Who counts as in, in words.")] = (
        None
    )


class Review(Record, frozen=True, gc=False, kw_only=True):
    kind: ClassVar[RecordKind] = RecordKind.REVIEW

    subject: Annotated[
        Id, says("over", "subject", "Een gegeven, gat of aansluitpunt.", "A record, gap or plug-in point.")
    ]
    by: Annotated[ReviewBy, says("namens", "on behalf of")]
    status: Annotated[ReviewStatus, says("oordeel", "status")] = ReviewStatus.NEW
    date: Annotated[Day | None, says("datum", "date", past=True)] = None
    note: Annotated[Text | None, says("toelichting", "note")] = None


class Tie(Record, frozen=True, gc=False, kw_only=True):
    """A rich tie between two different actors."""

    kind: ClassVar[RecordKind] = RecordKind.TIE

    from_id: Annotated[Id, says("van", "from")] = msgspec.field(name="from")
    to_id: Annotated[Id, says("naar", "to")] = msgspec.field(name="to")
    tie_kind: Annotated[TieKind, says("soort band", "kind of tie")]
    directed: Annotated[
        bool, says("heeft richting", "directed", "Loopt van de een naar de ander.", "Runs from one to the other.")
    ]
    intensity: Annotated[
        Step,
        says(
            "intensiteit",
            "intensity",
            "1 weet van elkaar, 2 werkt samen, 3 stemt af, 4 vormt één geheel.",
            "1 awareness, 2 cooperation, 3 coordination, 4 integration.",
        ),
    ] = 2
    frequency: Annotated[Frequency | None, says("hoe vaak", "frequency")] = None
    formalised: Annotated[bool | None, says("vastgelegd", "formalised")] = None
    government_role: Annotated[GovernmentRole | None, says("rol van de overheid", "role of government")] = None
    basis: Annotated[TieBasis | None, says("rust op", "basis")] = None
    carried_by: Annotated[
        Line | None,
        says("gedragen door", "carried by", "Organisatie en rol.", "Organisation and role.", access="advisors"),
    ] = None
    confirmation: Annotated[Confirmation, says("bevestiging", "confirmation")] = Confirmation.NOT_ASKED
    trust: Annotated[Degree | None, says("vertrouwen", "trust", "Van 1 tot 4.", "From 1 to 4.", access="advisors")] = (
        None
    )
    value: Annotated[Degree | None, says("waarde", "value", "Van 1 tot 4.", "From 1 to 4.", access="advisors")] = None
    amount: Annotated[Amount | None, says("bedrag", "amount", "In euro per jaar.", "In euros per year.")] = None


class Link(Kept, frozen=True, gc=False, kw_only=True):
    """A thin link between two other records; seen by whoever sees both."""

    kind: ClassVar[RecordKind] = RecordKind.LINK

    link_kind: Annotated[LinkKind, says("soort koppeling", "kind of link")]
    from_id: Annotated[Id, says("van", "from")] = msgspec.field(name="from")
    to_id: Annotated[Id, says("naar", "to")] = msgspec.field(name="to")
    state: Annotated[
        AnswerState | None, says("stand", "state", "Van een antwoord op een signaal.", "Of an answer to a signal.")
    ] = None
    answered: Annotated[
        InvitationAnswer | None, says("antwoord", "answered", "Op een uitnodiging.", "To an invitation.")
    ] = None
    role: Annotated[Line | None, says("rol", "role", "In een traject.", "In a process.")] = None
    level: Annotated[ParticipationLevel | None, says("niveau", "level", "In een traject.", "In a process.")] = None
    phase: Annotated[Phase | None, says("fase", "phase", "In een traject.", "In a process.")] = None


TYPES: dict[RecordKind, type[Kept]] = {
    struct.kind: struct
    for struct in (
        Actor,
        Area,
        Theme,
        TargetGroup,
        Offering,
        MeetingPlace,
        Signal,
        Process,
        FundingScheme,
        Challenge,
        Gathering,
        Agreement,
        Note,
        Source,
        Round,
        Review,
        Tie,
        Link,
    )
}
"""The type of each kind."""

Edge = Tie | Link
AnyRecord = (
    Actor
    | Area
    | Theme
    | TargetGroup
    | Offering
    | MeetingPlace
    | Signal
    | Process
    | FundingScheme
    | Challenge
    | Gathering
    | Agreement
    | Note
    | Source
    | Round
    | Review
    | Tie
    | Link
)

_decoder: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)
_encoder = msgspec.json.Encoder()


def encode(record: Kept) -> bytes:
    """A record as JSON; what equals its default is left out."""
    return _encoder.encode(record)


def decode(body: bytes | str) -> AnyRecord:
    """The record that `encode` wrote. Raises msgspec.ValidationError when it does not fit the model."""
    return _decoder.decode(body)


def name_of(record: Kept) -> str:
    """What people call a record: its name, else its text, else its id."""
    return getattr(record, "name", None) or getattr(record, "text", None) or record.id
