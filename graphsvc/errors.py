"""Everything that can go wrong and that a caller should hear about.

GraphsvcError
├── BadInput            what was asked or sent does not fit: a list of faults, each with its place
├── NotFound            no such record, or none that the viewer may see
├── Conflict            the record was changed by someone else in the meantime
├── Forbidden           the viewer may not do this
├── LimitExceeded       too large, too deep or too dear
├── SettingError        a setting is unknown or has a bad value
└── StoreError
    ├── StoreMissing    there is no store at that address
    ├── StoreExists     there is one already, and it would be written over
    ├── StoreNewer      it was made by a newer version of graphsvc
    ├── StoreUnavailable  it does not answer, is locked or refuses
    └── HeadMoved       another writer was first (the caller replays and tries again)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with an input: where, what and what to do."""

    place: str
    """File, row and column, or the path of the field; "" for the input as a whole."""
    code: str
    message: str
    remedy: str = ""
    said: tuple[str, str] = ("", "")
    """Message and remedy before their values were filled in: their ids in the catalogue of sentences."""
    values: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def saying(cls, place: str, code: str, message: str, remedy: str = "", /, **values: Any) -> Fault:
        """A fault that can be said in another language: its sentences hold %(name)s for each of the values.

        A value is text, or something with words in each language (`model.faults.told`), or a tuple of these.
        """
        shown = {name: ", ".join(map(str, _parts(value))) for name, value in values.items()}
        message_shown, remedy_shown = (text % shown if shown else text for text in (message, remedy))
        return cls(place, code, message_shown, remedy_shown, (message, remedy), tuple(values.items()))

    @property
    def plain(self) -> dict[str, str]:
        """What a machine is told."""
        return {"place": self.place, "code": self.code, "message": self.message, "remedy": self.remedy}

    def __str__(self) -> str:
        start = f"{self.place}: " if self.place else ""
        return f"{start}{self.message}{' ' + self.remedy if self.remedy else ''}"


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


class GraphsvcError(Exception):
    """The root of all errors a caller should hear about. The message is safe to show."""

    code: ClassVar[str] = "INTERNAL_SERVER_ERROR"

    def __reduce__(self) -> tuple[Any, ...]:
        """An error comes back from a worker process as it was, whatever its class takes."""
        return _again, (type(self), self.args, self.__dict__)

    @property
    def extensions(self) -> dict[str, Any]:
        """What the API adds to the message."""
        return {"code": self.code}


def _again(cls: type[GraphsvcError], args: tuple[Any, ...], state: dict[str, Any]) -> GraphsvcError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class BadInput(GraphsvcError):
    """An input with one or more faults; nothing of it was written."""

    code = "BAD_USER_INPUT"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))

    @classmethod
    def of(cls, message: str, *, place: str = "", code: str = "INVALID", remedy: str = "") -> BadInput:
        """An input with this one fault."""
        return cls([Fault(place, code, message, remedy)])

    @property
    def extensions(self) -> dict[str, Any]:
        return {"code": self.code, "faults": [fault.plain for fault in self.faults]}


class NotFound(GraphsvcError):
    code = "NOT_FOUND"


class Conflict(GraphsvcError):
    """A change expected one revision and the record has another."""

    code = "CONFLICT"

    def __init__(self, record_id: str, expected: int, found: int) -> None:
        self.record_id, self.expected, self.found = record_id, expected, found
        super().__init__(
            f"Record {record_id} has revision {found}, and the change expected {expected}. Read it again and repeat the change."
        )

    @property
    def extensions(self) -> dict[str, Any]:
        return {"code": self.code, "id": self.record_id, "expected": self.expected, "found": self.found}


class Forbidden(GraphsvcError):
    code = "FORBIDDEN"


class LimitExceeded(GraphsvcError):
    code = "LIMIT_EXCEEDED"


class StillComputing(LimitExceeded):
    """There is no answer yet; there will be one soon."""


class SettingError(GraphsvcError):
    code = "BAD_SETTING"


class StoreError(GraphsvcError):
    code = "STORE_UNAVAILABLE"


class StoreMissing(StoreError):
    """There is no store at the address."""


class StoreExists(StoreError):
    """The store holds data already."""


class StoreNewer(StoreError):
    """The store was made by a newer version of graphsvc."""


class StoreUnavailable(StoreError):
    """The store does not answer, is locked, or refuses."""


class HeadMoved(StoreError):
    """The store is at another version than the one the change was checked at."""

    def __init__(self, head: int) -> None:
        self.head = head
        super().__init__(f"The store is at version {head}.")
