"""The sentences of an advice, each with the records it rests on. They are put into words when somebody reads them."""

from __future__ import annotations

from datetime import date

import msgspec

from graphsvc.language import Language, day, percent, translate, translate_count
from graphsvc.model.records import Kept, TargetGroup, Theme, name_of
from graphsvc.model.words import Vocabulary

Value = str | date | float | Kept | Vocabulary


class Message(msgspec.Struct, frozen=True):
    """A sentence of the catalogue: its English is its id."""

    one: str
    many: str = ""
    """For more than one, where the sentence counts."""


class Sentence(msgspec.Struct, frozen=True):
    """A message with its values filled in, and the ids of the records it can be traced to."""

    message: Message
    values: tuple[tuple[str, Value], ...] = ()
    records: tuple[str, ...] = ()
    count: int | None = None

    def text(self, language: Language) -> str:
        """The sentence in a language."""
        values = {name: _shown(value, language) for name, value in self.values}
        if self.count is None:
            return translate(language, self.message.one, **values)
        return translate_count(language, self.message.one, self.message.many, self.count, **values)


def say(
    message: Message, *records: Kept, count: int | None = None, ids: tuple[str, ...] = (), **values: Value
) -> Sentence:
    """A sentence that rests on `records` and on those with `ids`."""
    return Sentence(message, tuple(values.items()), (*(record.id for record in records), *ids), count)


def _shown(value: Value, language: Language) -> str:
    """Names as they are, dates and shares as people write them; a share is a float."""
    if isinstance(value, Theme | TargetGroup):
        return (value.name_en or value.name) if language == "en" else value.name
    if isinstance(value, Kept):
        return name_of(value)
    if isinstance(value, Vocabulary):
        return value.words.label(language)
    if isinstance(value, date):
        return day(language, value)
    return percent(language, value) if isinstance(value, float) else value


# Reasons

REACHES_UNSEEN = Message(
    "Brings %(count)s network within reach that has no contact yet.",
    "Brings %(count)s networks within reach that have no contact yet.",
)
COMES_CLOSER = Message(
    "Comes closer to %(count)s network that is reached only through others now.",
    "Comes closer to %(count)s networks that are reached only through others now.",
)
WORKS_ON = Message("Works on the theme “%(theme)s”.")
IS_THERE_FOR = Message("Is there for: %(group)s.")
NEED_OF_AREA = Message(
    "As far as we know, the need on the theme “%(theme)s” is greater in %(area)s than in most other areas."
)
NEED_OF_AREAS = Message(
    "As far as we know, the need on the theme “%(theme)s” is greater where %(actor)s is active than in most other areas."
)
NEED_OVER_THEMES = Message("As far as we know, the need in %(area)s is greater than in most other areas.")
NEED_OVER_THEMES_OF_AREAS = Message(
    "As far as we know, the need where %(actor)s is active is greater than in most other areas."
)
CAN_INTRODUCE = Message("%(introducer)s can introduce you.")
HAS_A_TIE = Message("%(asking)s has a tie with %(actor)s already.")
HAS_ROOM = Message("%(actor)s said on %(day)s that there is room.")
IS_OPEN = Message("%(actor)s is open to contact.")
GIVES_AREA_ITS_POINT = Message("This way %(area)s gets a plug-in point too.")
LOST_WITHOUT = Message("Without this contact %(share)s of the extra reach falls away.")

# Cautions

IS_FULL = Message("%(actor)s said on %(day)s that there is no room now.")
CAPACITY_NOT_TOLD = Message("We do not know whether %(actor)s has room. Ask this first.")
CAPACITY_TOLD_LONG_AGO = Message("It is over six months ago that %(actor)s told whether there is room. Ask this first.")
CAPACITY_UNDATED = Message("We do not know when %(actor)s told whether there is room. Ask this first.")
ROLE_NOT_TOLD = Message("We do not know which role of government fits %(actor)s. Ask this.")
OPENNESS_NOT_TOLD = Message("We do not know whether %(actor)s wants contact. Ask this first.")
RESIDENTS_NOT_ASKED = Message("As far as we know, residents were not asked here what they need.")
NEED_NOT_KNOWN = Message("It is not known how great the need is here.")
TIE_IS_STALE = Message(
    "The tie between %(a)s and %(b)s was not verified for over a year. Ask whether it is still there."
)
TIES_ARE_STALE = Message(
    "%(count)s tie on the way was not verified for over a year. Ask whether it is still there.",
    "%(count)s ties on the way were not verified for over a year. Ask whether they are still there.",
)
TIE_NEVER_VERIFIED = Message("Nobody has verified the tie between %(a)s and %(b)s.")
TIE_IS_ONE_SIDED = Message("Only one side named the tie between %(a)s and %(b)s.")
TIE_IS_PERSONAL = Message("The tie between %(a)s and %(b)s rests on one person.")
LEANS_ON_IT = Message("The advice leans on this point: without this contact %(share)s of the extra reach falls away.")
OTHERS_DEPEND_ON_IT = Message(
    "As far as we know, other initiatives know each other through %(actor)s only. Do not ask too much."
)

# Ways in to those out of sight

SHARES_PLACE = Message("%(member)s uses %(where)s, and so does %(actor)s.")
BOTH_ATTENDED = Message("%(member)s and %(actor)s both attended %(where)s.")
RAISED_SIGNAL = Message("%(member)s raised a signal. An answer to it is a way in.")
GO_AND_ASK = Message("Nobody can introduce you here yet. Go by once and get acquainted.")

# Why there is no advice

NOBODY_KNOWN = Message("We know no initiatives or informal networks here.")
NOBODY_ON_THIS = Message("We know no initiatives or informal networks here that work on what was asked.")
ALL_REACHED = Message("What can be reached here is reached already.")
NOBODY_QUALIFIES = Message("No network here qualifies as a plug-in point.")
NO_ROOM = Message("The networks that qualify have no room now.")
NOBODY_INTRODUCES = Message("Nobody can introduce you to the networks here.")
