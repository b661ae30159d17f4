import gettext
import re
from datetime import date

import pytest

from graphsvc.analysis.advice import sentences
from graphsvc.analysis.advice.sentences import Message, say
from graphsvc.analysis.paths import SAYINGS
from graphsvc.language import catalogue
from graphsvc.model.kinds import RecordKind
from graphsvc.model.make import make
from graphsvc.model.vocabularies import Capacity
from tests.records import actor, theme

MESSAGES = [value for value in vars(sentences).values() if isinstance(value, Message)]
TEXTS = [
    text for message in (*MESSAGES, *map(Message, SAYINGS.values())) for text in (message.one, message.many) if text
]


def names(text):
    return set(re.findall(r"%\((\w+)\)s", text))


def test_a_count_takes_the_right_number():
    one, many = (say(sentences.REACHES_UNSEEN, count=count).text("en") for count in (1, 2))
    assert one == "Brings 1 network within reach that has no contact yet."
    assert many == "Brings 2 networks within reach that have no contact yet."


def test_values_are_shown_as_people_write_them():
    message = Message("%(actor)s, %(theme)s, %(day)s, %(share)s, %(capacity)s, %(text)s")
    values = {
        "actor": actor("a", name="Ada"),
        "theme": make(RecordKind.THEME, {"id": "t", "name": "Eten", "nameEn": "Food"}),
        "day": date(2026, 3, 2),
        "share": 0.253,
        "capacity": Capacity.ROOM,
        "text": "as it is",
    }
    assert say(message, **values).text("en") == "Ada, Food, 2 March 2026, 25%, has room, as it is"
    assert say(message, **{**values, "theme": theme("Food")}).text("en").startswith("Ada, Food, ")


def test_a_name_with_a_percent_sign_stays_as_it_is():
    said = say(sentences.CAN_INTRODUCE, introducer=actor("a", name="100%(s) <b>groen</b>"))
    assert said.text("en") == "100%(s) <b>groen</b> can introduce you."


def test_a_sentence_holds_the_records_it_rests_on():
    said = say(sentences.CAN_INTRODUCE, actor("a"), ids=("x", "y"), introducer=actor("a"))
    assert said.records == ("a", "x", "y")


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.one[:40])
def test_every_sentence_has_its_dutch(message):
    dutch = catalogue("nl")
    assert isinstance(dutch, gettext.GNUTranslations)
    for count, text in ((1, message.one), (2, message.many)):
        said = dutch.ngettext(message.one, message.many, count) if message.many else dutch.gettext(message.one)
        assert said not in TEXTS, "not translated"
        assert not text or names(said) == names(text)
