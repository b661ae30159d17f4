"""What must be forgotten when records are erased: every cache that may hold their values says here how it is emptied."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from weakref import WeakMethod

Forget = Callable[[], None]

_caches: list[Callable[[], Forget | None]] = []


def when_erased(forget: Forget) -> None:
    """Call `forget` whenever records were erased. That of an object lasts as long as the object."""
    _caches.append(WeakMethod(forget) if isinstance(forget, MethodType) else lambda: forget)


def forget_all() -> None:
    """Empty all these caches."""
    for cache in [*_caches]:
        forget = cache()
        if forget is None:
            _caches.remove(cache)
        else:
            forget()
